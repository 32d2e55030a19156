//! The codes that commands end with: 0 good, 1 found something wrong, 2 wrong use.

use std::fs;

use crate::program::{folder, run, word};

#[test]
fn a_year_is_loaded_once() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["load-year", "2021"]).code, 0);
    let again = run(folder.path(), &["load-year", "2021-cum-9"]);
    assert_eq!(again.code, 1);
    assert!(
        again.complained.contains("đã có trong cơ sở dữ liệu"),
        "{}",
        again.complained
    );
    assert_eq!(run(folder.path(), &["history", "verify"]).code, 0);
}

#[test]
fn the_check_of_2021_finds_the_contradiction_and_ends_with_1() {
    let folder = folder();
    run(folder.path(), &["load-year", "2021"]);
    let check = run(folder.path(), &["check", "2021"]);
    assert_eq!(check.code, 1);
    assert!(
        check.said.contains("45") && check.said.contains("52"),
        "{}",
        check.said
    );
}

#[test]
fn the_description_of_the_api_is_json() {
    let folder = folder();
    let elsewhere = folder.path().join("chua-co");
    let run = run(folder.path(), &["openapi", "--data", word(&elsewhere)]);
    assert_eq!(run.code, 0, "{}", run.complained);
    assert!(!elsewhere.exists(), "describing makes no folder");
    let document: serde_json::Value = serde_json::from_str(&run.said).expect("it is JSON");
    assert!(document["paths"]["/api/v1/nam"].is_object());
}

#[test]
fn commands_that_read_say_where_no_data_are() {
    let folder = folder();
    let empty = folder.path().join("chua-co");
    let archive = folder.path().join("sao-luu.tar.gz");
    let commands: [&[&str]; 4] = [
        &["check", "2021"],
        &["history", "verify"],
        &["user", "password", "ben-tre"],
        &["backup", "--to", word(&archive)],
    ];
    for words in commands {
        let run = run(&empty, words);
        assert_eq!(run.code, 2, "{words:?}: {}", run.complained);
        assert!(run.complained.contains("--data"), "{}", run.complained);
    }
    assert!(!empty.exists(), "reading makes no folder");
}

#[test]
fn a_file_that_is_no_database_is_named_broken_and_left_alone() {
    let folder = folder();
    let database = folder.path().join("thidua.db");
    let content =
        "đây không phải cơ sở dữ liệu, mà là một bài viết dài hơn một trang đầu".repeat(20);
    fs::write(&database, &content).expect("the file can be written");
    let run = run(folder.path(), &["history", "verify"]);
    assert_eq!(run.code, 1);
    assert!(run.complained.contains("bị hỏng"), "{}", run.complained);
    assert!(
        run.complained.contains("thidua restore"),
        "{}",
        run.complained
    );
    assert_eq!(fs::read_to_string(&database).expect("it is there"), content);
}
