use jiff::civil::date;

use crate::figures::{
    Absence, Catalogue, CatalogueError, Decimal, FigureValue, Figures, IndicatorKey, Section,
};

fn key(text: &str) -> IndicatorKey {
    IndicatorKey::new(text)
}

#[test]
fn every_section_of_a_report_has_indicators() {
    let catalogue = Catalogue::embedded().at(date(2021, 11, 26));
    for section in Section::ALL {
        assert!(
            catalogue.section(section).next().is_some(),
            "{} is empty",
            section.heading()
        );
    }
}

#[test]
fn every_key_is_fit_for_a_column_and_an_address() {
    for indicator in Catalogue::embedded().indicators() {
        let text = indicator.key.as_str();
        let fit = text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        assert!(fit && !text.is_empty(), "{text}");
    }
}

#[test]
fn what_the_article_counts_is_in_the_catalogue() {
    let catalogue = Catalogue::embedded();
    let codes = [
        "ĐT.01", "ĐT.02", "KH.5", "KH.2", "KH.3", "KH.4", "KH.6", "TT.2",
    ];
    let keys: Vec<&str> = codes
        .iter()
        .filter_map(|code| Some(catalogue.by_code(code)?.key.as_str()))
        .collect();
    assert_eq!(
        keys,
        [
            "dt01", "dt02", "kh_total", "kh2", "kh3", "kh4", "kh6", "tt2"
        ]
    );
}

#[test]
fn an_indicator_says_whether_a_source_confirms_it() {
    let confirmed = |name| {
        Catalogue::embedded()
            .get(&key(name))
            .map(|indicator| indicator.period.confirmed)
    };
    assert_eq!(
        (confirmed("dt01"), confirmed("ch1")),
        (Some(false), Some(true))
    );
}

#[test]
fn a_part_names_its_totals() {
    let of_part = key("dt10a");
    let totals: Vec<&str> = Catalogue::embedded()
        .totals_of(&of_part)
        .map(|indicator| indicator.key.as_str())
        .collect();
    assert_eq!(totals, ["dt01"]);
}

#[test]
fn a_total_is_computed_through_its_parts_and_never_over_a_gap() {
    let catalogue = Catalogue::embedded();
    let mut figures: Figures = [("kh1a", 0), ("kh1b", 0), ("kh2", 7), ("kh3", 42)]
        .map(|(name, count)| (key(name), FigureValue::Value(Decimal::from(count))))
        .into();
    assert_eq!(catalogue.computed(&key("kh_total"), &figures), None);
    figures.insert(key("kh4"), FigureValue::Absent(Absence::NotApplicable));
    assert_eq!(
        catalogue.computed(&key("kh_total"), &figures),
        Some(Decimal::from(49))
    );
    figures.insert(key("kh4"), FigureValue::Absent(Absence::Missing));
    assert_eq!(catalogue.computed(&key("kh_total"), &figures), None);
}

fn catalogue_of(rows: &str) -> Result<Catalogue, CatalogueError> {
    Catalogue::parse(&format!(
        "citation = \"c\"\nconfirmed = false\nnote = \"n\"\nindicator = [{rows}]"
    ))
}

fn row(name: &str, more: &str) -> String {
    format!(
        "{{ key = \"{name}\", code = \"{name}\", name = \"n\", count = \"lớp\", section = \"training\"{more} }},"
    )
}

#[test]
fn an_indicator_that_does_not_exist_cannot_be_named() {
    let answer = catalogue_of(&row("a", ", at_most = \"b\""));
    assert_eq!(
        answer.err(),
        Some(CatalogueError::Dangling {
            key: key("a"),
            named: key("b")
        })
    );
}

#[test]
fn an_indicator_is_no_part_of_itself() {
    let rows = row("a", ", breakdowns = [{ by = \"x\", parts = [\"b\"] }]")
        + &row("b", ", breakdowns = [{ by = \"x\", parts = [\"a\"] }]");
    assert!(matches!(
        catalogue_of(&rows),
        Err(CatalogueError::Circular { .. })
    ));
}

#[test]
fn a_code_may_be_used_again_only_in_another_period() {
    let twice = row("a", "") + &row("a", "");
    assert_eq!(
        catalogue_of(&twice).err(),
        Some(CatalogueError::Twice { name: "a".into() })
    );
    let rows = row("a", ", to = \"2021-12-31\"") + &row("a", ", from = \"2022-01-01\", limit = 5");
    let catalogue = catalogue_of(&rows).expect("two periods");
    let limit = |year| {
        catalogue
            .at(date(year, 6, 1))
            .get(&key("a"))
            .and_then(|indicator| indicator.limit)
    };
    assert_eq!((limit(2021), limit(2022)), (None, Some(Decimal::from(5))));
}
