//! The units behind a figure of the cluster: the parts and the whole of each, and how its report stands.

use rules::figures::{Indicator, IndicatorKey};
use store::units::Member;

use crate::figures::published::{PublishedFigures, Reported};
use crate::figures::reports::standing::Chip;
use crate::figures::table::cells::{CellText, basis};

/// The table of the units.
pub(super) struct UnitsTable {
    pub(super) basis: String,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<UnitRow>,
    pub(super) sums: Vec<CellText>,
    /// "10/12 đơn vị", beside the sum.
    pub(super) counted: String,
    pub(super) settled: String,
}

/// One unit.
pub(super) struct UnitRow {
    pub(super) name: String,
    /// Its own provenance page; none while its figures are not public.
    pub(super) href: Option<String>,
    pub(super) cells: Vec<CellText>,
    pub(super) chip: Chip,
    pub(super) awaits: bool,
}

/// The report is not approved yet, and the public does not see how it stands.
const UNPUBLISHED: Chip = Chip {
    state: "waiting",
    text: "Chưa công bố",
};

/// The table; none where no round is shown.
pub(super) fn table(
    all: &PublishedFigures,
    indicator: &Indicator,
    year: &str,
) -> Option<UnitsTable> {
    let reported = all.reported.as_ref()?;
    let parts = indicator.breakdowns.first().map(|first| &first.parts);
    let parts: Vec<&IndicatorKey> = parts.into_iter().flatten().collect();
    let mut columns: Vec<String> = parts.iter().map(|key| label(all, key)).collect();
    columns.push(if parts.is_empty() {
        indicator.count.clone()
    } else {
        "Cộng".to_owned()
    });
    let keys: Vec<&IndicatorKey> = parts.into_iter().chain([&indicator.key]).collect();
    let rows = all.members.iter();
    let rows = rows.filter_map(|member| row(reported, member, &keys, (year, indicator)));
    let total = reported.totals.get(&indicator.key)?;
    Some(UnitsTable {
        basis: basis(&reported.round.basis),
        columns,
        rows: rows.collect(),
        sums: keys.iter().map(|key| sum(reported, key)).collect(),
        counted: format!("{}/{} đơn vị", total.counted.len(), all.members.len()),
        settled: format!("{}/{} duyệt", reported.settled(), all.members.len()),
    })
}

fn row(
    reported: &Reported,
    member: &Member,
    keys: &[&IndicatorKey],
    (year, indicator): (&str, &Indicator),
) -> Option<UnitRow> {
    let status = reported.status(&member.unit)?;
    let shown = reported.shows(&member.unit);
    let cell = |key: &&IndicatorKey| {
        if shown {
            CellText::of(reported.value(&member.unit, key))
        } else {
            CellText::unpublished()
        }
    };
    let (key, number) = (&indicator.key, reported.round.number);
    let current = reported.current(&member.unit, key);
    Some(UnitRow {
        name: member.short_name.clone(),
        href: shown.then(|| format!("/nam/{year}/nguon/{key}/{}?ky={number}", member.slug)),
        cells: keys.iter().map(cell).collect(),
        chip: if shown {
            Chip::of(status.state, reported.entered(&member.unit))
        } else {
            UNPUBLISHED
        },
        awaits: current.is_some_and(|figure| figure.awaits_confirmation),
    })
}

fn sum(reported: &Reported, key: &IndicatorKey) -> CellText {
    let total = reported.totals.get(key).and_then(|total| total.sum);
    let words = total.map_or_else(
        || "không có số liệu".to_owned(),
        rules::figures::messages::number,
    );
    CellText::plain(words)
}

fn label(all: &PublishedFigures, key: &IndicatorKey) -> String {
    let part = all.catalogue.get(key);
    part.map_or_else(|| key.to_string(), |part| part.label().to_owned())
}
