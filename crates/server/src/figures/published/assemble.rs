//! Putting one figure together from statement, parts, units and correction.

use rules::figures::{
    Comparison, Decimal, FigureValue, Indicator, PartLabel, StatedPart, Verdict, messages,
};
use rules::ids::UnitId;
use store::figures::{Correction, StoredStatement};

use super::words;
use super::{
    Chip, FigureUnit, NamedPart, PartOf, PartsSum, PublishedCorrection, PublishedFigure,
    PublishedFigures, ReportedNumber, StatedNumber, UnitsSum,
};

/// The figure of an indicator with the totals of which it is a part; none where the unit is no member.
pub(super) fn figure(
    all: &PublishedFigures,
    indicator: &Indicator,
    unit: Option<&UnitId>,
) -> Option<PublishedFigure> {
    let mut figure = alone(all, indicator, unit)?;
    let totals = all.catalogue.totals_of(&indicator.key);
    let totals = totals.filter_map(|total| alone(all, total, unit));
    let known = totals.filter(|total| total.words != words::NO_FIGURE);
    figure.part_of = known
        .map(|total| PartOf {
            code: total.code,
            name: total.name,
            words: total.words,
            address: total.address,
        })
        .collect();
    Some(figure)
}

fn alone(
    all: &PublishedFigures,
    indicator: &Indicator,
    unit: Option<&UnitId>,
) -> Option<PublishedFigure> {
    let key = &indicator.key;
    let unit_shown = match unit {
        Some(unit) => Some(figure_unit(all, unit)?),
        None => None,
    };
    let comparison = leading(all, indicator, unit);
    let from_units = unit.is_none().then(|| units_sum(all, indicator)).flatten();
    let correction = all
        .corrections
        .iter()
        .find(|one| one.indicator == *key && one.unit.as_ref() == unit);
    let mut figure = PublishedFigure {
        indicator: key.to_string(),
        code: indicator.code.clone(),
        name: indicator.name.clone(),
        counted: indicator.count.clone(),
        address: address(&all.slug, key.as_str(), unit_shown.as_ref()),
        stated: all
            .statement(key, unit)
            .and_then(|statement| stated(statement, &indicator.count)),
        from_parts: comparison.map(|comparison| parts_sum(all, comparison)),
        from_units,
        reported: unit.and_then(|unit| reported(all, indicator, unit)),
        part_of: Vec::new(),
        unit: unit_shown,
        difference: None,
        words: String::new(),
        chip: None,
        correction: correction.map(published),
        guesses: comparison.map_or_else(Vec::new, |comparison| guesses(all, comparison)),
    };
    figure.difference = difference(&figure, comparison);
    figure.words = words::line(&figure, comparison);
    figure.chip = chip(&figure);
    Some(figure)
}

fn address(slug: &str, key: &str, unit: Option<&FigureUnit>) -> String {
    match unit {
        Some(unit) => format!("/nam/{slug}/nguon/{key}/{}", unit.slug),
        None => format!("/nam/{slug}/nguon/{key}"),
    }
}

fn figure_unit(all: &PublishedFigures, unit: &UnitId) -> Option<FigureUnit> {
    all.member(unit).map(|member| FigureUnit {
        slug: member.slug.clone(),
        name: member.name.clone(),
        short_name: member.short_name.clone(),
    })
}

/// The comparison that is printed: a contradiction before an agreement, an agreement before an open question.
fn leading<'a>(
    all: &'a PublishedFigures,
    indicator: &'a Indicator,
    unit: Option<&'a UnitId>,
) -> Option<&'a Comparison> {
    let weight = |comparison: &&Comparison| match comparison.verdict {
        Verdict::Differs { .. } => 0,
        Verdict::Agrees => 1,
        Verdict::Incomplete { .. } => 2,
    };
    all.comparisons(&indicator.key, unit).min_by_key(weight)
}

fn stated(statement: &StoredStatement, count: &str) -> Option<StatedNumber> {
    let value = statement.value?;
    let text = messages::number(value);
    Some(StatedNumber {
        value,
        written: statement.written.clone().unwrap_or_else(|| text.clone()),
        text,
        counted: statement.counted.as_deref().unwrap_or(count).to_owned(),
        quotation: statement.quotation.clone(),
        place: statement.place.clone(),
        source: statement.source.clone(),
        basis: statement
            .basis
            .as_ref()
            .map_or_else(|| words::NO_BASIS.to_owned(), messages::basis),
    })
}

fn parts_sum(all: &PublishedFigures, comparison: &Comparison) -> PartsSum {
    let parts: Vec<NamedPart> = comparison
        .parts
        .iter()
        .map(|part| NamedPart {
            text: messages::number(part.value),
            label: label(all, part),
        })
        .collect();
    let formula: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    PartsSum {
        value: comparison.sum,
        text: messages::number(comparison.sum),
        by: comparison.by.clone(),
        formula: formula.join(" + "),
        complete: !matches!(comparison.verdict, Verdict::Incomplete { .. }),
        parts,
    }
}

fn label(all: &PublishedFigures, part: &StatedPart) -> String {
    match &part.label {
        PartLabel::Indicator(key) => all
            .catalogue
            .get(key)
            .map_or_else(|| key.to_string(), |indicator| indicator.label().to_owned()),
        PartLabel::Unit(unit) => all.short_name(unit),
    }
}

fn units_sum(all: &PublishedFigures, indicator: &Indicator) -> Option<UnitsSum> {
    let reported = all.reported.as_ref()?;
    let total = reported.totals.get(&indicator.key)?;
    let unsettled = total
        .counted
        .iter()
        .filter(|(unit, _)| !reported.is_settled(unit));
    Some(UnitsSum {
        value: total.sum,
        text: total
            .sum
            .map_or_else(|| words::NO_FIGURE.to_owned(), messages::number),
        basis: messages::basis(&total.basis),
        round: reported.round.name.clone(),
        counted: total.counted.len(),
        unsettled: unsettled.count(),
        members: all.members.len(),
        missing: total
            .missing
            .iter()
            .map(|unit| all.short_name(unit))
            .collect(),
    })
}

fn reported(
    all: &PublishedFigures,
    indicator: &Indicator,
    unit: &UnitId,
) -> Option<ReportedNumber> {
    let reported = all.reported.as_ref()?;
    let current = reported.current(unit, &indicator.key)?;
    let state = reported.status(unit)?.state;
    Some(ReportedNumber {
        value: current.value.number(),
        text: match current.value {
            FigureValue::Value(number) => messages::number(number),
            FigureValue::Absent(absence) => messages::absence(absence).to_owned(),
        },
        basis: messages::basis(&reported.round.basis),
        state: state.key(),
        state_text: state.label(),
        awaits_confirmation: current.awaits_confirmation,
    })
}

/// Stated against its parts; else stated against the units, where every unit has answered, or against the unit.
fn difference(figure: &PublishedFigure, comparison: Option<&Comparison>) -> Option<Decimal> {
    if let Some(Verdict::Differs { difference, .. }) = comparison.map(|one| &one.verdict) {
        return Some(*difference);
    }
    let stated = figure.stated.as_ref()?.value;
    let units = figure.from_units.as_ref();
    let units = units.filter(|units| units.missing.is_empty());
    let other = match (units, &figure.reported) {
        (Some(units), _) => units.value?,
        (None, Some(reported)) => reported.value?,
        (None, None) => return None,
    };
    let difference = stated.checked_sub(other)?.magnitude();
    (!difference.is_zero()).then_some(difference)
}

fn chip(figure: &PublishedFigure) -> Option<Chip> {
    if let Some(correction) = &figure.correction {
        return Some(Chip {
            state: "corrected",
            text: format!("Đã đính chính ngày {}", correction.on),
        });
    }
    figure.difference.map(|_| Chip {
        state: "review",
        text: "Số liệu chênh lệch, đang rà soát".to_owned(),
    })
}

fn published(correction: &Correction) -> PublishedCorrection {
    PublishedCorrection {
        stated: messages::number(correction.stated),
        corrected: correction.corrected.map(messages::number),
        text: correction.text.clone(),
        on: vietnamese::date::short(correction.on),
    }
}

fn guesses(all: &PublishedFigures, comparison: &Comparison) -> Vec<String> {
    let Verdict::Differs { guesses, .. } = &comparison.verdict else {
        return Vec::new();
    };
    guesses
        .iter()
        .map(|guess| {
            messages::guess(comparison, guess, &all.catalogue, |unit| {
                all.short_name(unit)
            })
        })
        .collect()
}
