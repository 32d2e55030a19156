//! Bàn giao cán bộ: a position goes to a successor in one act.
//!
//! Open work belongs to the unit, so it moves with the rights; what was open on the day is kept as text.

use access::{Permit, actions::people::HandOverPosition};
use jiff::ToSpan;
use jiff::civil::Date;
use rules::ids::{PersonId, UnitId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::blocking::end_sessions;
use super::directory::{Position, positions_of, view};
use super::one_time::OneTime;
use super::positions::{self, NewPosition, find};
use super::{Newcomer, account, handover_row, position};
use crate::history::Act;
use crate::units::day;
use crate::{Store, StoreError};

/// Who takes a position over.
#[derive(Clone, Debug)]
pub enum Successor {
    /// Somebody with an account.
    Known(PersonId),
    /// Somebody who is given an account in the same act.
    New(Newcomer),
}

/// A position to be handed over.
#[derive(Clone, Debug)]
pub struct Handover {
    /// The position; its version is the one that the form was filled from.
    pub position: Position,
    /// To whom.
    pub successor: Successor,
    /// The successor's office in words.
    pub title: String,
    /// The first day of the successor; the predecessor's last day is the one before.
    pub on: Date,
    /// What is open on that day, one line each.
    pub open_work: Vec<String>,
    /// What the two agreed on.
    pub note: Option<String>,
}

/// A position that was handed over.
#[derive(Clone, Debug)]
pub struct HandedOver {
    /// The unit.
    pub unit: UnitId,
    /// Who gave it.
    pub from: PersonId,
    /// Who took it.
    pub to: PersonId,
    /// The office in words, as the successor holds it.
    pub title: String,
    /// The successor's first day.
    pub on: Date,
    /// What was open, one line each.
    pub open_work: Vec<String>,
    /// What the two agreed on.
    pub note: Option<String>,
}

impl Store {
    /// Ends the position on the day before, gives it to the successor, makes the account of a new one, ends the
    /// predecessor's sessions where no position is left, and keeps what was open: all of it or nothing. Returns
    /// the one-time password of a new account, told once.
    pub async fn hand_over(
        &self,
        permit: &Permit<HandOverPosition>,
        new: Handover,
        today: Date,
    ) -> Result<Option<String>, StoreError> {
        let one_time = match &new.successor {
            Successor::New(_) => Some(self.one_time().await?),
            Successor::Known(_) => None,
        };
        let mut act = self.begin(permit).await?;
        let row = find(act.db(), &new.position.id).await?;
        own(permit, &row)?;
        refuse_handed_over(act.db(), &row.id).await?;
        if row.version != new.position.version {
            return Err(StoreError::Stale("position"));
        }
        let (successor, told) = self.successor(&mut act, &row, &new, one_time).await?;
        let taken = self.taken(&mut act, &row, &new, &successor).await?;
        end(&mut act, row.clone(), new.on).await?;
        end_sessions_without_position(&act, &row.person_id, today).await?;
        let record = handover_row::Model {
            id: self.sources.id(),
            unit_id: row.unit_id,
            from_position_id: row.id,
            to_position_id: taken,
            handed_on: new.on.to_string(),
            open_work: new.open_work.join("\n"),
            note: new.note,
            recorded_at: act.at(),
            recorded_by: act.actor().to_owned(),
        };
        act.insert::<handover_row::Entity>(record).await?;
        act.finish().await?;
        Ok(told)
    }

    /// What was handed over in these units, newest first.
    pub async fn handovers(&self, units: &[UnitId]) -> Result<Vec<HandedOver>, StoreError> {
        let rows = handover_row::Entity::find()
            .filter(handover_row::Column::UnitId.is_in(units.iter().map(UnitId::as_str)))
            .order_by_desc(handover_row::Column::RecordedAt)
            .all(&self.db)
            .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let from = find(&self.db, &row.from_position_id).await?;
            let to = find(&self.db, &row.to_position_id).await?;
            found.push(HandedOver {
                unit: UnitId::new(row.unit_id),
                from: PersonId::new(from.person_id),
                to: PersonId::new(to.person_id),
                title: to.title,
                on: day(Some(&row.handed_on))?.ok_or(StoreError::NotFound("date"))?,
                open_work: row.open_work.lines().map(str::to_owned).collect(),
                note: row.note,
            });
        }
        Ok(found)
    }

    /// The successor, with a new account where needed, and the password to be told.
    async fn successor(
        &self,
        act: &mut Act,
        row: &position::Model,
        new: &Handover,
        one_time: Option<OneTime>,
    ) -> Result<(PersonId, Option<String>), StoreError> {
        match (&new.successor, one_time) {
            (Successor::New(newcomer), Some(one_time)) => {
                let until = Some(one_time.until);
                let id = self
                    .insert_account(act, newcomer.clone(), one_time.hash, until)
                    .await?;
                Ok((id, Some(one_time.password)))
            }
            (Successor::Known(person), _) => {
                refuse_stranger(act.db(), row, person).await?;
                Ok((person.clone(), None))
            }
            (Successor::New(_), None) => Err(StoreError::NotFound("one-time password")),
        }
    }

    /// The id of the successor's position: the same that he or she holds already, or a new one.
    async fn taken(
        &self,
        act: &mut Act,
        row: &position::Model,
        new: &Handover,
        successor: &PersonId,
    ) -> Result<String, StoreError> {
        let held = positions_of(act.db(), successor.as_str()).await?;
        let same = held.into_iter().find(|held| {
            held.unit_id == row.unit_id && held.role == row.role && held.valid_to.is_none()
        });
        if let Some(same) = same {
            return Ok(same.id);
        }
        let id = self.sources.id();
        let position = NewPosition {
            unit: UnitId::new(&row.unit_id),
            role: view(row.clone())?.role,
            title: new.title.clone(),
            from: new.on,
        };
        positions::insert(act, id.clone(), successor, position).await?;
        Ok(id)
    }
}

/// A permit for one unit hands over that unit's positions only.
fn own(permit: &Permit<HandOverPosition>, row: &position::Model) -> Result<(), StoreError> {
    if permit.matter().unit().map(UnitId::as_str) != Some(row.unit_id.as_str()) {
        return Err(StoreError::NotFound("position"));
    }
    Ok(())
}

/// A position goes to one successor only.
async fn refuse_handed_over(db: &impl ConnectionTrait, position: &str) -> Result<(), StoreError> {
    let handed = handover_row::Entity::find()
        .filter(handover_row::Column::FromPositionId.eq(position))
        .one(db)
        .await?;
    if handed.is_none() {
        return Ok(());
    }
    Err(StoreError::Refused {
        what: "handover",
        why: "done",
    })
}

/// The successor is somebody else, of the same unit, whose account is open.
async fn refuse_stranger(
    db: &impl ConnectionTrait,
    row: &position::Model,
    successor: &PersonId,
) -> Result<(), StoreError> {
    let account = account::Entity::find_by_id(successor.as_str())
        .one(db)
        .await?;
    let open = account.is_some_and(|account| !account.closed);
    let positions = positions_of(db, successor.as_str()).await?;
    let here = positions.iter().any(|held| held.unit_id == row.unit_id);
    if !open || !here || row.person_id == successor.as_str() {
        return Err(StoreError::Refused {
            what: "handover",
            why: "successor",
        });
    }
    Ok(())
}

/// Ends the predecessor's position on the day before.
async fn end(act: &mut Act, row: position::Model, on: Date) -> Result<(), StoreError> {
    let from = day(Some(&row.valid_from))?.ok_or(StoreError::NotFound("date"))?;
    let ended = day(row.valid_to.as_deref())?;
    if on <= from || ended.is_some_and(|to| to < on) {
        return Err(StoreError::Refused {
            what: "handover",
            why: "day",
        });
    }
    let last = on
        .checked_sub(1.day())
        .map_err(|error| StoreError::Fault(Box::new(error)))?;
    let row = position::Model {
        valid_to: Some(last.to_string()),
        version: row.version + 1,
        ..row
    };
    act.update::<position::Entity>(row).await
}

async fn end_sessions_without_position(
    act: &Act,
    person: &str,
    today: Date,
) -> Result<(), StoreError> {
    for row in positions_of(act.db(), person).await? {
        if view(row)?.holds_on(today) {
            return Ok(());
        }
    }
    end_sessions(act.db(), person).await
}
