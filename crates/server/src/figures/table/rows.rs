//! The rows of the table: one unit each, the cluster below, and what sources state beside it.

use std::collections::BTreeMap;

use rules::figures::{Finding, IndicatorKey, ReportState, Severity, messages};
use rules::ids::UnitId;
use store::figures::ReportStatus;
use store::units::Member;
use vietnamese::number::prose_count;

use super::cells::CellText;
use super::columns::Column;
use crate::figures::published::{PublishedFigure, PublishedFigures, Reported};
use crate::figures::reports::standing::Chip;

/// Choices of the filter by state: the key in the address, the words.
pub(super) const STATES: &[(&str, &str)] = &[
    ("", "Tất cả đơn vị"),
    ("chua-gui", "Chỉ đơn vị chưa gửi"),
    ("chua-duyet", "Chỉ đơn vị chưa duyệt"),
    ("co-loi", "Chỉ đơn vị có lỗi"),
];

/// The findings of a round, numbered as the list below the table prints them.
pub(super) struct Found {
    pub(super) lines: Vec<FindingLine>,
    places: BTreeMap<UnitId, BTreeMap<IndicatorKey, usize>>,
}

/// One finding in words.
pub(super) struct FindingLine {
    pub(super) level: &'static str,
    pub(super) word: &'static str,
    pub(super) unit: String,
    pub(super) slug: String,
    pub(super) key: IndicatorKey,
    pub(super) said: String,
    pub(super) hint: &'static str,
}

/// Where the list of findings tells what is wrong in a cell.
pub(super) struct Mark {
    pub(super) at: usize,
    pub(super) level: &'static str,
    pub(super) word: &'static str,
}

/// One cell of a unit.
pub(super) struct UnitCell {
    pub(super) cell: CellText,
    pub(super) finding: Option<Mark>,
    pub(super) awaits: bool,
}

/// One unit.
pub(super) struct Row {
    pub(super) slug: String,
    pub(super) name: String,
    /// Whether the one who asks may open the unit's report.
    pub(super) opens: bool,
    pub(super) chip: Chip,
    pub(super) awaits: bool,
    pub(super) cells: Vec<UnitCell>,
}

/// One cell of the rows under the units: a number, and what belongs to it.
pub(super) struct SumCell {
    pub(super) text: String,
    pub(super) note: String,
}

impl Found {
    /// Findings of these units, errors first.
    pub(super) fn new(
        all: &PublishedFigures,
        reported: &Reported,
        findings: &BTreeMap<UnitId, Vec<Finding>>,
        members: &[&Member],
    ) -> Self {
        let mut found: Vec<(&Member, &Finding)> = Vec::new();
        for member in members {
            let own = findings.get(&member.unit).into_iter().flatten();
            found.extend(own.map(|finding| (*member, finding)));
        }
        // Stable: within a level the order of the units and of the catalogue stays.
        found.sort_by_key(|(_, finding)| finding.severity());
        let mut places: BTreeMap<UnitId, BTreeMap<IndicatorKey, usize>> = BTreeMap::new();
        let mut lines = Vec::with_capacity(found.len());
        for (at, (member, finding)) in found.into_iter().enumerate() {
            let of_unit = places.entry(member.unit.clone()).or_default();
            of_unit.entry(finding.place.clone()).or_insert(at);
            lines.push(FindingLine {
                level: level(finding.severity()),
                word: messages::severity(finding.severity()),
                unit: all.short_name(&member.unit),
                slug: member.slug.clone(),
                key: finding.place.clone(),
                said: messages::finding(finding, &reported.catalogue),
                hint: messages::hint(&finding.problem),
            });
        }
        Self { lines, places }
    }

    /// How many lines are of a level, as a sentence says it.
    pub(super) fn count(&self, level: &str) -> String {
        count(self.lines.iter().filter(|line| line.level == level).count())
    }

    fn at(&self, unit: &UnitId, key: &IndicatorKey) -> Option<Mark> {
        let at = *self.places.get(unit)?.get(key)?;
        let line = self.lines.get(at)?;
        Some(Mark {
            at,
            level: line.level,
            word: line.word,
        })
    }
}

/// Whether the filter by state shows a unit.
pub(super) fn is_shown(choice: &str, status: &ReportStatus, findings: &[Finding]) -> bool {
    match choice {
        "chua-gui" => matches!(status.state, ReportState::Draft | ReportState::Returned),
        "chua-duyet" => !status.state.is_settled(),
        "co-loi" => findings.iter().any(Finding::blocks_approval),
        _ => true,
    }
}

/// The row of a unit; none for a unit outside the round's year.
pub(super) fn row(
    reported: &Reported,
    found: &Found,
    member: &Member,
    columns: &[&Column],
) -> Option<Row> {
    let status = reported.status(&member.unit)?;
    let cell = |column: &&Column| {
        let current = reported.current(&member.unit, &column.key);
        let finding = found.at(&member.unit, &column.key);
        UnitCell {
            cell: CellText::of(reported.value(&member.unit, &column.key)),
            finding,
            awaits: current.is_some_and(|figure| figure.awaits_confirmation),
        }
    };
    let own = reported.figures().of(&member.unit);
    let mut figures = own.into_iter().flat_map(BTreeMap::values);
    Some(Row {
        slug: member.slug.clone(),
        name: member.short_name.clone(),
        opens: false,
        chip: Chip::of(status.state, reported.entered(&member.unit)),
        awaits: figures.any(|(_, figure)| figure.awaits_confirmation),
        cells: columns.iter().map(cell).collect(),
    })
}

/// The cluster's cell of an indicator, always over all units.
pub(super) fn total(reported: &Reported, members: usize, column: &Column) -> SumCell {
    let Some(total) = reported.totals.get(&column.key) else {
        return SumCell {
            text: "không cộng được".to_owned(),
            note: "tổng quá lớn".to_owned(),
        };
    };
    let note = match total.counted.len() {
        0 => String::new(),
        counted if counted == members => String::new(),
        counted => format!("{counted} đơn vị"),
    };
    SumCell {
        text: total
            .sum
            .map_or_else(|| "không có số liệu".to_owned(), messages::number),
        note,
    }
}

/// What sources state of an indicator, with the sum of the stated parts where it differs.
pub(super) fn stated(figure: Option<&PublishedFigure>) -> SumCell {
    let stated = figure.and_then(|figure| figure.stated.as_ref());
    let parts = figure.and_then(|figure| figure.from_parts.as_ref());
    let differs = |value| stated.is_some_and(|stated| stated.value != value);
    let differing = parts.filter(|sum| sum.complete && differs(sum.value));
    SumCell {
        text: stated.map_or_else(String::new, |stated| stated.text.clone()),
        note: differing.map_or_else(String::new, |sum| format!("cộng {}: {}", sum.by, sum.text)),
    }
}

/// A count within a sentence.
pub(super) fn count(number: usize) -> String {
    prose_count(i64::try_from(number).unwrap_or(i64::MAX))
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "E",
        Severity::Warning => "W",
    }
}
