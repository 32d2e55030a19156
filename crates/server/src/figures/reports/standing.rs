//! How a report stands, in a chip and a few words.

use jiff::Timestamp;
use rules::figures::{Absence, Basis, Catalogue, FigureValue, Figures, ReportState, messages};
use store::figures::{ReportStatus, UnitFigures, awaiting};
use vietnamese::date::short;
use vietnamese::number::prose_count;

use crate::web::overdue::overdue;

/// A status chip: the state that colours it, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::figures) struct Chip {
    pub(in crate::figures) state: &'static str,
    pub(in crate::figures) text: &'static str,
}

impl Chip {
    /// A draft in which nothing was entered is none yet.
    pub(in crate::figures) fn of(state: ReportState, entered: usize) -> Self {
        let (state, text) = match state {
            ReportState::Draft if entered == 0 => ("missing", "Chưa nhập"),
            ReportState::SentFlawed => ("flawed", state.label()),
            other => (other.key(), other.label()),
        };
        Self { state, text }
    }
}

/// What stands beside the chip: entered on behalf, not signed.
pub(super) fn notes(status: &ReportStatus, figures: &UnitFigures) -> Vec<String> {
    let mut notes = Vec::new();
    let waiting = awaiting(figures).len();
    if waiting > 0 {
        let waiting = count(waiting);
        notes.push(format!("{waiting} số liệu nhập thay, chờ đơn vị xác nhận"));
    }
    if !status.state.is_editable() && !status.signed {
        notes.push("chưa có bản ký".to_owned());
    }
    notes
}

/// By how much a report is or was late, in words; none where it is in time.
pub(super) fn late(status: &ReportStatus, now: Timestamp) -> Option<String> {
    let days = status.days_late(now);
    if days == 0 {
        return None;
    }
    let days = i64::from(days);
    Some(if status.first_sent_at.is_some() {
        format!("Gửi chậm {} ngày", prose_count(days))
    } else {
        overdue(days, status.deadline.last_day())
    })
}

/// How many indicators of a catalogue have an answer: a number, or a reason why there is none.
pub(super) fn answered(catalogue: &Catalogue, figures: &Figures) -> usize {
    let all = catalogue.indicators();
    all.filter(|indicator| {
        figures
            .get(&indicator.key)
            .is_some_and(|value| !value.is_missing())
    })
    .count()
}

/// A figure as tables print it: the number, or the word in its place, with the mark of its cell.
pub(super) fn cell(value: Option<FigureValue>) -> (String, &'static str) {
    match value {
        Some(FigureValue::Value(number)) => (messages::number(number), ""),
        None | Some(FigureValue::Absent(Absence::Missing)) => ("thiếu".to_owned(), "missing"),
        Some(FigureValue::Absent(absence)) => (messages::absence(absence).to_owned(), "none"),
    }
}

/// What a round's figures stand on, within a sentence.
pub(super) fn basis(basis: &Basis) -> String {
    match basis {
        Basis::ToCutoff { cut_off } => format!("thực hiện đến {}", short(*cut_off)),
        Basis::Estimate => "ước cả năm".to_owned(),
        Basis::Official => "chính thức cả năm".to_owned(),
    }
}

/// A count within a sentence.
pub(super) fn count(number: usize) -> String {
    prose_count(i64::try_from(number).unwrap_or(i64::MAX))
}
