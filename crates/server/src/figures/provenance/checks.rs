//! The checks of a figure: what sources compare, the units against what is stated, each unit's own arithmetic.

use rules::figures::{Finding, IndicatorKey, Severity, Verdict, messages};
use rules::ids::UnitId;
use store::units::Member;
use vietnamese::number::prose_count;

use crate::figures::published::{PublishedFigure, PublishedFigures, Reported};
use crate::web::app::App;
use crate::web::error::PageError;

/// A check of the figure in words.
pub(super) struct CheckLine {
    pub(super) passed: bool,
    /// How much a finding weighs: the key of its look and the word.
    pub(super) level: Option<(&'static str, &'static str)>,
    pub(super) words: String,
    pub(super) note: &'static str,
}

/// What is said of two numbers that differ.
const BOTH_STAY: &str = "Hai số được giữ cạnh nhau, không số nào bị sửa.";

/// All checks that could be made.
pub(super) async fn read(
    app: &App,
    all: &PublishedFigures,
    figure: &PublishedFigure,
    key: &IndicatorKey,
    unit: Option<&UnitId>,
) -> Result<Vec<CheckLine>, PageError> {
    let mut lines = of_statements(all, key, unit);
    lines.extend(against_units(figure));
    if let Some(reported) = &all.reported {
        let findings = app
            .store()
            .round_findings(&reported.round, reported.figures())
            .await?;
        let shown: Vec<&Member> = all
            .members
            .iter()
            .filter(|member| unit.is_none_or(|unit| *unit == member.unit))
            .filter(|member| reported.current(&member.unit, key).is_some())
            .collect();
        let mut sound = 0;
        for member in &shown {
            let own = findings.get(&member.unit).into_iter().flatten();
            let here: Vec<&Finding> = own.filter(|finding| finding.place == *key).collect();
            sound += usize::from(here.is_empty());
            lines.extend(here.into_iter().map(|one| failed(reported, member, one)));
        }
        lines.extend(passed(sound));
    }
    Ok(lines)
}

fn of_statements(
    all: &PublishedFigures,
    key: &IndicatorKey,
    unit: Option<&UnitId>,
) -> Vec<CheckLine> {
    all.comparisons(key, unit)
        .filter(|comparison| !matches!(comparison.verdict, Verdict::Incomplete { .. }))
        .map(|comparison| {
            let passed = !comparison.is_contradiction();
            CheckLine {
                passed,
                level: None,
                words: PublishedFigures::comparison_words(comparison),
                note: if passed {
                    "Tổng và các thành phần khớp nhau."
                } else {
                    BOTH_STAY
                },
            }
        })
        .collect()
}

/// What is stated against the units, where every unit has answered.
fn against_units(figure: &PublishedFigure) -> Option<CheckLine> {
    let (stated, units) = (figure.stated.as_ref()?, figure.from_units.as_ref()?);
    let sum = units.value.filter(|_| units.missing.is_empty())?;
    let passed = stated.value == sum;
    Some(CheckLine {
        passed,
        level: None,
        words: format!(
            "{} (theo báo cáo) · {} (cộng {} đơn vị)",
            stated.text,
            units.text,
            count(units.counted)
        ),
        note: if passed {
            "Tổng đã công bố bằng tổng của các đơn vị."
        } else {
            BOTH_STAY
        },
    })
}

fn failed(reported: &Reported, member: &Member, finding: &Finding) -> CheckLine {
    let said = messages::finding(finding, &reported.catalogue);
    CheckLine {
        passed: false,
        level: Some(level(finding.severity())),
        words: format!("{}, {said}", member.short_name),
        note: messages::hint(&finding.problem),
    }
}

const fn level(severity: Severity) -> (&'static str, &'static str) {
    let key = match severity {
        Severity::Error => "E",
        Severity::Warning => "W",
    };
    (key, messages::severity(severity))
}

fn passed(sound: usize) -> Option<CheckLine> {
    (sound > 0).then(|| CheckLine {
        passed: true,
        level: None,
        words: format!(
            "Số của {} đơn vị: không có lỗi, không có cảnh báo",
            count(sound)
        ),
        note: "Số đếm là số nguyên, không âm, tổng bằng các thành phần và không vượt giới hạn đã biết.",
    })
}

fn count(number: usize) -> String {
    prose_count(i64::try_from(number).unwrap_or(i64::MAX))
}
