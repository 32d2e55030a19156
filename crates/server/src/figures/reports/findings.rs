//! Findings as a page shows them.

use rules::figures::{Catalogue, Finding, IndicatorKey, Severity, messages};

/// One finding in words.
#[derive(Clone, Debug)]
pub(crate) struct FindingLine {
    pub(crate) level: &'static str,
    pub(crate) word: &'static str,
    pub(crate) said: String,
    pub(crate) hint: &'static str,
    pub(crate) place: IndicatorKey,
    pub(crate) section: String,
}

/// All findings in words, errors first.
pub(super) fn lines(findings: &[Finding], catalogue: &Catalogue) -> Vec<FindingLine> {
    let mut lines: Vec<FindingLine> = findings.iter().map(|one| line(one, catalogue)).collect();
    // Stable: within a level the order of the catalogue stays.
    lines.sort_by_key(|line| line.level);
    lines
}

fn line(finding: &Finding, catalogue: &Catalogue) -> FindingLine {
    let severity = finding.severity();
    let indicator = catalogue.get(&finding.place);
    FindingLine {
        level: match severity {
            Severity::Error => "E",
            Severity::Warning => "W",
        },
        word: messages::severity(severity),
        said: messages::finding(finding, catalogue),
        hint: messages::hint(&finding.problem),
        place: finding.place.clone(),
        section: indicator.map_or_else(String::new, |known| super::section_slug(known.section)),
    }
}

/// How many errors and warnings, in words: "02 lỗi, 01 cảnh báo".
pub(super) fn counted(findings: &[Finding]) -> String {
    let of = |severity| {
        let of_it = findings.iter().filter(|one| one.severity() == severity);
        super::standing::count(of_it.count())
    };
    format!(
        "{} lỗi, {} cảnh báo",
        of(Severity::Error),
        of(Severity::Warning)
    )
}
