//! The year 2021 of the cluster, as the article tells it.

use rules::figures::{Catalogue, Verdict, compare_statements};
use rules::ids::UnitId;

use crate::file::{AwardState, Role, YearFile};
use crate::published::{PUBLISHED, files, published};

fn year() -> YearFile {
    published("2021-cum-9").expect("the year is embedded")
}

/// Every value of `quote`, at whatever depth.
fn quotes(value: &toml::Value) -> Vec<&str> {
    match value {
        toml::Value::Table(table) => {
            let here = table.get("quote").and_then(toml::Value::as_str);
            here.into_iter()
                .chain(table.values().flat_map(quotes))
                .collect()
        }
        toml::Value::Array(values) => values.iter().flat_map(quotes).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_published_year_holds_and_bears_its_slug() {
    for slug in PUBLISHED {
        assert_eq!(
            published(slug).map(|year| year.year.slug).as_deref(),
            Some(slug)
        );
    }
    assert_eq!(published("2020-cum-9"), None);
}

/// Does not use the reader: a mistake there cannot hide one here.
#[test]
fn every_quoted_sentence_stands_in_the_article() {
    let files = files("2021-cum-9").expect("the year is embedded");
    let article = files
        .iter()
        .find(|(name, _)| *name == "source/article.txt")
        .expect("the source is embedded")
        .1;
    let mut seen = 0;
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".toml")) {
        let value: toml::Value = toml::from_str(text).expect("the file is TOML");
        for quote in quotes(&value) {
            assert!(article.contains(quote), "{name}: {quote}");
            seen += 1;
        }
    }
    assert!(seen > 100, "only {seen} quotations were found");
}

#[test]
fn twelve_schools_seven_directives_and_four_themes_of_their_own() {
    let year = year();
    assert_eq!(year.units.members.len(), 12);
    let symbols: Vec<String> = year
        .directives
        .directives
        .iter()
        .map(|directive| directive.symbol.to_string())
        .collect();
    assert_eq!(
        symbols,
        [
            "550-QĐ/HVCTQG",
            "30-HD/HVCTQG",
            "683-QĐ/HVCTQG",
            "162-CV/HVCTQG",
            "71-CV/HVCTQG",
            "341-KH/HVCTQG",
            "97/HVCTQG-TCT",
        ]
    );
    let silent = year
        .registration
        .themes
        .iter()
        .filter(|theme| theme.evidence.is_silent())
        .count();
    assert_eq!((year.registration.themes.len(), silent), (12, 8));
}

#[test]
fn the_stated_total_of_projects_stays_and_contradicts_its_parts() {
    let statements = year().statements(&|key| UnitId::new(key.as_str()));
    assert_eq!(statements.len(), year().figures.statements.len());
    let compared = compare_statements(Catalogue::embedded(), &statements);
    let told: Vec<(&str, String, String, bool)> = compared
        .iter()
        .map(|one| {
            (
                one.indicator.as_str(),
                one.stated.to_string(),
                one.sum.to_string(),
                one.verdict == Verdict::Agrees,
            )
        })
        .collect();
    assert!(
        told.contains(&("kh_total", "45".to_owned(), "52".to_owned(), false)),
        "{told:?}"
    );
    assert!(
        told.contains(&("tt2", "4".to_owned(), "4".to_owned(), true)),
        "{told:?}"
    );
}

#[test]
fn heads_come_from_two_sources_and_the_next_ones_are_only_introduced() {
    let year = year();
    let heads: Vec<_> = year
        .heads
        .heads
        .iter()
        .map(|head| {
            (
                head.unit.as_str(),
                head.role,
                head.evidence.quote().is_some(),
            )
        })
        .collect();
    assert_eq!(
        heads,
        [
            ("bac-lieu", Role::Head, true),
            ("ben-tre", Role::Deputy, false),
            ("dong-thap", Role::Deputy, false)
        ]
    );
    assert!(!year.heads.succession.recognised);
    assert_eq!(
        year.citation(&year.heads.heads[1].evidence),
        "Hội nghị phát động thi đua năm 2021 của Cụm, ngày 02/4/2021"
    );
}

#[test]
fn one_flag_and_two_certificates_are_proposed_and_none_is_decided() {
    let year = year();
    let awards: Vec<_> = year
        .awards
        .awards
        .iter()
        .map(|award| (award.unit.as_str(), award.award.as_str(), award.state))
        .collect();
    assert_eq!(
        awards,
        [
            ("ben-tre", "co_thi_dua_hoc_vien", AwardState::Proposed),
            ("soc-trang", "bang_khen_hoc_vien", AwardState::Proposed),
            ("an-giang", "bang_khen_hoc_vien", AwardState::Proposed),
        ]
    );
    assert!(year.awards.decision.evidence.is_silent());
}

#[test]
fn the_published_text_differs_from_the_original_in_the_corrections_alone() {
    let year = year();
    let (original, corrected) = (year.original_body(), year.corrected_body());
    assert_eq!(original.len(), corrected.len());
    assert!(original[0].starts_with("Thực hiện Quyết định số 550-QĐ/HVCTQG"));
    for defect in year.corrections() {
        let suggestion = defect
            .suggestion
            .as_deref()
            .expect("a correction has a suggestion");
        assert!(
            corrected
                .iter()
                .any(|paragraph| paragraph.contains(suggestion)),
            "{}",
            defect.key
        );
    }
    let text = corrected.join("\n");
    for gone in [
        "Bên Tre",
        "Trường Trường",
        "hơn nửa",
        "; Chính trị thành phố",
        "Trường Chính trị tỉnh An Giang",
    ] {
        assert!(!text.contains(gone), "{gone}");
    }
    assert!(
        text.contains("tổng số 45 đề tài nghiên cứu khoa học, trong đó có: 07 đề tài cấp tỉnh")
    );
    let changed = original
        .iter()
        .zip(&corrected)
        .filter(|(one, other)| *one != *other)
        .count();
    assert_eq!(changed, 5);
}

#[test]
fn a_fact_is_cited_by_its_paragraph() {
    let year = year();
    let counters = &year.year.portal.counters.all;
    assert_eq!(counters.value, 621_462);
    let classes = year
        .figures
        .statement("classes")
        .expect("the article states the classes");
    let quote = classes.evidence.quote().expect("it is quoted");
    assert_eq!(year.source.paragraph_of(quote), Some(quote));
    assert!(
        year.citation(&classes.evidence).ends_with(", đoạn 13"),
        "{}",
        year.citation(&classes.evidence)
    );
}
