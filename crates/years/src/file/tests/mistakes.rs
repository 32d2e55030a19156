//! One mistake at a time in the files of 2021.

use crate::file::{YearFile, YearFileError};
use crate::published::files;

/// The files of 2021 with one text in one file replaced by another.
fn with(file: &str, from: &str, to: &str) -> Vec<YearFileError> {
    let known = files("2021-cum-9").expect("the year is embedded");
    let text = |name: &str| {
        let (_, text) = known.iter().find(|(known, _)| *known == name)?;
        if name != file {
            return Some((*text).to_owned());
        }
        assert!(text.contains(from), "{file} has no {from}");
        Some(text.replacen(from, to, 1))
    };
    YearFile::parse(&text)
        .err()
        .unwrap_or_else(|| panic!("{file}: {from} became {to}, and nobody noticed"))
}

/// A mistake, and sentences that must be among those told of it.
fn check(file: &str, from: &str, to: &str, told: &[&str]) {
    let sentences: Vec<String> = with(file, from, to)
        .iter()
        .map(ToString::to_string)
        .collect();
    for expected in told {
        let found = sentences.iter().any(|sentence| sentence.contains(expected));
        assert!(
            found,
            "{file}: {from} became {to}\n wanted {expected}\n told {sentences:#?}"
        );
    }
}

#[test]
fn a_quotation_must_stand_in_the_article_once() {
    check(
        "figures.toml",
        "Tổ chức được 44 cuộc",
        "Tổ chức được  44 cuộc",
        &["figures.toml, mục statement “workshops”: câu trích không có nguyên văn trong bài gốc"],
    );
    check(
        "heads.toml",
        "Cũng tại Hội nghị này Trường",
        "Cũng tại Hội nghị này, Trường",
        &["mục succession: câu trích không có nguyên văn"],
    );
    check(
        "figures.toml",
        "Trường Chính trị tỉnh Sóc Trăng cử 02 giảng viên",
        "Trường Chính trị tỉnh Sóc Trăng",
        &["câu trích có ở 4 chỗ", "câu trích không có “02”"],
    );
}

#[test]
fn a_fact_stands_on_exactly_one_thing() {
    check(
        "units.toml",
        "source = \"members-2020\"",
        "",
        &["mục former_member “long-an”: mỗi dữ kiện cần đúng một căn cứ"],
    );
    check(
        "ballot.toml",
        "[method]",
        "[method]\nsource = \"launch-conference\"",
        &["mục method: mỗi dữ kiện cần đúng một căn cứ"],
    );
    check(
        "heads.toml",
        "launch-conference",
        "rumour",
        &["mục head “ben-tre”: nguồn “rumour” không có"],
    );
}

#[test]
fn silence_goes_with_nothing_said() {
    check(
        "registration.toml",
        "unit = \"an-giang\"",
        "unit = \"an-giang\"\ntext = \"Thi đua\"",
        &["mục theme “an-giang”: silent = true"],
    );
    check(
        "registration.toml",
        "[pledge]",
        "[pledge]\non = \"2021-04-02\"",
        &["mục pledge: silent = true"],
    );
    check(
        "awards.toml",
        "state = \"proposed\"",
        "state = \"decided\"",
        &["mục decision: silent = true"],
    );
}

#[test]
fn a_fact_says_what_its_quotation_says() {
    check(
        "figures.toml",
        "value = 27731",
        "value = 27732",
        &["số 27.732 không khớp với cách ghi “27.731”"],
    );
    check(
        "figures.toml",
        "written = \"04\"",
        "written = \"4\"",
        &["câu trích không có “4”"],
    );
    check(
        "figures.toml",
        "unit = \"vinh-long\"",
        "unit = \"tra-vinh\"",
        &["câu trích không có “Trường Chính trị tỉnh Trà Vinh”"],
    );
    check(
        "directives.toml",
        "\"2021-08-20\"",
        "\"2021-08-21\"",
        &["mục directive “kh-341-2021”: câu trích không có “21/8/2021”"],
    );
    check(
        "directives.toml",
        "subject = \"về tổ chức",
        "subject = \"Về việc tổ chức",
        &["mục directive “hd-30-2021”: câu trích không có “Về việc tổ chức"],
    );
    check(
        "awards.toml",
        "wording = \"Cờ thi đua tập thể",
        "wording = \"Cờ thi đua của tập thể",
        &["mục award “ben-tre”: câu trích không có"],
    );
    check(
        "year.toml",
        "phone = \"02943 844179\"",
        "phone = \"02943 844178\"",
        &["mục portal.contact: câu trích không có “02943 844178”"],
    );
}

#[test]
fn a_name_leads_to_something_that_exists() {
    check(
        "figures.toml",
        "indicator = \"KH.5\"",
        "indicator = \"KH.99\"",
        &["chỉ tiêu “KH.99” không có"],
    );
    check(
        "registration.toml",
        "caused_by = \"kh-341-2021\"",
        "caused_by = \"kh-342-2021\"",
        &["văn bản “kh-342-2021” không có"],
    );
    check(
        "awards.toml",
        "award = \"co_thi_dua_hoc_vien\"",
        "award = \"co_luan_luu\"",
        &["danh hiệu, hình thức khen thưởng “co_luan_luu” không có"],
    );
    check(
        "units.toml",
        "into = \"ca-mau\"",
        "into = \"ha-noi\"",
        &["merger vào tỉnh Cà Mau: đơn vị “ha-noi” không có"],
    );
    check(
        "conference.toml",
        "speaker = \"hoang-phuc-lam\"",
        "speaker = \"khach\"",
        &["người dự hội nghị “khach” không có"],
    );
    check(
        "proofreading.toml",
        "statement = \"projects\"",
        "statement = \"project\"",
        &["số liệu “project” không có"],
    );
    check(
        "article.toml",
        "\"hon-nua\"",
        "\"hon-nuax\"",
        &["lỗi văn bản “hon-nuax” không có"],
    );
    check(
        "article.toml",
        "photos/speech.svg",
        "photos/speech.png",
        &["tệp “photos/speech.png” không có"],
    );
}

#[test]
fn only_members_take_part() {
    check(
        "ballot.toml",
        "unit = \"ben-tre\"",
        "unit = \"long-an\"",
        &["đơn vị “long-an” không phải thành viên"],
    );
    check(
        "registration.toml",
        "unit = \"tra-vinh\"",
        "unit = \"long-an\"",
        &[
            "mục theme “long-an”: đơn vị “long-an” không phải thành viên",
            "mục theme “tra-vinh”: phải có đúng một chủ đề của mỗi thành viên, hiện có 0",
        ],
    );
    check(
        "year.toml",
        "written = \"12\"",
        "written = \"13\"",
        &["mục cluster.members: số 12 không khớp"],
    );
}

#[test]
fn symbols_and_dates_are_well_formed() {
    check(
        "directives.toml",
        "symbol = \"550-QĐ/HVCTQG\"",
        "symbol = \"550 QĐ\"",
        &["directives.toml: nội dung không đúng khuôn dạng (dòng 6)"],
    );
    check(
        "directives.toml",
        "\"2021-02-03\"",
        "\"2021-02-30\"",
        &["directives.toml: nội dung không đúng khuôn dạng (dòng 10)"],
    );
    check(
        "directives.toml",
        "kind = \"Hướng dẫn\"",
        "kind = \"Kế hoạch\"",
        &["loại văn bản “Kế hoạch” không khớp với số, ký hiệu 30-HD/HVCTQG"],
    );
    check(
        "directives.toml",
        "still_in_force = true",
        "still_in_force = false",
        &["mục directive “cv-97-2018”: still_in_force"],
    );
    check(
        "awards.toml",
        "proposed_to",
        "sent_to",
        &["awards.toml: nội dung không đúng khuôn dạng"],
    );
}

#[test]
fn keys_are_unique_and_fit_for_addresses() {
    check(
        "figures.toml",
        "key = \"learners\"",
        "key = \"classes\"",
        &["mục statement: có hai mục cùng mã “classes”"],
    );
    check(
        "conference.toml",
        "key = \"nguyen-thi-thanh-nhan\"",
        "key = \"Nhàn\"",
        &["mục guest: mã “Nhàn” chỉ được gồm"],
    );
    check(
        "article.toml",
        "slug = \"ket-qua",
        "slug = \"tin-ket-qua",
        &["không khớp với tên bài, cần “ket-qua-cong-tac"],
    );
    check(
        "heads.toml",
        "role = \"deputy\"",
        "role = \"head\"",
        &["mục head: phải có đúng một cụm trưởng, hiện có 2"],
    );
}

#[test]
fn a_correction_changes_the_body_and_nothing_else() {
    check(
        "article.toml",
        "\"hon-nua\"",
        "\"licence-spelling\"",
        &["mục corrections “licence-spelling”: không thể hiệu đính"],
    );
    check(
        "article.toml",
        "\"hon-nua\"",
        "\"school-year\"",
        &["mục corrections “school-year”: không thể hiệu đính"],
    );
    check(
        "article.toml",
        "last = \"làm cụm phó",
        "last = \"Cũng tại Hội nghị này",
        &["mục body: không xác định được thân bài"],
    );
}

#[test]
fn the_source_is_the_one_the_year_was_made_from() {
    check(
        "source/article.txt",
        "Bên Tre",
        "Bến Tre",
        &["source/article.txt: bài gốc không còn nguyên văn"],
    );
}

#[test]
fn everything_wrong_is_told_at_once() {
    let unreadable = YearFile::parse(&|_: &str| None).expect_err("there is no file");
    assert_eq!(unreadable.len(), 11, "{unreadable:#?}");
    let wrong = with(
        "figures.toml",
        "indicator = \"KH.2\"\nvalue = 7",
        "indicator = \"KH.x\"\nvalue = 8",
    );
    assert_eq!(wrong.len(), 2, "{wrong:#?}");
}
