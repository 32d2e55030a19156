//! A report as it was sent: its content, its version code, the figures frozen in it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rules::figures::{Absence, Decimal, FigureValue, Figures, IndicatorKey};
use rules::ids::{ObservationId, RevisionId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::observations::{UnitFigures, plain};
use super::rounds::Round;
use super::rows::revision;
use super::statements::instant;
use crate::{Store, StoreError};

/// A report as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its id.
    pub id: RevisionId,
    /// Its number among those of the unit in the round, from 1.
    pub number: u32,
    /// The version code, printed on paper: equal codes mean equal figures.
    pub code: String,
    /// What is hashed: canonical JSON.
    pub content: String,
    /// The figures frozen in it.
    pub observations: BTreeMap<IndicatorKey, ObservationId>,
    /// When it was sent.
    pub at: Timestamp,
    /// By whom, as the history writes it.
    pub by: String,
}

/// What a version code stands for.
#[derive(Serialize)]
struct Content<'a> {
    basis: &'a str,
    cut_off: Option<String>,
    figures: BTreeMap<&'a str, Value>,
    round: &'a str,
    unit: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    Number(Decimal),
    Absent { absent: &'static str },
}

/// The code of a report with these figures, sent or not: a draft printed for signing has the code that it will have
/// when it is sent unchanged.
pub fn version_code(round: &Round, unit: &UnitId, figures: &Figures) -> Result<String, StoreError> {
    Ok(code_of(&content(round, unit, figures)?))
}

pub(super) fn content(
    round: &Round,
    unit: &UnitId,
    figures: &Figures,
) -> Result<String, StoreError> {
    let said = figures.iter().filter(|(_, value)| !value.is_missing());
    let content = Content {
        basis: round.basis.key(),
        cut_off: round.basis.cut_off().map(|day| day.to_string()),
        figures: said
            .map(|(key, value)| (key.as_str(), written(*value)))
            .collect(),
        round: round.id.as_str(),
        unit: unit.as_str(),
    };
    Ok(serde_json_canonicalizer::to_string(&content)?)
}

fn written(value: FigureValue) -> Value {
    match value {
        FigureValue::Value(number) => Value::Number(number),
        FigureValue::Absent(absence) => Value::Absent {
            absent: Absence::key(absence),
        },
    }
}

/// Forty bits of the hash in Crockford's letters, which nobody mistakes for one another: `K7MQ-3F2X`.
pub(super) fn code_of(content: &str) -> String {
    let digest = Sha256::digest(content);
    let letters = base32::encode(base32::Alphabet::Crockford, &digest[..5]);
    let (first, second) = letters.split_at(4);
    format!("{first}-{second}")
}

impl Store {
    /// Everything a unit has sent in a round, the newest first.
    pub async fn revisions(
        &self,
        round: &Round,
        unit: &UnitId,
    ) -> Result<Vec<Revision>, StoreError> {
        let rows = rows(&self.db, round, unit).await?;
        rows.into_iter().map(view).collect()
    }
}

pub(super) async fn rows(
    db: &impl ConnectionTrait,
    round: &Round,
    unit: &UnitId,
) -> Result<Vec<revision::Model>, StoreError> {
    let rows = revision::Entity::find()
        .filter(revision::Column::ClusterYearId.eq(round.cluster_year.as_str()))
        .filter(revision::Column::RoundId.eq(round.id.as_str()))
        .filter(revision::Column::UnitId.eq(unit.as_str()))
        .order_by_desc(revision::Column::Number)
        .all(db)
        .await?;
    Ok(rows)
}

/// The row of the next revision; `at` and `by` are those of the act that sends it.
pub(super) fn new_row(
    round: &Round,
    unit: &UnitId,
    figures: &UnitFigures,
    (id, number): (String, i64),
    (at, by): (i64, &str),
) -> Result<revision::Model, StoreError> {
    let content = content(round, unit, &plain(figures))?;
    let observations: BTreeMap<&str, &str> = figures
        .iter()
        .map(|(key, (id, _))| (key.as_str(), id.as_str()))
        .collect();
    Ok(revision::Model {
        cluster_year_id: round.cluster_year.to_string(),
        id,
        round_id: round.id.to_string(),
        unit_id: unit.to_string(),
        number,
        code: code_of(&content),
        content,
        observations: serde_json::to_string(&observations)?,
        made_at: at,
        made_by: by.to_owned(),
    })
}

fn view(row: revision::Model) -> Result<Revision, StoreError> {
    let observations: BTreeMap<String, String> = serde_json::from_str(&row.observations)?;
    Ok(Revision {
        id: RevisionId::new(row.id),
        number: u32::try_from(row.number).unwrap_or(u32::MAX),
        code: row.code,
        content: row.content,
        observations: observations
            .into_iter()
            .map(|(key, id)| (IndicatorKey::new(key), ObservationId::new(id)))
            .collect(),
        at: instant(row.made_at)?,
        by: row.made_by,
    })
}
