//! The line that says a figure, the same on every page.

use rules::figures::{Comparison, Verdict, messages};
use vietnamese::number::prose_count;

use super::{PublishedFigure, ReportedNumber, UnitsSum};

/// What stands where nothing is known.
pub(super) const NO_FIGURE: &str = "không có số liệu";

/// What is said of a stated number whose source names no basis.
pub(super) const NO_BASIS: &str = "nguồn không nêu ngày chốt";

/// The figure in one line.
pub(super) fn line(figure: &PublishedFigure, comparison: Option<&Comparison>) -> String {
    let told = |comparison: &&Comparison| !matches!(comparison.verdict, Verdict::Incomplete { .. });
    let stated = match (comparison.filter(told), &figure.stated) {
        (Some(comparison), _) => Some(messages::comparison(comparison)),
        (None, Some(stated)) => Some(format!("{} (theo báo cáo)", stated.text)),
        (None, None) => None,
    };
    let units = match (&figure.from_units, &figure.reported) {
        (Some(sum), _) => units(sum),
        (None, reported) => reported.as_ref().map(of_unit),
    };
    match (stated, units) {
        (Some(stated), Some(units)) => {
            format!("{stated} · {units}{}", against_units(figure, comparison))
        }
        (Some(stated), None) => stated,
        (None, Some(units)) => units,
        (None, None) => NO_FIGURE.to_owned(),
    }
}

/// "52 (cộng 12 đơn vị; thực hiện đến ngày chốt 31/10/2021)".
fn units(sum: &UnitsSum) -> Option<String> {
    sum.value?;
    let whole = if sum.counted == sum.members {
        counted(sum.counted)
    } else {
        format!("{} trong {}", counted(sum.counted), counted(sum.members))
    };
    let unsettled = if sum.unsettled == 0 {
        String::new()
    } else {
        format!("; {} báo cáo chưa duyệt", counted(sum.unsettled))
    };
    Some(format!(
        "{} (cộng {whole} đơn vị; {}{unsettled})",
        sum.text,
        lower(&sum.basis)
    ))
}

/// "5 (báo cáo của đơn vị; thực hiện đến ngày chốt 31/10/2021)".
fn of_unit(reported: &ReportedNumber) -> String {
    format!(
        "{} (báo cáo của đơn vị; {})",
        reported.text,
        lower(&reported.basis)
    )
}

fn against_units(figure: &PublishedFigure, comparison: Option<&Comparison>) -> String {
    if comparison.is_some_and(Comparison::is_contradiction) {
        return String::new();
    }
    figure.difference.map_or_else(String::new, |difference| {
        format!(", chênh lệch {}", messages::number(difference))
    })
}

fn counted(count: usize) -> String {
    prose_count(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The first letter small, inside a sentence.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_lowercase().chain(letters).collect())
        .unwrap_or_default()
}
