//! The inputs of one section: a number or the reason why there is none, for each indicator.
//!
//! Each input carries what it showed when the form was made. Only what somebody changed is entered, so that two people
//! who correct one section one after the other do not undo each other's figures.

use rules::figures::{
    Absence, Breakdown, Catalogue, Decimal, FigureValue, Figures, Finding, Indicator, IndicatorKey,
    Section, messages,
};
use rules::ids::UnitId;
use store::figures::{NewValue, Origin, Round, UnitFigures, plain};
use vietnamese::number::{parse_decimal, parse_integer};

use super::findings::{FindingLine, lines};
use super::messages::{BOTH, value_refused};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Form;

/// One indicator's inputs.
pub(crate) struct Input {
    pub(crate) key: String,
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) count: String,
    pub(crate) number: String,
    pub(crate) absence: String,
    /// What the inputs showed when the form was made.
    pub(crate) was: String,
    pub(crate) is_total: bool,
    /// For a total: each way of adding it up, "theo cấp: 1 + 4 + 0 = 5".
    pub(crate) sums: Vec<String>,
    /// What somebody else has saved meanwhile.
    pub(crate) saved: Option<String>,
    pub(crate) on_behalf: bool,
    pub(crate) findings: Vec<FindingLine>,
}

/// The inputs of a section.
pub(crate) struct SectionForm {
    /// Goes into the form as `lan` and comes back as `NewFigures::seen`.
    pub(crate) seen: u64,
    pub(crate) inputs: Vec<Input>,
}

/// Reasons why there is no number, as a choice.
pub(crate) fn absences() -> Vec<(&'static str, &'static str)> {
    let all = Absence::ALL.into_iter();
    all.map(|absence| (absence.key(), messages::absence(absence)))
        .collect()
}

impl SectionForm {
    /// The inputs with what is kept.
    pub(crate) async fn read(
        app: &App,
        round: &Round,
        unit: &UnitId,
        section: Section,
    ) -> Result<Self, PageError> {
        // Before the figures: an entry between the two is then a conflict, never lost.
        let seen = app.store().section_seen(round, unit, section).await?;
        let figures = app.store().unit_figures(round, unit).await?;
        let values = plain(&figures);
        let found = app.store().report_findings(round, unit, &values).await?;
        let catalogue = round.catalogue();
        let inputs = catalogue
            .section(section)
            .map(|indicator| input(&catalogue, indicator, &figures, &found))
            .collect();
        Ok(Self { seen, inputs })
    }

    /// The same inputs with everything that was typed, for a form with errors.
    pub(crate) fn typed(mut self, form: &Form) -> Self {
        for input in &mut self.inputs {
            input.take(form);
            input.was = form.value(&was_field(&input.key)).to_owned();
        }
        self.seen = seen(form);
        self
    }

    /// The inputs after somebody else has saved: what was changed here stays, everything else is what is kept now.
    pub(crate) fn merged(mut self, form: &Form) -> Self {
        for input in &mut self.inputs {
            let now = input.was.clone();
            let before = was(form, &input.key);
            if shown(form, &input.key) == before {
                continue;
            }
            if now != before {
                input.saved = Some(in_words(&now));
            }
            input.take(form);
        }
        self
    }
}

impl Input {
    fn take(&mut self, form: &Form) {
        form.value(&self.key).clone_into(&mut self.number);
        form.value(&absence_field(&self.key))
            .clone_into(&mut self.absence);
    }
}

fn input(
    catalogue: &Catalogue,
    indicator: &Indicator,
    figures: &UnitFigures,
    found: &[Finding],
) -> Input {
    let known = figures.get(&indicator.key).map(|(_, figure)| figure);
    let (number, absence) = match known {
        Some(figure) if figure.origin != Origin::Computed => display(figure.value),
        _ => (String::new(), String::new()),
    };
    let own: Vec<Finding> = found
        .iter()
        .filter(|one| one.place == indicator.key)
        .cloned()
        .collect();
    let values = plain(figures);
    Input {
        key: indicator.key.to_string(),
        code: indicator.code.clone(),
        name: indicator.name.clone(),
        count: indicator.count.clone(),
        was: joined(&number, &absence),
        number,
        absence,
        is_total: indicator.is_total(),
        sums: indicator
            .breakdowns
            .iter()
            .filter_map(|way| sum(way, &values))
            .collect(),
        saved: None,
        on_behalf: known.is_some_and(|figure| figure.awaits_confirmation),
        findings: lines(&own, catalogue),
    }
}

/// What the two inputs of a kept value show.
fn display(value: FigureValue) -> (String, String) {
    match value {
        FigureValue::Value(number) => (messages::number(number), String::new()),
        FigureValue::Absent(absence) => (String::new(), absence.key().to_owned()),
    }
}

/// The parts that have numbers and their sum; none where no part has one.
fn sum(way: &Breakdown, values: &Figures) -> Option<String> {
    let parts: Vec<Decimal> = way
        .parts
        .iter()
        .filter_map(|part| values.get(part)?.number())
        .collect();
    if parts.is_empty() {
        return None;
    }
    let total = Decimal::sum(parts.iter().copied())?;
    let written: Vec<String> = parts.iter().map(|part| messages::number(*part)).collect();
    let (written, total) = (written.join(" + "), messages::number(total));
    Some(format!("Cộng {}: {written} = {total}", way.by))
}

/// What a form enters: only what was changed, and totals that are left to the program. Every wrong input is refused.
pub(crate) fn read(
    form: &mut Form,
    catalogue: &Catalogue,
    section: Section,
) -> Vec<(IndicatorKey, NewValue)> {
    let mut values = Vec::new();
    for indicator in catalogue.section(section) {
        let value = read_one(form, indicator);
        values.extend(value.map(|value| (indicator.key.clone(), value)));
    }
    values
}

/// What the form was made from.
pub(crate) fn seen(form: &Form) -> u64 {
    form.value("lan").parse().unwrap_or(u64::MAX)
}

fn read_one(form: &mut Form, indicator: &Indicator) -> Option<NewValue> {
    let key = indicator.key.as_str();
    let absence = Absence::from_key(form.value(&absence_field(key)));
    let empty = form.value(key).trim().is_empty();
    match (empty, absence) {
        (true, None) if indicator.is_total() => return Some(NewValue::Computed),
        _ if shown(form, key) == was(form, key) => return None,
        (false, Some(_)) => {
            form.refuse(key, BOTH);
            return None;
        }
        (true, absence) => {
            let absence = absence.unwrap_or(Absence::Missing);
            return Some(NewValue::Typed(FigureValue::Absent(absence)));
        }
        (false, None) => {}
    }
    let number = if indicator.whole {
        form.parsed(key, |text| {
            parse_integer(text).map(|whole| Decimal::from_integer(whole).ok())
        })?
    } else {
        form.parsed(key, parse_decimal)
            .map(|number| Some(Decimal::from_ten_thousandths(number)))?
    };
    let Some(number) = number else {
        form.refuse(key, "Số quá lớn. Kiểm tra lại các chữ số.");
        return None;
    };
    let value = FigureValue::Value(number);
    if let Some(problem) = indicator.refuses(value) {
        form.refuse(key, value_refused(&problem));
        return None;
    }
    Some(NewValue::Typed(value))
}

/// What the two inputs of an indicator hold.
fn shown(form: &Form, key: &str) -> String {
    joined(form.value(key).trim(), form.value(&absence_field(key)))
}

/// What the two inputs held when the form was made; an indicator that the form does not have held nothing.
fn was(form: &Form, key: &str) -> String {
    match form.value(&was_field(key)) {
        "" => joined("", ""),
        kept => kept.to_owned(),
    }
}

fn joined(number: &str, absence: &str) -> String {
    format!("{number}|{absence}")
}

fn in_words(was: &str) -> String {
    let (number, absence) = was.split_once('|').unwrap_or((was, ""));
    match Absence::from_key(absence) {
        Some(absence) => messages::absence(absence).to_owned(),
        None if number.is_empty() => "để trống".to_owned(),
        None => number.to_owned(),
    }
}

fn absence_field(key: &str) -> String {
    format!("{key}_vang")
}

fn was_field(key: &str) -> String {
    format!("{key}_cu")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&'static str, &str)]) -> Form {
        Form::filled(
            fields
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        )
    }

    fn entered(fields: &[(&'static str, &str)]) -> (Vec<(IndicatorKey, NewValue)>, Form) {
        let mut form = form(fields);
        let values = read(&mut form, Catalogue::embedded(), Section::Research);
        let typed = values
            .into_iter()
            .filter(|(_, value)| *value != NewValue::Computed);
        (typed.collect(), form)
    }

    #[test]
    fn only_what_was_changed_is_entered() {
        let (values, _) = entered(&[
            ("kh2a", "1"),
            ("kh2a_cu", "1|"),
            ("kh2b", "27.731"),
            ("kh2b_cu", "2|"),
        ]);
        let [(key, NewValue::Typed(FigureValue::Value(number)))] = values.as_slice() else {
            panic!("one change, not {values:?}");
        };
        assert_eq!((key.as_str(), number.to_integer()), ("kh2b", Some(27_731)));
    }

    #[test]
    fn every_wrong_input_is_told_at_once() {
        let (values, form) = entered(&[
            ("kh2a", "27.73l"),
            ("kh2b", "-3"),
            ("kh3a", "1,5"),
            ("kh3b", "4"),
            ("kh3b_vang", "not_assigned"),
        ]);
        assert_eq!(values, []);
        let wrong: Vec<&str> = form.errors().iter().map(|one| one.field.as_str()).collect();
        assert_eq!(wrong, ["kh2a", "kh2b", "kh3a", "kh3b"]);
    }

    #[test]
    fn a_number_taken_out_is_missing_and_no_zero() {
        let (values, _) = entered(&[("kh2a", ""), ("kh2a_cu", "5|")]);
        let missing = NewValue::Typed(FigureValue::Absent(Absence::Missing));
        assert_eq!(values, [(IndicatorKey::new("kh2a"), missing)]);
    }
}
