//! Observations (số liệu): what was entered, by whom, on what; the current one of each place, and the trail behind it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use rules::figures::{Absence, Basis, Decimal, FigureValue, Figures, IndicatorKey, Section};
use rules::ids::{ClusterYearId, EvidenceId, ObservationId, RoundId, UnitId};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, IntoIden, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};

use super::read_basis;
use super::rounds::Round;
use super::rows::{confirmation, observation};
use super::statements::instant;
use crate::keyed::{keyed, unknown_key};
use crate::{Store, StoreError};

keyed! {
    /// Where a figure comes from.
    Origin {
        /// Typed by the unit.
        Typed = "typed", "Nhập tay";
        /// The sum of its parts, added by the program by the catalogue's formula.
        Computed = "computed", "Phần mềm cộng từ các thành phần";
        /// Taken from a cell of a workbook.
        Imported = "imported", "Nhập từ tệp";
        /// Entered by the head's office on the unit's message.
        OnBehalf = "on_behalf", "Thường trực Cụm nhập thay";
    }
}

/// One figure as it was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    /// Its id.
    pub id: ObservationId,
    /// The round it was entered in.
    pub round: RoundId,
    /// Of which unit.
    pub unit: UnitId,
    /// What it counts.
    pub indicator: IndicatorKey,
    /// What it stands on.
    pub basis: Basis,
    /// The number, or why there is none.
    pub value: FigureValue,
    /// Where it comes from.
    pub origin: Origin,
    /// The message (nhập thay) or the cell (nhập từ tệp) it was taken from.
    pub source: Option<String>,
    /// The file it was taken from.
    pub evidence: Option<EvidenceId>,
    /// For a computed one: the keys of the parts joined by `+`, as the formula was then.
    pub formula: Option<String>,
    /// For a computed one: the figures that were added.
    pub inputs: Vec<ObservationId>,
    /// The one before it.
    pub replaces: Option<ObservationId>,
    /// When it was entered.
    pub at: Timestamp,
    /// By whom, as the history writes it.
    pub by: String,
    /// When the unit confirmed it, for one entered on its behalf.
    pub confirmed_at: Option<Timestamp>,
}

/// The figure that holds for one unit and indicator in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CurrentFigure {
    /// The number, or why there is none.
    pub value: FigureValue,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether it was entered on the unit's behalf and the unit has not confirmed it yet.
    pub awaits_confirmation: bool,
}

/// The current figures of a unit in a round, with their ids.
pub type UnitFigures = BTreeMap<IndicatorKey, (ObservationId, CurrentFigure)>;

/// The current figures of a round, by unit. A unit that has entered nothing is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoundFigures(pub(super) BTreeMap<UnitId, UnitFigures>);

impl RoundFigures {
    /// Units that have entered something.
    pub fn units(&self) -> impl Iterator<Item = &UnitId> {
        self.0.keys()
    }

    /// The figure of one place.
    pub fn get(&self, unit: &UnitId, indicator: &IndicatorKey) -> Option<&CurrentFigure> {
        self.0.get(unit)?.get(indicator).map(|(_, figure)| figure)
    }

    /// All figures of a unit with their ids.
    pub fn of(&self, unit: &UnitId) -> Option<&UnitFigures> {
        self.0.get(unit)
    }

    /// The figures of a unit as the rules take them.
    pub fn figures(&self, unit: &UnitId) -> Figures {
        self.0.get(unit).map(plain).unwrap_or_default()
    }
}

/// A unit's figures as the rules take them.
pub fn plain(figures: &UnitFigures) -> Figures {
    let values = figures
        .iter()
        .map(|(key, (_, figure))| (key.clone(), figure.value));
    values.collect()
}

impl Store {
    /// The current figures of all units in a round: two queries.
    pub async fn round_figures(&self, round: &Round) -> Result<RoundFigures, StoreError> {
        current(&self.db, round, None).await
    }

    /// The current figures of one unit in a round.
    pub async fn unit_figures(
        &self,
        round: &Round,
        unit: &UnitId,
    ) -> Result<UnitFigures, StoreError> {
        of_unit(&self.db, round, unit).await
    }

    /// How often figures of a section have been entered: the `seen` of [`super::NewFigures`].
    ///
    /// Read it before the figures that a form shows: an entry between the two is then a conflict, never lost.
    pub async fn section_seen(
        &self,
        round: &Round,
        unit: &UnitId,
        section: Section,
    ) -> Result<u64, StoreError> {
        seen(&self.db, round, unit, section).await
    }

    /// Everything that was entered for a unit and an indicator in a year, all rounds, the newest first.
    pub async fn observation_trail(
        &self,
        year: &ClusterYearId,
        unit: &UnitId,
        indicator: &IndicatorKey,
    ) -> Result<Vec<Observation>, StoreError> {
        let rows = observation::Entity::find()
            .filter(observation::Column::ClusterYearId.eq(year.as_str()))
            .filter(observation::Column::UnitId.eq(unit.as_str()))
            .filter(observation::Column::Indicator.eq(indicator.as_str()))
            .order_by_desc(observation::Column::EnteredAt)
            .order_by_desc(observation::Column::Id)
            .all(&self.db)
            .await?;
        self.with_confirmations(year, rows).await
    }

    /// Observations by their ids, in the order in which they were entered.
    pub async fn observations(
        &self,
        year: &ClusterYearId,
        ids: &[ObservationId],
    ) -> Result<Vec<Observation>, StoreError> {
        let rows = observation::Entity::find()
            .filter(observation::Column::ClusterYearId.eq(year.as_str()))
            .filter(observation::Column::Id.is_in(ids.iter().map(ObservationId::as_str)))
            .order_by_asc(observation::Column::EnteredAt)
            .order_by_asc(observation::Column::Id)
            .all(&self.db)
            .await?;
        self.with_confirmations(year, rows).await
    }

    async fn with_confirmations(
        &self,
        year: &ClusterYearId,
        rows: Vec<observation::Model>,
    ) -> Result<Vec<Observation>, StoreError> {
        let ids = rows.iter().map(|row| row.id.as_str());
        let confirmed: BTreeMap<String, i64> = confirmation::Entity::find()
            .filter(confirmation::Column::ClusterYearId.eq(year.as_str()))
            .filter(confirmation::Column::ObservationId.is_in(ids))
            .all(&self.db)
            .await?
            .into_iter()
            .map(|row| (row.observation_id, row.confirmed_at))
            .collect();
        let read = rows
            .into_iter()
            .map(|row| view(confirmed.get(&row.id).copied(), row));
        read.collect()
    }
}

type Cell = (String, String, String, Option<i64>, Option<String>, String);

/// The current figures of a round, of all units or of one.
pub(super) async fn current(
    db: &impl ConnectionTrait,
    round: &Round,
    unit: Option<&UnitId>,
) -> Result<RoundFigures, StoreError> {
    let mut find = that_none_replaces(of_round(round));
    if let Some(unit) = unit {
        find = find.filter(observation::Column::UnitId.eq(unit.as_str()));
    }
    let cells = cells(db, find).await?;
    let confirmed = if cells.iter().any(|cell| cell.5 == Origin::OnBehalf.key()) {
        confirmations(db, round).await?
    } else {
        BTreeSet::new()
    };
    let mut figures = RoundFigures::default();
    for (unit, indicator, id, value, absence, origin) in cells {
        let origin = read_origin(&origin)?;
        let figure = CurrentFigure {
            value: read_value(value, absence.as_deref())?,
            origin,
            awaits_confirmation: origin == Origin::OnBehalf && !confirmed.contains(&id),
        };
        let of_unit = figures.0.entry(UnitId::new(unit)).or_default();
        of_unit.insert(
            IndicatorKey::new(indicator),
            (ObservationId::new(id), figure),
        );
    }
    Ok(figures)
}

/// Reads cells as one row of JSON. A thousand rows would each pass from the thread of SQLite's connection to the
/// reader, which takes four times as long.
async fn cells(
    db: &impl ConnectionTrait,
    find: Select<observation::Entity>,
) -> Result<Vec<Cell>, StoreError> {
    let (all, one) = match db.get_database_backend() {
        DbBackend::Postgres => ("CAST(json_agg", "json_build_array"),
        _ => ("CAST(json_group_array", "json_array"),
    };
    let columns = "unit_id, indicator, id, value, absence, origin";
    let json: Option<Option<String>> = find
        .select_only()
        .expr(Expr::cust(format!("{all}({one}({columns})) AS TEXT)")))
        .into_tuple()
        .one(db)
        .await?;
    match json.flatten() {
        Some(json) => {
            serde_json::from_str(&json).map_err(|error| StoreError::Fault(Box::new(error)))
        }
        None => Ok(Vec::new()),
    }
}

pub(super) async fn of_unit(
    db: &impl ConnectionTrait,
    round: &Round,
    unit: &UnitId,
) -> Result<UnitFigures, StoreError> {
    let mut all = current(db, round, Some(unit)).await?;
    Ok(all.0.remove(unit).unwrap_or_default())
}

pub(super) async fn seen(
    db: &impl ConnectionTrait,
    round: &Round,
    unit: &UnitId,
    section: Section,
) -> Result<u64, StoreError> {
    let catalogue = round.catalogue();
    let keys = catalogue
        .section(section)
        .map(|indicator| indicator.key.as_str());
    let entered = of_round(round)
        .filter(observation::Column::UnitId.eq(unit.as_str()))
        .filter(observation::Column::Indicator.is_in(keys))
        .count(db)
        .await?;
    Ok(entered)
}

fn of_round(round: &Round) -> Select<observation::Entity> {
    observation::Entity::find()
        .filter(observation::Column::ClusterYearId.eq(round.cluster_year.as_str()))
        .filter(observation::Column::RoundId.eq(round.id.as_str()))
}

fn that_none_replaces(find: Select<observation::Entity>) -> Select<observation::Entity> {
    let later = Alias::new("later").into_iden();
    let this = |column| (observation::Entity, column);
    let same_year = Expr::col((later.clone(), observation::Column::ClusterYearId))
        .equals(this(observation::Column::ClusterYearId));
    let replacing = Expr::col((later.clone(), observation::Column::Replaces))
        .equals(this(observation::Column::Id));
    let replacement = Query::select()
        .expr(Expr::val(1))
        .from_as(observation::Entity, later)
        .and_where(same_year)
        .and_where(replacing)
        .to_owned();
    find.filter(Expr::not_exists(replacement))
}

async fn confirmations(
    db: &impl ConnectionTrait,
    round: &Round,
) -> Result<BTreeSet<String>, StoreError> {
    let ids: Vec<String> = confirmation::Entity::find()
        .filter(confirmation::Column::ClusterYearId.eq(round.cluster_year.as_str()))
        .filter(confirmation::Column::RoundId.eq(round.id.as_str()))
        .select_only()
        .column(confirmation::Column::ObservationId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

fn view(confirmed_at: Option<i64>, row: observation::Model) -> Result<Observation, StoreError> {
    let basis = read_basis(Some(&row.basis), row.cut_off.as_deref())?;
    let inputs: Vec<String> = match &row.inputs {
        Some(json) => serde_json::from_str(json)?,
        None => Vec::new(),
    };
    Ok(Observation {
        id: ObservationId::new(row.id),
        round: RoundId::new(row.round_id),
        unit: UnitId::new(row.unit_id),
        indicator: IndicatorKey::new(row.indicator),
        basis: basis.ok_or_else(|| StoreError::Broken("a figure without a basis".to_owned()))?,
        value: read_value(row.value, row.absence.as_deref())?,
        origin: read_origin(&row.origin)?,
        source: row.source,
        evidence: row.evidence_id.map(EvidenceId::new),
        formula: row.formula,
        inputs: inputs.into_iter().map(ObservationId::new).collect(),
        replaces: row.replaces.map(ObservationId::new),
        at: instant(row.entered_at)?,
        by: row.entered_by,
        confirmed_at: confirmed_at.map(instant).transpose()?,
    })
}

fn read_origin(key: &str) -> Result<Origin, StoreError> {
    Origin::from_key(key).ok_or_else(|| unknown_key("origin", key))
}

fn read_value(value: Option<i64>, absence: Option<&str>) -> Result<FigureValue, StoreError> {
    match (value, absence) {
        (Some(number), None) => Ok(FigureValue::Value(Decimal::from_ten_thousandths(number))),
        (None, Some(key)) => Absence::from_key(key)
            .map(FigureValue::Absent)
            .ok_or_else(|| unknown_key("absence", key)),
        _ => Err(StoreError::Broken(
            "a figure that is neither a number nor an absence".to_owned(),
        )),
    }
}
