//! One entry of figures: each value becomes an observation that replaces the one before it; totals follow.

use rules::figures::{Absence, Catalogue, FigureValue, Indicator, IndicatorKey};
use rules::ids::{ObservationId, UnitId};

use super::NewValue;
use crate::figures::cut_off_text;
use crate::figures::observations::{CurrentFigure, Origin, UnitFigures, plain};
use crate::figures::rounds::Round;
use crate::figures::rows::observation;
use crate::history::Act;
use crate::{Store, StoreError};

/// Where the values of one entry come from.
pub(super) struct Provenance {
    pub(super) origin: Option<Origin>,
    pub(super) source: Option<String>,
    pub(super) evidence: Option<String>,
}

/// One entry under way: the figures as they stand after each value.
pub(super) struct Entry<'a> {
    pub(super) store: &'a Store,
    pub(super) round: &'a Round,
    pub(super) unit: &'a UnitId,
    pub(super) figures: UnitFigures,
    pub(super) provenance: Provenance,
    pub(super) entered: usize,
}

impl Entry<'_> {
    /// Takes the values one by one, then adds up.
    pub(super) async fn take(
        &mut self,
        act: &mut Act,
        catalogue: &Catalogue,
        values: Vec<(IndicatorKey, NewValue)>,
    ) -> Result<(), StoreError> {
        let mut totals = Vec::new();
        for (key, value) in values {
            match value {
                NewValue::Computed => totals.push(key),
                NewValue::Typed(value) => {
                    let origin = self.provenance.origin.unwrap_or(Origin::Typed);
                    let source = self.provenance.source.clone();
                    self.put(act, key, (value, origin), source, None).await?;
                }
                NewValue::Imported { value, cell } => {
                    self.put(act, key, (value, Origin::Imported), Some(cell), None)
                        .await?;
                }
            }
        }
        self.add_up(act, catalogue, &totals).await
    }

    /// Totals that are asked for, and those that were computed before and whose parts may have changed.
    async fn add_up(
        &mut self,
        act: &mut Act,
        catalogue: &Catalogue,
        asked: &[IndicatorKey],
    ) -> Result<(), StoreError> {
        // Parts before the totals that contain them, so that the inputs named are those that were added.
        let totals: Vec<&Indicator> = catalogue
            .indicators()
            .filter(|one| one.is_total())
            .collect();
        for total in deepest_first(catalogue, totals) {
            let was_computed = self
                .figures
                .get(&total.key)
                .is_some_and(|(_, figure)| figure.origin == Origin::Computed);
            if !was_computed && !asked.contains(&total.key) {
                continue;
            }
            let sum = catalogue.computed(&total.key, &plain(&self.figures));
            let value = sum.map_or(FigureValue::Absent(Absence::Missing), FigureValue::Value);
            let formula = Formula::of(total, &self.figures);
            self.put(
                act,
                total.key.clone(),
                (value, Origin::Computed),
                None,
                Some(formula),
            )
            .await?;
        }
        Ok(())
    }

    async fn put(
        &mut self,
        act: &mut Act,
        key: IndicatorKey,
        (value, origin): (FigureValue, Origin),
        source: Option<String>,
        formula: Option<Formula>,
    ) -> Result<(), StoreError> {
        let before = self.figures.get(&key);
        if !is_news(before, value, origin) {
            return Ok(());
        }
        let id = self.store.sources.id();
        let on_behalf = origin == Origin::OnBehalf;
        let row = observation::Model {
            cluster_year_id: self.round.cluster_year.to_string(),
            id: id.clone(),
            round_id: self.round.id.to_string(),
            unit_id: self.unit.to_string(),
            indicator: key.to_string(),
            basis: self.round.basis.key().to_owned(),
            cut_off: cut_off_text(&self.round.basis),
            value: value.number().map(rules::figures::Decimal::ten_thousandths),
            absence: absence_key(value),
            origin: origin.key().to_owned(),
            source,
            evidence_id: self.provenance.evidence.clone().filter(|_| on_behalf),
            formula: formula.as_ref().map(|formula| formula.keys.clone()),
            inputs: formula
                .map(|formula| serde_json::to_string(&formula.inputs))
                .transpose()?,
            replaces: before.map(|(id, _)| id.to_string()),
            entered_at: act.at(),
            entered_by: act.actor().to_owned(),
        };
        act.insert::<observation::Entity>(row).await?;
        let figure = CurrentFigure {
            value,
            origin,
            awaits_confirmation: on_behalf,
        };
        self.figures.insert(key, (ObservationId::new(id), figure));
        self.entered += 1;
        Ok(())
    }
}

/// The same value is no news, unless a sum is typed over or a typed total is left to the program; “missing” is
/// none where nothing was entered. A form sent again thus keeps the marks of what was entered on the unit's behalf.
fn is_news(
    before: Option<&(ObservationId, CurrentFigure)>,
    value: FigureValue,
    origin: Origin,
) -> bool {
    let Some((_, figure)) = before else {
        return !value.is_missing();
    };
    let was_computed = figure.origin == Origin::Computed;
    figure.value != value || was_computed != (origin == Origin::Computed)
}

fn absence_key(value: FigureValue) -> Option<String> {
    match value {
        FigureValue::Value(_) => None,
        FigureValue::Absent(absence) => Some(absence.key().to_owned()),
    }
}

/// A formula as it was applied.
struct Formula {
    keys: String,
    inputs: Vec<String>,
}

impl Formula {
    fn of(total: &Indicator, figures: &UnitFigures) -> Self {
        let parts = total
            .breakdowns
            .first()
            .map_or(&[][..], |first| &first.parts);
        let keys: Vec<&str> = parts.iter().map(IndicatorKey::as_str).collect();
        let inputs = parts.iter().filter_map(|part| figures.get(part));
        Self {
            keys: keys.join("+"),
            inputs: inputs.map(|(id, _)| id.to_string()).collect(),
        }
    }
}

fn deepest_first<'a>(catalogue: &Catalogue, mut totals: Vec<&'a Indicator>) -> Vec<&'a Indicator> {
    totals.sort_by_key(|total| height(catalogue, total));
    totals
}

/// How many layers of totals lie under an indicator.
fn height(catalogue: &Catalogue, indicator: &Indicator) -> usize {
    let parts = indicator.breakdowns.iter().flat_map(|one| &one.parts);
    let below = parts.filter_map(|part| catalogue.get(part));
    below
        .map(|part| height(catalogue, part) + 1)
        .max()
        .unwrap_or(0)
}
