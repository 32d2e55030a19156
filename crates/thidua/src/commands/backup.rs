//! `thidua backup`: everything that must not be lost, in one file.

use std::path::{Path, PathBuf};

use clap::Args;
use store::evidence::path_of;
use store::{Location, Store, StoreError};

use super::say;
use crate::archive::{Listed, Manifest, pack};
use crate::configuration::Flags;
use crate::data::{DATABASE_FILE, Data};
use crate::failure::{Failure, Outcome};
use crate::progress;

/// Options of `backup`. The program may go on serving meanwhile.
#[derive(Args, Debug)]
pub struct Backup {
    #[command(flatten)]
    data: Data,
    /// Tệp sao lưu sẽ tạo, ví dụ thidua-2021-12-31.tar.gz; không ghi đè lên tệp đã có
    #[arg(long, value_name = "TỆP")]
    to: PathBuf,
}

/// Writes the archive whole or not at all; names each evidence file that is missing or damaged.
pub async fn run(options: Backup) -> Result<Outcome, Failure> {
    let configuration = options.data.configuration(Flags::default())?;
    if let Location::Postgres(_) = options.data.location(&configuration) {
        return Err(ask_for_pg_dump(&options.data.data));
    }
    if options.to.exists() {
        return Err(Failure::wrong_use(format!(
            "Đã có tệp {}. Chọn tên khác; bản sao lưu không ghi đè lên tệp nào.",
            options.to.display()
        )));
    }
    let store = options.data.open().await?;
    let folder = folder_of(&options.to)?;
    let place = tempfile::tempdir_in(folder).map_err(|error| unwritable(folder, &error))?;
    let snapshot = place.path().join(DATABASE_FILE);
    store.snapshot(&snapshot).await?;
    let evidence = evidence(&store, &options.data.data).await?;
    store.close().await?;
    let mut files = vec![Listed::of(DATABASE_FILE, &snapshot)?];
    files.extend(evidence.whole);
    let manifest = Manifest::new(store.sources().now().to_string(), files);
    write(&options, &manifest, &snapshot, folder)?;
    tell(&options.to, &manifest, &evidence.damaged);
    Ok(if evidence.damaged.is_empty() {
        Outcome::Good
    } else {
        Outcome::Found
    })
}

/// The files of evidence by what became of them.
#[derive(Default)]
struct Evidence {
    whole: Vec<Listed>,
    damaged: Vec<String>,
}

/// Reads every content that the data name. A file is put in its place before a row names it, so a snapshot
/// taken before has all of its files now.
async fn evidence(store: &Store, data: &Path) -> Result<Evidence, Failure> {
    let hashes = store.evidence_hashes().await?;
    let bar = progress::bar(hashes.len() as u64, "Đọc tệp minh chứng");
    let mut found = Evidence::default();
    for sha256 in hashes {
        let path = path_of(&sha256);
        match Listed::of(&path, &data.join(&path)) {
            Ok(listed) if listed.sha256 == sha256 => found.whole.push(listed),
            Ok(_) => found.damaged.push(path),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => found.damaged.push(path),
            Err(error) => return Err(error.into()),
        }
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(found)
}

fn write(
    options: &Backup,
    manifest: &Manifest,
    snapshot: &Path,
    folder: &Path,
) -> Result<(), Failure> {
    let bar = progress::bar(manifest.files.len() as u64, "Ghi bản sao lưu");
    let file = tempfile::NamedTempFile::new_in(folder)?;
    let place = |listed: &Listed| match listed.path.as_str() {
        DATABASE_FILE => snapshot.to_owned(),
        path => options.data.data.join(path),
    };
    pack(file.as_file(), manifest, place, || bar.inc(1))?;
    file.persist_noclobber(&options.to)
        .map_err(|error| error.error)?;
    std::fs::File::open(folder)?.sync_all()?;
    bar.finish_and_clear();
    Ok(())
}

fn tell(to: &Path, manifest: &Manifest, damaged: &[String]) {
    let mut text = format!(
        "Đã sao lưu vào {}: cơ sở dữ liệu và {} tệp minh chứng.\nTệp thidua.toml (cấu hình của máy này) không nằm trong bản sao lưu.\n",
        to.display(),
        manifest.files.len() - 1
    );
    if !damaged.is_empty() {
        text.push_str(&format!(
            "{} tệp minh chứng bị mất hoặc đã bị sửa nên không có trong bản sao lưu. Tìm lại từ bản sao lưu trước:\n",
            damaged.len()
        ));
        for path in damaged {
            text.push_str(&format!("  {path}\n"));
        }
    }
    say(&text);
}

/// The folder that will hold the archive; it must be there.
fn folder_of(to: &Path) -> Result<&Path, Failure> {
    let folder = match to.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(Failure::wrong_use(format!(
            "Không có thư mục {}. Tạo thư mục đó trước, hoặc chọn nơi khác bằng --to.",
            folder.display()
        )));
    }
    Ok(folder)
}

fn unwritable(folder: &Path, error: &std::io::Error) -> Failure {
    if error.kind() == std::io::ErrorKind::StorageFull {
        return StoreError::Full.into();
    }
    Failure::undone(format!(
        "Không ghi được vào thư mục {} ({error}). Chọn nơi khác bằng --to.",
        folder.display()
    ))
}

fn ask_for_pg_dump(data: &Path) -> Failure {
    Failure::wrong_use(format!(
        "Dữ liệu này nằm trong PostgreSQL, nên chưa sao lưu gì. Sao lưu đủ hai phần, theo thứ tự này: \
         cơ sở dữ liệu bằng “pg_dump --format=custom --file=thidua.dump ĐỊA_CHỈ”, rồi thư mục tệp minh chứng {}. \
         Khôi phục bằng “pg_restore” và chép lại thư mục đó.",
        data.join(store::evidence::FOLDER).display()
    ))
}
