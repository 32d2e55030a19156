//! What the published report says without a number: of all units, of some, of the cluster.

use rules::figures::Section;
use store::figures::{Scope, StoredStatement};

/// The sentences of one part of a report.
pub(super) struct Said {
    pub(super) heading: &'static str,
    pub(super) lines: Vec<SaidLine>,
}

/// One sentence.
pub(super) struct SaidLine {
    /// Of whom it speaks.
    pub(super) of: &'static str,
    pub(super) quotation: String,
    pub(super) place: String,
}

/// Sentences without a number, by the parts of a report.
pub(super) fn said(statements: &[StoredStatement]) -> Vec<Said> {
    let parts = Section::ALL.into_iter().map(|section| Said {
        heading: section.heading(),
        lines: statements
            .iter()
            .filter(|one| one.section == section && one.value.is_none())
            .map(line)
            .collect(),
    });
    parts.filter(|part| !part.lines.is_empty()).collect()
}

fn line(statement: &StoredStatement) -> SaidLine {
    SaidLine {
        of: of_whom(statement.scope),
        quotation: statement.quotation.clone(),
        place: statement.place.clone(),
    }
}

/// Of whom a sentence speaks, in words.
pub(crate) fn of_whom(scope: Scope) -> &'static str {
    match scope {
        Scope::Whole => "Cụm",
        Scope::All => "Các đơn vị đều",
        Scope::Some => "Một số đơn vị",
    }
}
