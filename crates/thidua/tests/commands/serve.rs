//! The running program: counters through a stop, a full disk, https.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::{command, folder, run, word};
use crate::served::Served;

const YEAR: &str = "/nam/2021-cum-9";

#[test]
fn views_before_a_stop_are_counted_after_the_next_start() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["load-year", "2021"]).code, 0);
    let first = Served::on(folder.path());
    for _ in 0..7 {
        assert!(first.get(YEAR).starts_with("HTTP/1.1 200"));
    }
    assert_eq!(first.stop(), Some(0));
    let second = Served::on(folder.path());
    let page = second.get(YEAR);
    // The view that reads the number is counted too.
    let expected = vietnamese::number::format_integer(621_462 + 7 + 1);
    assert!(page.contains(&format!("Tất cả: {expected}")), "{page}");
    assert_eq!(second.stop(), Some(0));
}

/// The program where no file may grow beyond so many kilobytes: writing then fails as on a full disk.
fn on_a_small_disk(data: &Path, kilobytes: u32, words: &str) -> Command {
    let program = env!("CARGO_BIN_EXE_thidua");
    let mut small = Command::new("bash");
    for (name, value) in command(data, &[]).get_envs() {
        match value {
            Some(value) => small.env(name, value),
            None => small.env_remove(name),
        };
    }
    small.arg("-c").arg(format!(
        "trap '' XFSZ; ulimit -f {kilobytes}; exec {program} {words}"
    ));
    small
}

#[test]
fn a_year_that_does_not_fit_on_the_disk_is_not_half_loaded_without_a_word() {
    // Full while the tables are made, and while the year is loaded into them.
    for kilobytes in [200, 2000] {
        let folder = folder();
        let output = on_a_small_disk(folder.path(), kilobytes, "load-year 2021").output();
        let output = output.expect("the shell runs");
        let complained = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{complained}");
        assert!(complained.contains("Ổ đĩa đã đầy"), "{complained}");
        let verified = run(folder.path(), &["history", "verify"]);
        assert_eq!(verified.code, 0, "{}{}", verified.said, verified.complained);
    }
}

#[test]
fn a_full_disk_is_said_on_the_page_and_nothing_is_half_written() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["load-year", "2021"]).code, 0);
    let mut small = on_a_small_disk(folder.path(), 64, "serve --port 0");
    // The log lies on the same disk, which has no room for it either.
    let log = folder.path().join("log");
    std::fs::write(&log, " ".repeat(64 * 1024)).expect("the file can be made");
    let log = File::options().append(true).open(&log);
    small.stderr(log.expect("the file can be opened"));
    let served = Served::start(small);
    let answers = (0..40).map(|attempt| {
        served.post(
            "",
            "/dang-nhap",
            &[
                ("ten_dang_nhap", &format!("khong-co-{attempt}")),
                ("mat_khau", "khong-dung"),
            ],
        )
    });
    let mut others = Vec::new();
    let mut full = String::new();
    for answer in answers {
        if answer.starts_with("HTTP/1.1 507") {
            full = answer;
            break;
        }
        others.push(answer.lines().next().unwrap_or_default().to_owned());
    }
    assert!(!full.is_empty(), "the disk is not full: {others:?}");
    assert!(full.contains("ổ đĩa máy chủ đã đầy"), "{full}");
    assert!(
        served.get(YEAR).starts_with("HTTP/1.1 200"),
        "reading goes on"
    );
    drop(served);
    assert_eq!(run(folder.path(), &["history", "verify"]).code, 0);
}

/// A certificate for this machine, made by a program of its own: the file of the certificate and that of its key.
fn certificate(folder: &Path) -> (PathBuf, PathBuf) {
    let (cert, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"])
        .args(["-pkeyopt", "ec_paramgen_curve:prime256v1"])
        .args(["-subj", "/CN=127.0.0.1", "-addext"])
        .arg("subjectAltName=IP:127.0.0.1")
        .args(["-out", word(&cert), "-keyout", word(&key)])
        .output()
        .expect("openssl is installed");
    assert!(made.status.success(), "{made:?}");
    (cert, key)
}

#[test]
fn with_a_certificate_a_browser_that_trusts_it_is_answered_by_https() {
    let folder = folder();
    let (cert, key) = certificate(folder.path());
    let tls = ["--tls-cert", word(&cert), "--tls-key", word(&key)];
    let words = [&["serve", "--port", "0"], &tls[..]].concat();
    let served = Served::start(command(folder.path(), &words));
    let curl = |words: &[&str]| {
        let mut curl = Command::new("curl");
        curl.args(["--silent", "--show-error", "--include"]);
        let answer = curl.args(words).output().expect("curl is installed");
        (
            answer.status.success(),
            String::from_utf8_lossy(&answer.stdout).into_owned(),
        )
    };
    let page = format!("https://{}/dang-nhap", served.address);
    let (good, said) = curl(&["--cacert", word(&cert), &page]);
    assert!(good && said.starts_with("HTTP/2 200"), "{said}");
    assert!(said.contains("strict-transport-security"), "{said}");
    let (good, said) = curl(&[&page]);
    assert!(!good, "nobody else vouches for the certificate: {said}");
    let plain = page.replace("https://", "http://");
    assert!(!curl(&[&plain]).0, "nothing is answered in the clear");
    assert_eq!(served.stop(), Some(0));
}
