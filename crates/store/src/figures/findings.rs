//! What the checks find in reports, held against the year before; after a merger against all predecessors together.

use std::collections::{BTreeMap, BTreeSet};

use rules::figures::{Figures, Finding, ReportState, Submission, check_report, combine};
use rules::ids::UnitId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::observations::{RoundFigures, current};
use super::reports::read_state;
use super::rounds::{Round, view};
use super::rows::{report_act, round};
use crate::units::{cluster_year, merger};
use crate::{Store, StoreError};

impl Store {
    /// What the checks find in one unit's figures.
    pub async fn report_findings(
        &self,
        round: &Round,
        unit: &UnitId,
        figures: &Figures,
    ) -> Result<Vec<Finding>, StoreError> {
        findings_of(&self.db, round, unit, figures).await
    }

    /// What the checks find in the figures of every unit that has entered some.
    pub async fn round_findings(
        &self,
        round: &Round,
        figures: &RoundFigures,
    ) -> Result<BTreeMap<UnitId, Vec<Finding>>, StoreError> {
        let previous = Previous::read(&self.db, round).await?;
        let (catalogue, tolerances) = (round.catalogue(), round.tolerances()?);
        let found = figures.units().map(|unit| {
            let before = previous.of(unit);
            let submission = Submission {
                figures: &figures.figures(unit),
                previous: before.as_ref(),
                plan: None,
            };
            let findings = check_report(&catalogue, &tolerances, submission);
            (unit.clone(), findings)
        });
        Ok(found.collect())
    }

    /// The figures of the year before, as this round's are held against them: on the same basis, sent by the unit;
    /// after a merger those of all predecessors together. None where they are not known.
    pub async fn previous_figures(
        &self,
        round: &Round,
        unit: &UnitId,
    ) -> Result<Option<Figures>, StoreError> {
        Ok(Previous::read(&self.db, round).await?.of(unit))
    }
}

pub(super) async fn findings_of(
    db: &impl ConnectionTrait,
    round: &Round,
    unit: &UnitId,
    figures: &Figures,
) -> Result<Vec<Finding>, StoreError> {
    let previous = Previous::read(db, round).await?.of(unit);
    let submission = Submission {
        figures,
        previous: previous.as_ref(),
        plan: None,
    };
    Ok(check_report(
        &round.catalogue(),
        &round.tolerances()?,
        submission,
    ))
}

/// The year before.
struct Previous {
    figures: BTreeMap<UnitId, Figures>,
    /// Who was merged into whom since.
    merged: BTreeMap<UnitId, Vec<UnitId>>,
}

impl Previous {
    async fn read(db: &impl ConnectionTrait, round: &Round) -> Result<Self, StoreError> {
        let mut figures = BTreeMap::new();
        // The newest round wins: later ones are read first.
        for earlier in rounds_before(db, round).await? {
            let sent = sent_units(db, &earlier).await?;
            if sent.is_empty() {
                continue;
            }
            let all = current(db, &earlier, None).await?;
            for unit in sent {
                let of_unit = all.figures(&unit);
                figures.entry(unit).or_insert(of_unit);
            }
        }
        let merged = if figures.is_empty() {
            BTreeMap::new()
        } else {
            mergers_since(db, round).await?
        };
        Ok(Self { figures, merged })
    }

    fn of(&self, unit: &UnitId) -> Option<Figures> {
        let Some(predecessors) = self.merged.get(unit) else {
            return self.figures.get(unit).cloned();
        };
        let all = std::iter::once(unit).chain(predecessors);
        let known: Option<Vec<&Figures>> = all.map(|one| self.figures.get(one)).collect();
        known.map(|known| combine(&known))
    }
}

/// Rounds of the year before on the same basis, in any cluster, the newest first.
async fn rounds_before(db: &impl ConnectionTrait, this: &Round) -> Result<Vec<Round>, StoreError> {
    let year = cluster_year::Entity::find_by_id(this.cluster_year.as_str())
        .one(db)
        .await?
        .ok_or(StoreError::NotFound("cluster year"))?;
    let before: Vec<String> = cluster_year::Entity::find()
        .filter(cluster_year::Column::Year.eq(year.year - 1))
        .filter(cluster_year::Column::Sample.eq(year.sample))
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    if before.is_empty() {
        return Ok(Vec::new());
    }
    let rows = round::Entity::find()
        .filter(round::Column::ClusterYearId.is_in(before))
        .filter(round::Column::Basis.eq(this.basis.key()))
        .order_by_desc(round::Column::AsOf)
        .order_by_desc(round::Column::Number)
        .all(db)
        .await?;
    rows.into_iter().map(view).collect()
}

/// Units whose report has left their hands.
async fn sent_units(
    db: &impl ConnectionTrait,
    round: &Round,
) -> Result<BTreeSet<UnitId>, StoreError> {
    let rows = report_act::Entity::find()
        .filter(report_act::Column::ClusterYearId.eq(round.cluster_year.as_str()))
        .filter(report_act::Column::RoundId.eq(round.id.as_str()))
        .order_by_asc(report_act::Column::Position)
        .all(db)
        .await?;
    let mut states: BTreeMap<String, ReportState> = BTreeMap::new();
    for row in rows {
        states.insert(row.unit_id, read_state(&row.state)?);
    }
    let sent = states.into_iter().filter(|(_, state)| !state.is_editable());
    Ok(sent.map(|(unit, _)| UnitId::new(unit)).collect())
}

/// Mergers after the year before and up to the round's day.
async fn mergers_since(
    db: &impl ConnectionTrait,
    round: &Round,
) -> Result<BTreeMap<UnitId, Vec<UnitId>>, StoreError> {
    let first = round.as_of.first_of_year().to_string();
    let rows = merger::Entity::find()
        .filter(merger::Column::OnDate.gte(first))
        .filter(merger::Column::OnDate.lte(round.as_of.to_string()))
        .all(db)
        .await?;
    let mut merged: BTreeMap<UnitId, Vec<UnitId>> = BTreeMap::new();
    for row in rows {
        let into = merged.entry(UnitId::new(row.into_unit_id)).or_default();
        into.push(UnitId::new(row.unit_id));
    }
    Ok(merged)
}
