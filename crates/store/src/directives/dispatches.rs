//! Passing a directive on to units, and reading how they stand with it.

use std::collections::HashMap;

use access::Permit;
use access::actions::directives::DispatchDirective;
use rules::deadline::Deadline;
use rules::directives::{Answer, Given};
use rules::ids::{ClusterYearId, DirectiveId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::register::{refuse_removed, row, year_of};
use super::{Dispatch, NewDispatch, Recipient, UnitAnswer, answer, dispatch, instant, recipient};
use crate::error::duplicate;
use crate::units::{day, membership};
use crate::{Store, StoreError};

impl Store {
    /// Passes a directive on to units in the permit's year. `directive_year` is the year in whose register it stands.
    ///
    /// `Duplicate("recipient")` where a unit has received it in this year before; refused for units that are not members.
    pub async fn dispatch_directive(
        &self,
        permit: &Permit<DispatchDirective>,
        directive_year: &ClusterYearId,
        id: &DirectiveId,
        new: NewDispatch,
    ) -> Result<(), StoreError> {
        let year = year_of(permit)?;
        let mut act = self.begin(permit).await?;
        row(act.db(), directive_year, id).await?;
        refuse_removed(act.db(), directive_year, id).await?;
        refuse_strangers(act.db(), year, &new.units).await?;
        let dispatch_id = self.sources.id();
        let made = dispatch::Model {
            cluster_year_id: year.to_string(),
            id: dispatch_id.clone(),
            directive_year_id: directive_year.to_string(),
            directive_id: id.to_string(),
            asked: new.asked,
            expected: new.expected.key().to_owned(),
            deadline: new.deadline.map(|deadline| deadline.last_day().to_string()),
            dispatched_on: new.dispatched_on.map(|day| day.to_string()),
            source: new.source,
            entered_at: act.at(),
            entered_by: act.actor().to_owned(),
            version: 1,
        };
        act.insert::<dispatch::Entity>(made).await?;
        for unit in &new.units {
            let to = recipient::Model {
                cluster_year_id: year.to_string(),
                id: self.sources.id(),
                dispatch_id: dispatch_id.clone(),
                directive_id: id.to_string(),
                unit_id: unit.to_string(),
            };
            act.insert::<recipient::Entity>(to)
                .await
                .map_err(duplicate("recipient"))?;
        }
        act.finish().await?;
        Ok(())
    }

    /// Changes what is asked and until when, with a reason.
    pub async fn amend_dispatch(
        &self,
        permit: &Permit<DispatchDirective>,
        dispatch_id: &str,
        version: i64,
        asked: Option<String>,
        deadline: Option<Deadline>,
        reason: &str,
    ) -> Result<(), StoreError> {
        let year = year_of(permit)?;
        let mut act = self.begin(permit).await?;
        let row = dispatch::Entity::find_by_id((year.to_string(), dispatch_id.to_owned()))
            .one(act.db())
            .await?
            .ok_or(StoreError::NotFound("dispatch"))?;
        if row.version != version {
            return Err(StoreError::Stale("dispatch"));
        }
        let amended = dispatch::Model {
            asked,
            deadline: deadline.map(|deadline| deadline.last_day().to_string()),
            version: version + 1,
            ..row
        };
        act.update::<dispatch::Entity>(amended).await?;
        act.note(reason);
        act.finish().await?;
        Ok(())
    }

    /// How one directive was passed on in a cluster-year, first dispatch first.
    pub async fn dispatches(
        &self,
        year: &ClusterYearId,
        id: &DirectiveId,
    ) -> Result<Vec<Dispatch>, StoreError> {
        let all = self.year_dispatches(year).await?;
        Ok(all.into_iter().filter(|one| one.directive == *id).collect())
    }

    /// Every dispatch of a cluster-year with recipients and answers, first dispatch first.
    pub async fn year_dispatches(&self, year: &ClusterYearId) -> Result<Vec<Dispatch>, StoreError> {
        let rows = dispatch::Entity::find()
            .filter(dispatch::Column::ClusterYearId.eq(year.as_str()))
            .order_by_asc(dispatch::Column::EnteredAt)
            .all(&self.db)
            .await?;
        let mut recipients = recipients_by_dispatch(&self.db, year).await?;
        rows.into_iter()
            .map(|row| {
                let to = recipients.remove(&row.id).unwrap_or_default();
                view(row, to)
            })
            .collect()
    }
}

async fn refuse_strangers(
    db: &impl ConnectionTrait,
    year: &ClusterYearId,
    units: &[UnitId],
) -> Result<(), StoreError> {
    let rows = membership::Entity::find()
        .filter(membership::Column::ClusterYearId.eq(year.as_str()))
        .all(db)
        .await?;
    let all_members = units
        .iter()
        .all(|unit| rows.iter().any(|row| row.unit_id == unit.as_str()));
    if all_members && !units.is_empty() {
        return Ok(());
    }
    Err(StoreError::Refused {
        what: "dispatch",
        why: "not a member",
    })
}

async fn recipients_by_dispatch(
    db: &impl ConnectionTrait,
    year: &ClusterYearId,
) -> Result<HashMap<String, Vec<Recipient>>, StoreError> {
    let mut answers: HashMap<String, Vec<UnitAnswer>> = HashMap::new();
    let rows = answer::Entity::find()
        .filter(answer::Column::ClusterYearId.eq(year.as_str()))
        .order_by_asc(answer::Column::AnsweredAt)
        .all(db)
        .await?;
    for row in rows {
        let of = row.recipient_id.clone();
        answers.entry(of).or_default().push(answer_view(row)?);
    }
    let rows = recipient::Entity::find()
        .filter(recipient::Column::ClusterYearId.eq(year.as_str()))
        .all(db)
        .await?;
    let mut found: HashMap<String, Vec<Recipient>> = HashMap::new();
    for row in rows {
        let given = Recipient {
            unit: UnitId::new(row.unit_id),
            answers: answers.remove(&row.id).unwrap_or_default(),
        };
        found.entry(row.dispatch_id).or_default().push(given);
    }
    Ok(found)
}

fn view(row: dispatch::Model, recipients: Vec<Recipient>) -> Result<Dispatch, StoreError> {
    Ok(Dispatch {
        id: row.id,
        directive: DirectiveId::new(row.directive_id),
        asked: row.asked,
        expected: known_answer(&row.expected)?,
        deadline: day(row.deadline.as_deref())?.map(Deadline::at_end_of),
        dispatched_on: day(row.dispatched_on.as_deref())?,
        source: row.source,
        recipients,
        version: row.version,
    })
}

fn answer_view(row: answer::Model) -> Result<UnitAnswer, StoreError> {
    let given = Given {
        answer: known_answer(&row.answer)?,
        at: instant(row.answered_at)?,
    };
    Ok(UnitAnswer {
        given,
        note: row.note,
        by: row.answered_by,
    })
}

fn known_answer(key: &str) -> Result<Answer, StoreError> {
    Answer::from_key(key).ok_or_else(|| StoreError::Broken(format!("\"{key}\" is not an answer")))
}
