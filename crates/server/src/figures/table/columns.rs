//! The columns of the table: indicators by section, totals with their parts in one group.

use std::collections::BTreeSet;

use rules::figures::{Catalogue, Indicator, IndicatorKey, Section};

/// The choice of the indicators that are no part of another one.
pub(super) const MAIN: &str = "";
/// The choice of all indicators.
pub(super) const ALL: &str = "tat-ca";

/// One indicator as a column.
pub(super) struct Column {
    pub(super) key: IndicatorKey,
    pub(super) code: String,
    pub(super) name: String,
    /// The name inside its group.
    pub(super) label: String,
    /// Whether a group begins here.
    pub(super) start: bool,
}

/// A total with its parts, or an indicator alone.
pub(super) struct Group {
    pub(super) columns: Vec<Column>,
}

/// The groups of one section.
pub(super) struct Band {
    pub(super) heading: &'static str,
    pub(super) groups: Vec<Group>,
}

impl Band {
    /// How many columns it has.
    pub(super) fn span(&self) -> usize {
        self.groups.iter().map(|group| group.columns.len()).sum()
    }
}

/// The choices of the filter: the key in the address, the words.
pub(super) fn choices() -> Vec<(String, &'static str)> {
    let sections = Section::ALL.map(|section| (slug(section), section.heading()));
    [
        (MAIN.to_owned(), "Các chỉ tiêu chính"),
        (ALL.to_owned(), "Tất cả chỉ tiêu"),
    ]
    .into_iter()
    .chain(sections)
    .collect()
}

/// The columns of a choice; a choice that does not exist shows the main ones.
pub(super) fn bands(catalogue: &Catalogue, choice: &str) -> Vec<Band> {
    let one = Section::ALL
        .into_iter()
        .find(|section| slug(*section) == choice);
    let parts: BTreeSet<&IndicatorKey> = catalogue
        .indicators()
        .flat_map(|indicator| &indicator.breakdowns)
        .flat_map(|breakdown| &breakdown.parts)
        .collect();
    let shown = |indicator: &&Indicator| match (one, choice) {
        (Some(section), _) => indicator.section == section,
        (None, ALL) => true,
        (None, _) => !parts.contains(&indicator.key),
    };
    let band = |section: Section| {
        let indicators: Vec<&Indicator> = catalogue.section(section).filter(shown).collect();
        Band {
            heading: section.heading(),
            groups: groups(catalogue, &indicators),
        }
    };
    let bands = Section::ALL.into_iter().map(band);
    bands.filter(|band| !band.groups.is_empty()).collect()
}

/// Whether an indicator of a section is chosen, for lists that do not show the catalogue as columns.
pub(super) fn chosen(choice: &str, section: Section) -> bool {
    let named = Section::ALL.into_iter().any(|one| slug(one) == choice);
    !named || slug(section) == choice
}

fn slug(section: Section) -> String {
    vietnamese::text::slug(section.heading())
}

/// A group begins with a total and takes in what follows as long as it is beneath that total.
fn groups(catalogue: &Catalogue, indicators: &[&Indicator]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut beneath = BTreeSet::new();
    for indicator in indicators {
        let inside = beneath.contains(&indicator.key);
        let column = Column {
            key: indicator.key.clone(),
            code: indicator.code.clone(),
            name: indicator.name.clone(),
            label: if inside {
                indicator.label().to_owned()
            } else {
                "tổng số".to_owned()
            },
            start: !inside,
        };
        match groups.last_mut() {
            Some(group) if inside => group.columns.push(column),
            _ => {
                beneath = descendants(catalogue, indicator);
                groups.push(Group {
                    columns: vec![column],
                });
            }
        }
    }
    groups
}

fn descendants(catalogue: &Catalogue, total: &Indicator) -> BTreeSet<IndicatorKey> {
    let mut found = BTreeSet::new();
    let mut open = vec![total];
    while let Some(indicator) = open.pop() {
        for part in indicator.breakdowns.iter().flat_map(|one| &one.parts) {
            if found.insert(part.clone()) {
                open.extend(catalogue.get(part));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use rules::figures::Catalogue;

    use super::{ALL, MAIN, bands};

    #[test]
    fn the_main_indicators_are_those_that_are_part_of_no_other() {
        let bands = bands(Catalogue::embedded(), MAIN);
        let groups: Vec<_> = bands.iter().flat_map(|band| &band.groups).collect();
        assert!(groups.iter().all(|group| group.columns.len() == 1));
        let codes: Vec<_> = groups
            .iter()
            .map(|group| group.columns[0].code.as_str())
            .collect();
        assert!(
            codes.contains(&"KH.5") && !codes.contains(&"KH.2"),
            "{codes:?}"
        );
    }

    #[test]
    fn a_total_stands_with_its_parts_in_one_group_and_nothing_is_left_out() {
        let catalogue = Catalogue::embedded();
        let bands = bands(catalogue, ALL);
        let all: usize = bands.iter().map(super::Band::span).sum();
        assert_eq!(all, catalogue.indicators().count());
        let groups = bands.iter().flat_map(|band| &band.groups);
        let projects = groups
            .map(|group| {
                group
                    .columns
                    .iter()
                    .map(|one| one.code.as_str())
                    .collect::<Vec<_>>()
            })
            .find(|codes| codes[0] == "KH.5");
        let projects = projects.expect("projects are a group");
        assert!(
            projects.starts_with(&["KH.5", "KH.1", "KH.1a"]),
            "{projects:?}"
        );
        assert!(!projects.contains(&"KH.6"));
    }
}
