//! Changes of a unit, held against everything known of it: a further name, a name taken back, a merger, a
//! place among the members of a year.

use jiff::civil::Date;

use super::{Merger, UnitName, UnitsError, check_mergers, check_names};
use crate::ids::UnitId;

/// Names of one unit after it took a further one: a name without an end that began before ends the day before.
pub fn renamed(names: &[UnitName], new: UnitName) -> Result<Vec<UnitName>, UnitsError> {
    let mut after: Vec<UnitName> = names
        .iter()
        .map(|known| match new.from {
            Some(from) if known.to.is_none() && begins_before(known, from) => UnitName {
                to: from.yesterday().ok(),
                ..known.clone()
            },
            _ => known.clone(),
        })
        .collect();
    after.push(new);
    check_names(&after)?;
    Ok(after)
}

/// Names of one unit without one of them; the name that had ended the day before holds again as long as the
/// one taken back did. None where it is the only name: a unit always has one.
pub fn without_name(names: &[UnitName], at: usize) -> Option<Vec<UnitName>> {
    let taken = names.get(at).filter(|_| names.len() > 1)?;
    let day_before = taken.from.and_then(|from| from.yesterday().ok());
    let ended_for_it = |known: &UnitName| day_before.is_some() && known.to == day_before;
    let kept = names.iter().enumerate().filter(|(place, _)| *place != at);
    Some(
        kept.map(|(_, known)| UnitName {
            to: if ended_for_it(known) {
                taken.to
            } else {
                known.to
            },
            ..known.clone()
        })
        .collect(),
    )
}

/// Names of a unit that ends by merging: a name without an end ends the day before.
pub fn ended(names: &[UnitName], on: Date) -> Vec<UnitName> {
    let last_day = on.yesterday().ok();
    names
        .iter()
        .map(|known| UnitName {
            to: known.to.or(last_day),
            ..known.clone()
        })
        .collect()
}

/// Names of a unit whose merger is taken back: the name that ended with it holds on.
pub fn revived(names: &[UnitName], on: Date) -> Vec<UnitName> {
    let last_day = on.yesterday().ok();
    names
        .iter()
        .map(|known| UnitName {
            to: known.to.filter(|to| Some(*to) != last_day),
            ..known.clone()
        })
        .collect()
}

/// Tests that no name of a unit reaches the day on which it merged.
pub fn check_ended(names: &[UnitName], merger: &Merger) -> Result<(), UnitsError> {
    let late = names.iter().find(|known| {
        known.to.is_none_or(|to| merger.on <= to)
            || known.from.is_some_and(|from| merger.on <= from)
    });
    late.map_or(Ok(()), |known| {
        Err(UnitsError::NamedAfterMerger {
            name: known.name.clone(),
            on: merger.on,
        })
    })
}

/// Everything that is wrong with a new merger: `names` of all units, `mergers` known before, `years` in which
/// the unit that ends is a member.
pub fn check_merger(
    names: &[UnitName],
    mergers: &[Merger],
    years: &[i16],
    new: &Merger,
) -> Vec<UnitsError> {
    let mut wrong = Vec::new();
    let all: Vec<Merger> = mergers.iter().cloned().chain([new.clone()]).collect();
    if let Err(error) = check_mergers(&all) {
        wrong.push(error);
    }
    if let Some(founded) = founded(names, &new.unit).filter(|founded| new.on <= *founded) {
        wrong.push(UnitsError::MergedBeforeFounding { founded });
    }
    if let Some(founded) = founded(names, &new.into).filter(|founded| new.on < *founded) {
        wrong.push(UnitsError::SuccessorNotYet { founded });
    }
    if let Some(later) = mergers
        .iter()
        .find(|known| known.unit == new.into && known.on < new.on)
    {
        wrong.push(UnitsError::SuccessorGone { on: later.on });
    }
    if let Some(earlier) = mergers
        .iter()
        .find(|known| known.into == new.unit && new.on < known.on)
    {
        wrong.push(UnitsError::MergedBeforePredecessor { on: earlier.on });
    }
    if let Some(year) = years.iter().find(|year| new.on <= first_day(**year)) {
        wrong.push(UnitsError::MemberAfterMerger { year: *year });
    }
    let own: Vec<UnitName> = names
        .iter()
        .filter(|known| known.unit == new.unit)
        .cloned()
        .collect();
    if let Err(error) = check_ended(&ended(&own, new.on), new) {
        wrong.push(error);
    }
    wrong
}

/// Tests that a unit exists on at least one day of a year, so that it can be a member then.
pub fn check_exists_in(
    names: &[UnitName],
    mergers: &[Merger],
    unit: &UnitId,
    year: i16,
) -> Result<(), UnitsError> {
    let last_day = Date::constant(year, 12, 31);
    if let Some(founded) = founded(names, unit).filter(|founded| last_day < *founded) {
        return Err(UnitsError::NotYetThatYear { year, founded });
    }
    let merger = mergers
        .iter()
        .find(|merger| merger.unit == *unit && merger.on <= first_day(year));
    merger.map_or(Ok(()), |merger| {
        Err(UnitsError::GoneThatYear {
            year,
            on: merger.on,
        })
    })
}

/// Units that bear the same name in the same time; allowed, because a unit is told by its id, but to be said.
pub fn namesakes(names: &[UnitName], new: &UnitName) -> Vec<UnitId> {
    let same = |known: &&UnitName| {
        known.unit != new.unit
            && vietnamese::text::same_text(&known.name, &new.name)
            && known.in_the_time_of(new)
    };
    let mut found: Vec<UnitId> = names
        .iter()
        .filter(same)
        .map(|known| known.unit.clone())
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The first day of a unit, where its names tell one.
fn founded(names: &[UnitName], unit: &UnitId) -> Option<Date> {
    let own: Option<Vec<Date>> = names
        .iter()
        .filter(|known| known.unit == *unit)
        .map(|known| known.from)
        .collect();
    own?.into_iter().min()
}

fn begins_before(name: &UnitName, day: Date) -> bool {
    name.from.is_none_or(|from| from < day)
}

fn first_day(year: i16) -> Date {
    Date::constant(year, 1, 1)
}
