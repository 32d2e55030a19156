//! Moving house: one archive out, one archive in, checked.

use std::fs;
use std::path::{Path, PathBuf};

use access::actions::figures::AttachEvidence;
use access::{Gate, Matter, Principal};
use store::{Location, Sources, Store};
use tempfile::TempDir;

use crate::program::{folder, run, run_with, word};

/// A house with the year 2021 and one file of evidence, and the archive of it.
struct House {
    folder: TempDir,
    archive: PathBuf,
}

impl House {
    async fn new() -> Self {
        let folder = folder();
        let data = folder.path().join("data");
        assert_eq!(run(&data, &["load-year", "2021"]).code, 0);
        add_evidence(&data).await;
        let archive = folder.path().join("sao-luu.tar.gz");
        Self { folder, archive }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn new_home(&self) -> PathBuf {
        self.folder.path().join("nha-moi")
    }

    fn back_up(&self) {
        let made = run(&self.data(), &["backup", "--to", word(&self.archive)]);
        assert_eq!(made.code, 0, "{}", made.complained);
        let said = format!("{} tệp minh chứng", kept(&self.data()).len());
        assert!(made.said.contains(&said), "{}", made.said);
    }
}

async fn add_evidence(data: &Path) {
    let location = Location::Sqlite(data.join("thidua.db"));
    let store = Store::open(&location, data, Sources::system());
    let store = store.await.expect("the database opens");
    let gate = Gate::new().expect("the policies are valid");
    let years = store.cluster_years().await.expect("years can be read");
    let matter = Matter::of_year("evidence", "", &years[0].id);
    let permit = gate.decide(&Principal::program("test"), AttachEvidence, matter);
    let permit = permit.expect("the program may do everything");
    let content = b"%PDF-1.7 minh chung".to_vec();
    let added = store.add_evidence(&permit, "minh-chung.pdf", content, false);
    added.await.expect("the file is taken");
    store.close().await.expect("the store closes");
}

/// Every file of evidence below a data folder, by name.
fn kept(data: &Path) -> Vec<PathBuf> {
    let shelves = fs::read_dir(data.join("evidence")).expect("there is evidence");
    let mut all = Vec::new();
    for shelf in shelves {
        let shelf = shelf.expect("an entry").path();
        for file in fs::read_dir(shelf).expect("a folder") {
            all.push(file.expect("an entry").path());
        }
    }
    all.sort();
    all
}

#[tokio::test]
async fn a_backup_restored_elsewhere_has_the_same_history_and_evidence() {
    let house = House::new().await;
    house.back_up();
    let home = house.new_home();
    let restored = run(&home, &["restore", "--from", word(&house.archive)]);
    assert_eq!(restored.code, 0, "{}", restored.complained);
    let before = run(&house.data(), &["history", "verify"]);
    let after = run(&home, &["history", "verify"]);
    assert_eq!(after.code, 0, "{}", after.said);
    assert_eq!(after.said, before.said);
    let contents = |data: &Path| -> Vec<Vec<u8>> {
        let read = |path| fs::read(path).expect("the file is there");
        kept(data).into_iter().map(read).collect()
    };
    assert_eq!(contents(&home), contents(&house.data()));
    let left = fs::read_dir(&home).expect("the new home is there").count();
    assert_eq!(left, 2, "the database and the evidence, nothing else");
}

#[tokio::test]
async fn data_and_archives_are_never_written_over() {
    let house = House::new().await;
    house.back_up();
    let again = run(&house.data(), &["backup", "--to", word(&house.archive)]);
    assert_eq!(again.code, 2);
    assert!(
        again.complained.contains("không ghi đè"),
        "{}",
        again.complained
    );
    let into = run(&house.data(), &["restore", "--from", word(&house.archive)]);
    assert_eq!(into.code, 2);
    assert!(
        into.complained.contains("chưa có dữ liệu"),
        "{}",
        into.complained
    );
    assert_eq!(run(&house.data(), &["history", "verify"]).code, 0);
}

#[tokio::test]
async fn an_archive_that_was_cut_or_changed_restores_nothing() {
    let house = House::new().await;
    house.back_up();
    let whole = fs::read(&house.archive).expect("the archive is there");
    let cut = whole[..whole.len() / 2].to_vec();
    let mut changed = whole.clone();
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    for (bytes, code) in [
        (cut, 1),
        (changed, 1),
        (b"khong phai ban sao luu".to_vec(), 2),
    ] {
        fs::write(&house.archive, bytes).expect("the archive can be written");
        let refused = run(
            &house.new_home(),
            &["restore", "--from", word(&house.archive)],
        );
        assert_eq!(refused.code, code, "{}", refused.complained);
        assert!(
            refused.complained.contains("Không khôi phục gì"),
            "{}",
            refused.complained
        );
        let left = fs::read_dir(house.new_home()).expect("the folder was made");
        assert_eq!(left.count(), 0);
    }
}

#[tokio::test]
async fn evidence_that_is_gone_from_the_disk_is_named() {
    let house = House::new().await;
    let lost = kept(&house.data()).remove(0);
    fs::remove_file(&lost).expect("the file can be removed");
    let made = run(&house.data(), &["backup", "--to", word(&house.archive)]);
    assert_eq!(made.code, 1);
    let name = lost
        .file_name()
        .and_then(|name| name.to_str())
        .expect("a name");
    assert!(made.said.contains(name), "{}", made.said);
}

#[test]
fn a_backup_of_postgresql_says_who_makes_it() {
    let folder = folder();
    let archive = folder.path().join("sao-luu.tar.gz");
    let settings = [("THIDUA_DATABASE", "postgres://127.0.0.1:1/thidua")];
    for words in [["backup", "--to"], ["restore", "--from"]] {
        let run = run_with(
            folder.path(),
            &[words[0], words[1], word(&archive)],
            &settings,
        );
        assert_eq!(run.code, 2);
        assert!(run.complained.contains("PostgreSQL"), "{}", run.complained);
        assert!(!archive.exists());
    }
}
