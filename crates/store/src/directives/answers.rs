//! What a unit says about a directive that was passed on to it.

use access::Permit;
use access::actions::directives::AnswerDirective;
use rules::directives::Answer;
use rules::ids::{ClusterYearId, DirectiveId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::register::{refuse_removed, year_of};
use super::{answer, dispatch, recipient};
use crate::error::duplicate;
use crate::{Store, StoreError};

impl Store {
    /// Puts on record that the permit's unit has seen, acknowledged or acted on a directive.
    ///
    /// Refused where it was not passed on to the unit in the permit's year; `Duplicate("answer")` where it was said before.
    pub async fn answer_directive(
        &self,
        permit: &Permit<AnswerDirective>,
        id: &DirectiveId,
        given: Answer,
        note: Option<String>,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let to = received(act.db(), permit, id).await?;
        let row = answer::Model {
            cluster_year_id: to.cluster_year_id,
            id: self.sources.id(),
            recipient_id: to.id,
            answer: given.key().to_owned(),
            note,
            answered_at: act.at(),
            answered_by: act.actor().to_owned(),
        };
        act.insert::<answer::Entity>(row)
            .await
            .map_err(duplicate("answer"))?;
        act.finish().await?;
        Ok(())
    }

    /// Takes back an answer that was given by mistake; it stays in the history.
    pub async fn withdraw_answer(
        &self,
        permit: &Permit<AnswerDirective>,
        id: &DirectiveId,
        given: Answer,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let to = received(act.db(), permit, id).await?;
        let row = answer::Entity::find()
            .filter(answer::Column::ClusterYearId.eq(to.cluster_year_id))
            .filter(answer::Column::RecipientId.eq(to.id))
            .filter(answer::Column::Answer.eq(given.key()))
            .one(act.db())
            .await?
            .ok_or(StoreError::NotFound("answer"))?;
        act.delete::<answer::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }
}

async fn received(
    db: &impl ConnectionTrait,
    permit: &Permit<AnswerDirective>,
    id: &DirectiveId,
) -> Result<recipient::Model, StoreError> {
    let not_dispatched = StoreError::Refused {
        what: "answer",
        why: "not dispatched",
    };
    let unit = permit.matter().unit().map(UnitId::as_str);
    let Some(unit) = unit else {
        return Err(not_dispatched);
    };
    let to = recipient::Entity::find()
        .filter(recipient::Column::ClusterYearId.eq(year_of(permit)?.as_str()))
        .filter(recipient::Column::DirectiveId.eq(id.as_str()))
        .filter(recipient::Column::UnitId.eq(unit))
        .one(db)
        .await?
        .ok_or(not_dispatched)?;
    let key = (to.cluster_year_id.clone(), to.dispatch_id.clone());
    let passed_on = dispatch::Entity::find_by_id(key).one(db).await?;
    let register = passed_on.ok_or(StoreError::NotFound("dispatch"))?;
    refuse_removed(db, &ClusterYearId::new(register.directive_year_id), id).await?;
    Ok(to)
}
