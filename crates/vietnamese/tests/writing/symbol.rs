use std::collections::BTreeSet;

use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;
use vietnamese::symbol::{Kind, Style, Symbol};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    symbol: Vec<Case>,
    label: Vec<Label>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    canonical: Option<String>,
    number: Option<u32>,
    suffix: Option<char>,
    year: Option<u16>,
    kind: Option<Kind>,
    issuer: Option<String>,
    drafter: Option<String>,
    style: Option<Style>,
    paper: Option<String>,
    error: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    symbol: Symbol,
    labelled: String,
}

impl Case {
    /// The symbol in the parts that the case spells out.
    fn parts(&self) -> Option<Symbol> {
        Some(Symbol {
            number: self.number?,
            suffix: self.suffix,
            year: self.year,
            kind: self.kind,
            issuer: self.issuer.clone()?,
            drafter: self.drafter.clone(),
            style: self.style?,
        })
    }
}

fn all() -> Cases {
    crate::cases(include_str!("../../cases/symbol.toml"))
}

fn check(case: Case) {
    let read = Symbol::parse(&case.text).map_err(|error| error.to_string());
    let expected = crate::expected(&case.name, case.parts(), case.error.clone());
    assert_eq!(read, expected, "{}", case.name);
    if let Ok(symbol) = read {
        assert_eq!(Some(symbol.to_string()), case.canonical, "{}", case.name);
        assert_eq!(symbol.kind_name(), case.paper.as_deref(), "{}", case.name);
    }
}

#[test]
fn typed_symbols_are_read_and_written_back_or_refused_with_advice() {
    all().symbol.into_iter().for_each(check);
}

#[test]
fn the_label_has_a_colon_in_state_style_only() {
    for case in all().label {
        assert_eq!(case.symbol.labelled(), case.labelled);
    }
}

#[test]
fn every_type_is_found_by_its_own_letters_whatever_their_case() {
    let letters: BTreeSet<String> = Kind::ALL
        .iter()
        .map(|kind| kind.abbreviation().to_uppercase())
        .collect();
    assert_eq!(
        letters.len(),
        Kind::ALL.len(),
        "two types share their letters"
    );
    for kind in Kind::ALL {
        assert_eq!(
            Kind::from_abbreviation(&kind.abbreviation().to_lowercase()),
            Some(*kind)
        );
    }
}

/// The letters of a body that nobody could take for a type.
fn body() -> impl Strategy<Value = String> {
    "[A-ZĐ][A-ZĐ0-9]{1,6}".prop_filter(
        "the letters of a type, or the Prime Minister's",
        |letters| {
            let is_kind = Kind::from_abbreviation(letters)
                .or(Kind::meant_by(letters))
                .is_some();
            !is_kind && letters != "TTG"
        },
    )
}

fn symbols() -> impl Strategy<Value = Symbol> {
    let style = select(vec![Style::State, Style::Party, Style::Law]);
    let suffix = option::of(select(vec!['a', 'b', 'c', 'd', 'đ', 'e']));
    let kind = option::of(select(Kind::ALL));
    (
        1_u32..,
        suffix,
        1945_u16..=2199,
        kind,
        body(),
        option::of(body()),
        style,
    )
        .prop_map(
            |(number, suffix, year, kind, issuer, drafter, style)| Symbol {
                number,
                suffix,
                year: (style == Style::Law).then_some(year),
                kind: kind.or((style == Style::Party).then_some(Kind::Decision)),
                issuer,
                drafter,
                style,
            },
        )
}

proptest! {
    #[test]
    fn every_symbol_written_is_read_again(symbol in symbols()) {
        prop_assert_eq!(Symbol::parse(&symbol.to_string()), Ok(symbol.clone()));
        prop_assert_eq!(Symbol::parse(&symbol.labelled()), Ok(symbol.clone()));
    }

    #[test]
    fn what_is_read_is_written_once_and_for_all(text in "(Số: )?[0-9]{1,4}[a-e]?[-/ ]{1,2}[a-zA-ZđĐ0-9]{1,4}[-/][a-zA-ZđĐ.]{1,5}(-[A-Z]{1,3})?") {
        if let Ok(symbol) = Symbol::parse(&text) {
            let written = symbol.to_string();
            let again = Symbol::parse(&written).map(|symbol| symbol.to_string());
            prop_assert_eq!(again, Ok(written));
        }
    }

    #[test]
    fn no_text_upsets_the_reading_of_symbols(text in "\\PC{0,40}") {
        if let Err(error) = Symbol::parse(&text) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
