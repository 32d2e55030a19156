//! The oldest browsers that offices have show every page: `browsers.toml` names what is too new for them.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::code::{Language, plain};
use crate::repository;

const STYLES: &str = "crates/server/assets/thidua.css";

#[derive(Deserialize)]
struct Browsers {
    oldest: Oldest,
    feature: Vec<Feature>,
}

#[derive(Deserialize)]
struct Oldest {
    chrome: u32,
    firefox: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Place {
    Css,
    Html,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Feature {
    name: String,
    #[serde(rename = "in")]
    place: Place,
    marks: Vec<String>,
    chrome: u32,
    firefox: u32,
    decoration: Option<String>,
}

fn browsers() -> Browsers {
    repository::toml(Path::new("crates/tidy/browsers.toml"))
}

/// The style sheet without its comments and strings, and the templates.
fn pages() -> Vec<(PathBuf, Place, String)> {
    let text = |file: &Path| repository::text(file).expect("styles and templates are text");
    let styles = PathBuf::from(STYLES);
    let plain = plain(&text(&styles), Language::Css);
    let is_template = |file: &PathBuf| {
        let html = file
            .extension()
            .is_some_and(|extension| extension == "html");
        html && file.starts_with("crates/server/src")
    };
    let templates = repository::files().into_iter().filter(is_template);
    let templates = templates.map(|file| {
        let text = text(&file);
        (file, Place::Html, text)
    });
    let styles = (styles, Place::Css, plain);
    std::iter::once(styles).chain(templates).collect()
}

/// Where the text has one of the feature's marks: file and line.
fn uses<'a>(
    feature: &'a Feature,
    pages: &'a [(PathBuf, Place, String)],
) -> impl Iterator<Item = String> + 'a {
    let pages = pages.iter().filter(|(_, place, _)| *place == feature.place);
    let lines =
        pages.flat_map(|(file, _, text)| text.lines().enumerate().map(move |line| (file, line)));
    lines
        .filter(|(_, (_, line))| feature.marks.iter().any(|mark| has(line, mark)))
        .map(|(file, (number, _))| format!("{}:{}: {}", file.display(), number + 1, feature.name))
}

fn has(line: &str, mark: &str) -> bool {
    line.match_indices(mark).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let begins_a_word = mark.starts_with(|first: char| first.is_alphanumeric());
        !begins_a_word
            || before
                .is_none_or(|before| !before.is_alphanumeric() && before != '-' && before != '_')
    })
}

#[test]
fn no_page_needs_what_the_oldest_browsers_do_not_know() {
    let (browsers, pages) = (browsers(), pages());
    let needed = browsers
        .feature
        .iter()
        .filter(|one| one.decoration.is_none());
    let findings: Vec<String> = needed
        .flat_map(|feature| {
            let since = format!(
                "since Chrome {}, Firefox {}",
                feature.chrome, feature.firefox
            );
            uses(feature, &pages).map(move |found| format!("{found}: {since}"))
        })
        .collect();
    repository::expect_none(&findings);
}

#[test]
fn a_decoration_that_no_page_has_is_taken_out_of_the_list() {
    let (browsers, pages) = (browsers(), pages());
    let decorations = browsers
        .feature
        .iter()
        .filter(|one| one.decoration.is_some());
    let unused = decorations.filter(|feature| uses(feature, &pages).next().is_none());
    let findings: Vec<String> = unused
        .map(|one| format!("{}: used nowhere", one.name))
        .collect();
    repository::expect_none(&findings);
}

#[test]
fn the_list_names_only_what_the_oldest_browsers_lack() {
    let Browsers { oldest, feature } = browsers();
    let known = feature
        .iter()
        .filter(|one| one.chrome <= oldest.chrome && one.firefox <= oldest.firefox);
    let findings: Vec<String> = known
        .map(|one| format!("{}: known to both", one.name))
        .collect();
    repository::expect_none(&findings);
    let promised = format!(
        "Chrome {} and Firefox ESR {}",
        oldest.chrome, oldest.firefox
    );
    let promises = repository::text(Path::new("ARCHITECTURE.md")).expect("it is text");
    assert!(promises.contains(&promised), "ARCHITECTURE.md: {promised}");
}

/// Rules inside rules need no `&`, so the braces are counted.
#[test]
fn no_rule_of_the_style_sheet_stands_inside_another() {
    let text = repository::text(Path::new(STYLES)).expect("it is text");
    let findings: Vec<String> = nested(&plain(&text, Language::Css))
        .into_iter()
        .map(|line| format!("{STYLES}:{line}: a rule inside a rule, since Chrome 112, Firefox 117"))
        .collect();
    repository::expect_none(&findings);
}

/// Lines on which a block begins inside the declarations of a rule.
fn nested(plain: &str) -> Vec<usize> {
    let mut open: Vec<bool> = Vec::new();
    let (mut found, mut line, mut start) = (Vec::new(), 1, 0);
    for (at, letter) in plain.char_indices() {
        match letter {
            '\n' => line += 1,
            '{' => {
                if open.last() == Some(&true) {
                    found.push(line);
                }
                let holds_declarations = !plain[start..at].trim().starts_with('@');
                open.push(holds_declarations);
            }
            '}' => {
                open.pop();
            }
            _ => {}
        }
        if matches!(letter, '{' | '}' | ';') {
            start = at + 1;
        }
    }
    found
}

#[test]
fn a_nested_rule_is_told_from_a_rule_in_a_layer() {
    assert!(nested("@layer a { b { c: d; } @media (e) { f { g: h } } }").is_empty());
    assert_eq!(nested("a { b: c;\n .d { e: f } }"), [2]);
    assert_eq!(nested("a { @media (b) { c: d } }"), [1]);
}

#[test]
fn a_mark_counts_at_the_beginning_of_a_word() {
    assert!(has("a { mask: none }", "mask") && !has("a { -webkit-mask: none }", "mask"));
    assert!(has("a:has(b)", ":has(") && !has("background(", "round("));
}
