//! Entering a unit's sample figures, section by section.

use access::actions::figures::{EnterFigures, EnterOnBehalf};
use rules::figures::{Catalogue, Decimal, FigureValue, Figures, IndicatorKey, Section};
use rules::ids::UnitId;
use store::StoreError;
use store::figures::{EntryError, NewFigures, NewValue, Round, UnitMessage};

use super::Sample;
use crate::load::LoadError;

/// A number that is put in the place of the right one, so that a check finds something.
pub(super) struct Slip {
    pub(super) indicator: &'static str,
    pub(super) add: i64,
}

/// A unit's figures with its slip, if it has one; totals without a slip are left to the program.
pub(super) fn values(
    catalogue: &Catalogue,
    figures: &Figures,
    slip: Option<&Slip>,
    section: Section,
) -> Vec<(IndicatorKey, NewValue)> {
    let in_section = catalogue
        .indicators()
        .filter(|indicator| indicator.section == section);
    in_section
        .filter_map(|indicator| {
            let value = *figures.get(&indicator.key)?;
            let slip = slip.filter(|slip| slip.indicator == indicator.key.as_str());
            let value = match slip {
                Some(slip) => NewValue::Typed(slipped(value, slip.add)),
                None if indicator.is_total() => NewValue::Computed,
                None => NewValue::Typed(value),
            };
            Some((indicator.key.clone(), value))
        })
        .collect()
}

fn slipped(value: FigureValue, add: i64) -> FigureValue {
    let number = value.number().unwrap_or(Decimal::ZERO);
    let other = Decimal::from_integer(add)
        .ok()
        .and_then(|add| Decimal::sum([number, add]));
    other.map_or(value, FigureValue::Value)
}

/// Enters one section for the unit itself.
pub(super) async fn enter(
    sample: &Sample<'_>,
    round: &Round,
    unit: &UnitId,
    new: NewFigures,
) -> Result<(), LoadError> {
    let matter = sample
        .matter("report")
        .of_unit(unit)
        .in_section(new.section.key());
    let permit = sample.permit(EnterFigures, matter)?;
    let entered = sample.store().enter_figures(&permit, &round.id, new).await;
    entered.map(|_| ()).map_err(refused)
}

/// Enters one section for a unit on its message.
pub(super) async fn enter_on_behalf(
    sample: &Sample<'_>,
    round: &Round,
    unit: &UnitId,
    new: NewFigures,
) -> Result<(), LoadError> {
    let matter = sample
        .matter("report")
        .of_unit(unit)
        .in_section(new.section.key());
    let permit = sample.permit(EnterOnBehalf, matter)?;
    let message = UnitMessage {
        text: Some(
            "Trường gửi số liệu qua tin nhắn, nhờ thường trực Cụm nhập thay (mẫu).".to_owned(),
        ),
        file: None,
    };
    let entered = sample
        .store()
        .enter_on_behalf(&permit, &round.id, new, message)
        .await;
    entered.map(|_| ()).map_err(refused)
}

fn refused(error: EntryError) -> LoadError {
    match error {
        EntryError::Store(error) => error.into(),
        EntryError::Refused(_) | EntryError::Closed(_) | EntryError::MessageMissing => {
            let (what, why) = ("figures", "the rules refuse the sample");
            StoreError::Refused { what, why }.into()
        }
    }
}
