//! `check` reads the store of the data folder: what was published, what was corrected, what units have sent.

use std::path::Path;

use access::actions::figures::PublishCorrection;
use access::{Gate, Matter, Principal};
use rules::figures::{Decimal, IndicatorKey};
use store::figures::NewCorrection;
use store::{Location, Sources, Store};

use crate::program::{folder, run};

/// The head publishes that 52 is right.
async fn correct(data: &Path) {
    let location = Location::Sqlite(data.join("thidua.db"));
    let store = Store::open(&location, data, Sources::system()).await;
    let store = store.expect("the data folder has a store");
    let year = store.cluster_year_by_slug("2021-cum-9").await;
    let year = year.expect("years can be read").expect("2021 is loaded");
    let gate = Gate::new().expect("the policies are valid");
    let matter = Matter::of_year("correction", "", &year.id);
    let program = Principal::program("test");
    let permit = gate.decide(&program, PublishCorrection, matter);
    let new = NewCorrection {
        indicator: IndicatorKey::new("kh_total"),
        unit: None,
        corrected: Some(Decimal::from(52_u32)),
        text: "Tổng đúng là 52 đề tài.".to_owned(),
        on: "2021-12-15".parse().expect("a date"),
    };
    let permit = permit.expect("the program may do everything");
    let corrected = store.publish_correction(&permit, new).await;
    corrected.expect("45 is on record");
    store.close().await.expect("the store closes");
}

#[tokio::test]
async fn the_check_of_2021_tells_the_correction_and_both_numbers_stay() {
    let folder = folder();
    run(folder.path(), &["load-year", "2021"]);
    correct(folder.path()).await;
    let check = run(folder.path(), &["check", "2021"]);
    assert_eq!(check.code, 1);
    for words in [
        "45 (theo báo cáo) · 52",
        "đã đính chính ngày 15/12/2021, số đúng: 52",
    ] {
        assert!(check.said.contains(words), "{}", check.said);
    }
}

#[test]
fn the_check_of_2022_names_the_error_of_a_report_that_was_sent_and_none_of_a_draft() {
    let folder = folder();
    run(folder.path(), &["load-year", "2022"]);
    let check = run(folder.path(), &["check", "2022"]);
    assert_eq!(check.code, 1, "{}{}", check.said, check.complained);
    let error =
        "  Lỗi · Kiên Giang · Báo cáo số liệu 6 tháng đầu năm 2022 · ĐT.01 Lớp quản lý trong năm: ";
    assert!(check.said.contains(error), "{}", check.said);
    // Its report was given back: it is not what the unit says any more.
    assert!(!check.said.contains("Tiền Giang"), "{}", check.said);
    assert!(!check.said.contains("TĐ.4"), "{}", check.said);
}
