//! `thidua user`: the first administrator, and another password for whoever has lost it.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use crate::program::{Run, command, folder, run};
use crate::served::Served;

const ADD: &[&str] = &[
    "user",
    "add",
    "quan-tri",
    "--name",
    "Người Quản Trị",
    "--role",
    "administrator",
    "--unit",
    "co-quan-mau",
    "--unit-name",
    "Cơ quan mẫu",
];

/// The password that a run has told once.
fn told(run: &Run) -> String {
    assert_eq!(run.code, 0, "{}", run.complained);
    let told = run
        .said
        .lines()
        .find_map(|line| line.strip_prefix("Mật khẩu: "));
    let told = told.expect("the password is told").to_owned();
    assert!(
        !run.complained.contains(&told),
        "it is told to the reader alone"
    );
    told
}

#[test]
fn the_first_administrator_signs_in_with_the_password_told_once_until_another_is_made() {
    let folder = folder();
    let first = told(&run(folder.path(), ADD));
    let log = folder.path().join("log");
    let served = Served::telling_all(folder.path(), &log);
    assert_eq!(served.sign_in("quan-tri", "khong-phai-mat-khau-ay"), None);
    let session = served.sign_in("quan-tri", &first);
    let session = session.expect("the told password is right");
    assert!(
        served
            .get_as(&session, "/nguoi-dung")
            .starts_with("HTTP/1.1 200")
    );

    let second = told(&run(folder.path(), &["user", "password", "quan-tri"]));
    assert_ne!(first, second);
    let ended = served.get_as(&session, "/nguoi-dung");
    assert!(
        ended.starts_with("HTTP/1.1 303"),
        "the session has ended: {ended}"
    );
    assert_eq!(served.sign_in("quan-tri", &first), None);
    assert!(served.sign_in("quan-tri", &second).is_some());
    assert_eq!(served.stop(), Some(0));

    let log = std::fs::read_to_string(&log).expect("the log was written");
    assert!(log.contains("/dang-nhap"), "the requests are told: {log}");
    for password in [first, second] {
        assert!(!log.contains(&password), "{log}");
    }
    assert_eq!(run(folder.path(), &["history", "verify"]).code, 0);
}

#[test]
fn an_account_is_made_once_and_for_a_unit_that_is_known_or_named_in_full() {
    let folder = folder();
    let unknown = run(folder.path(), &ADD[..ADD.len() - 2]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.complained.contains("--unit-name"),
        "{}",
        unknown.complained
    );
    told(&run(folder.path(), ADD));
    let again = run(folder.path(), ADD);
    assert_eq!(again.code, 1);
    assert!(
        again.complained.contains("đã có người dùng"),
        "{}",
        again.complained
    );
    let nobody = run(folder.path(), &["user", "password", "khong-ai"]);
    assert_eq!(nobody.code, 2);
    assert!(
        nobody.complained.contains("Không có tài khoản"),
        "{}",
        nobody.complained
    );
}

/// A run that is given a password on its input.
fn given(data: &Path, password: &str) -> Run {
    let mut command = command(data, &["user", "password", "quan-tri", "--password-stdin"]);
    let child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = child
        .spawn()
        .expect("the program was built beside this test");
    let mut input = child.stdin.take().expect("the input is piped");
    writeln!(input, "{password}").expect("the program reads");
    drop(input);
    Run::of(child.wait_with_output().expect("the program ends"))
}

#[test]
fn a_password_of_ones_own_is_read_from_the_input_and_a_weak_one_is_refused() {
    let folder = folder();
    let first = told(&run(folder.path(), ADD));
    let weak = given(folder.path(), "12345678");
    assert_eq!(weak.code, 2, "{}", weak.said);
    assert!(!weak.complained.contains("12345678"), "{}", weak.complained);
    let own = "cay-dua-nuoc-ben-song-hau";
    let strong = given(folder.path(), own);
    assert_eq!(strong.code, 0, "{}", strong.complained);
    assert!(!strong.said.contains(own), "{}", strong.said);
    let served = Served::on(folder.path());
    assert_eq!(served.sign_in("quan-tri", &first), None);
    assert!(served.sign_in("quan-tri", own).is_some());
}
