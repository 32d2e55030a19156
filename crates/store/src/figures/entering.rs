//! Entering figures, section by section; entering for a unit on its message; the unit's confirmation.

mod entry;

use access::actions::figures::{ConfirmFigures, EnterFigures, EnterOnBehalf};
use access::{Action, Permit};
use rules::figures::{Catalogue, FigureValue, IndicatorKey, Problem, ReportState, Section};
use rules::ids::{ObservationId, RoundId};

use self::entry::{Entry, Provenance};
use super::observations::{Origin, UnitFigures, of_unit, seen};
use super::reports::state_of;
use super::rounds::{Round, find};
use super::rows::confirmation;
use super::{require_member, unit_of};
use crate::evidence::NewFile;
use crate::history::Act;
use crate::{Store, StoreError};

/// What is entered for one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewValue {
    /// What somebody typed.
    Typed(FigureValue),
    /// The sum of the parts by the catalogue's formula; added by the store. Missing where a part is.
    Computed,
    /// What stood in a cell of a workbook.
    Imported {
        /// The number, or why there is none.
        value: FigureValue,
        /// Sheet and cell: "ĐT!C14".
        cell: String,
    },
}

/// Figures of one section of a unit's report; the unit is that of the permit's matter.
#[derive(Clone, Debug)]
pub struct NewFigures {
    /// The section.
    pub section: Section,
    /// What [`Store::section_seen`] told when the form was read; 0 where nothing had been entered.
    pub seen: u64,
    /// The values; an indicator that is left out keeps what it has, one that is the same as before makes no row.
    pub values: Vec<(IndicatorKey, NewValue)>,
}

/// What a unit sent for the head's office to enter: words of its message, a file, or both.
#[derive(Clone, Debug)]
pub struct UnitMessage {
    /// The words.
    pub text: Option<String>,
    /// The file.
    pub file: Option<NewFile>,
}

/// Why figures were not entered.
#[derive(Debug, thiserror::Error)]
pub enum EntryError {
    /// Values that are not taken; everything that is wrong is told at once.
    #[error("values are refused")]
    Refused(Vec<(IndicatorKey, Problem)>),
    /// The report is sent, approved or locked.
    #[error("the report is {0:?}")]
    Closed(ReportState),
    /// Entering on a unit's behalf needs the unit's message.
    #[error("the unit's message is missing")]
    MessageMissing,
    /// Keeping failed, or somebody else has entered figures of the section meanwhile (`Stale`).
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for EntryError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Enters figures of a section; answers with how many were new. Computed totals of the report follow.
    pub async fn enter_figures(
        &self,
        permit: &Permit<EnterFigures>,
        round: &RoundId,
        new: NewFigures,
    ) -> Result<usize, EntryError> {
        let mut act = self.begin(permit).await?;
        let round = find(act.db(), &act.year()?, round).await?;
        let provenance = Provenance {
            origin: None,
            source: None,
            evidence: None,
        };
        let entered = self
            .enter(&mut act, permit, &round, new, provenance)
            .await?;
        if entered > 0 {
            act.finish().await?;
        }
        Ok(entered)
    }

    /// Enters figures for a unit on its message (nhập thay); they are marked until the unit confirms them.
    pub async fn enter_on_behalf(
        &self,
        permit: &Permit<EnterOnBehalf>,
        round: &RoundId,
        new: NewFigures,
        message: UnitMessage,
    ) -> Result<usize, EntryError> {
        if message.text.is_none() && message.file.is_none() {
            return Err(EntryError::MessageMissing);
        }
        let kept = match message.file {
            Some(file) => Some(self.keep_file(file).await?),
            None => None,
        };
        let mut act = self.begin(permit).await?;
        let round = find(act.db(), &act.year()?, round).await?;
        let evidence = match kept {
            Some(kept) => Some(
                self.insert_file(&mut act, permit.matter(), kept, false)
                    .await?,
            ),
            None => None,
        };
        let provenance = Provenance {
            origin: Some(Origin::OnBehalf),
            source: message.text,
            evidence,
        };
        let entered = self
            .enter(&mut act, permit, &round, new, provenance)
            .await?;
        if entered > 0 {
            act.finish().await?;
        }
        Ok(entered)
    }

    /// The unit confirms everything that was entered on its behalf in a round; answers with how many figures.
    ///
    /// `seen` are the figures that the one who confirms has read; `Stale` where another one waits meanwhile.
    pub async fn confirm_figures(
        &self,
        permit: &Permit<ConfirmFigures>,
        round: &RoundId,
        seen: &[ObservationId],
    ) -> Result<usize, StoreError> {
        let unit = unit_of(permit)?;
        let mut act = self.begin(permit).await?;
        let round = find(act.db(), &act.year()?, round).await?;
        let figures = of_unit(act.db(), &round, &unit).await?;
        let waiting = awaiting(&figures);
        if waiting.iter().any(|id| !seen.contains(id)) {
            return Err(StoreError::Stale("figures"));
        }
        for id in &waiting {
            let row = confirmation::Model {
                cluster_year_id: round.cluster_year.to_string(),
                observation_id: id.to_string(),
                round_id: round.id.to_string(),
                unit_id: unit.to_string(),
                confirmed_at: act.at(),
                confirmed_by: act.actor().to_owned(),
            };
            act.insert::<confirmation::Entity>(row).await?;
        }
        if !waiting.is_empty() {
            act.finish().await?;
        }
        Ok(waiting.len())
    }

    async fn enter<A: Action>(
        &self,
        act: &mut Act,
        permit: &Permit<A>,
        round: &Round,
        new: NewFigures,
        provenance: Provenance,
    ) -> Result<usize, EntryError> {
        let unit = unit_of(permit)?;
        require_section(permit, new.section)?;
        require_member(act, round.cluster_year.as_str(), &unit).await?;
        let state = state_of(act.db(), round, &unit).await?;
        if !state.is_editable() {
            return Err(EntryError::Closed(state));
        }
        if seen(act.db(), round, &unit, new.section).await? != new.seen {
            return Err(StoreError::Stale("figures").into());
        }
        let catalogue = round.catalogue();
        check(&catalogue, &new)?;
        let mut entry = Entry {
            store: self,
            round,
            unit: &unit,
            figures: of_unit(act.db(), round, &unit).await?,
            provenance,
            entered: 0,
        };
        entry.take(act, &catalogue, new.values).await?;
        Ok(entry.entered)
    }
}

/// Figures of a unit that it has not confirmed.
pub fn awaiting(figures: &UnitFigures) -> Vec<ObservationId> {
    let waiting = figures
        .values()
        .filter(|(_, figure)| figure.awaits_confirmation);
    waiting.map(|(id, _)| id.clone()).collect()
}

/// A permit for one section opens no other one.
fn require_section<A: Action>(permit: &Permit<A>, section: Section) -> Result<(), StoreError> {
    match permit.matter().section() {
        Some(allowed) if allowed != section.key() => Err(StoreError::Refused {
            what: "figures",
            why: "another section",
        }),
        _ => Ok(()),
    }
}

fn check(catalogue: &Catalogue, new: &NewFigures) -> Result<(), EntryError> {
    let mut refused = Vec::new();
    for (key, value) in &new.values {
        let indicator = catalogue.get(key);
        let indicator = indicator.filter(|indicator| indicator.section == new.section);
        let indicator = indicator.ok_or(StoreError::Refused {
            what: "figures",
            why: "an indicator of another section",
        })?;
        let problem = match value {
            NewValue::Typed(value) | NewValue::Imported { value, .. } => indicator.refuses(*value),
            NewValue::Computed => None,
        };
        refused.extend(problem.map(|problem| (key.clone(), problem)));
    }
    if refused.is_empty() {
        return Ok(());
    }
    Err(EntryError::Refused(refused))
}
