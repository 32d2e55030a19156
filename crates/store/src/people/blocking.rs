//! Closing an account and opening it again, correcting a name, taking a second factor off, erasing a person.

use access::{Permit, actions::people::KeepPeople};
use rules::ids::PersonId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::directory::positions_of;
use super::own_account::forget_second_factor;
use super::positions::refuse_last_administrator;
use super::{account, person, secret, session};
use crate::history::Act;
use crate::{Store, StoreError};

impl Store {
    /// Closes an account, with the reason: nobody signs in with it, and open sessions end. Positions stay on record.
    pub async fn block_person(
        &self,
        permit: &Permit<KeepPeople>,
        id: &PersonId,
        reason: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        close(&mut act, id).await?;
        act.note(reason);
        act.finish().await?;
        Ok(())
    }

    /// Opens a closed account again.
    pub async fn unblock_person(
        &self,
        permit: &Permit<KeepPeople>,
        id: &PersonId,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let row = account_row(act.db(), id).await?;
        if person_row(act.db(), id).await?.privacy_key.is_none() {
            return Err(StoreError::Refused {
                what: "account",
                why: "erased",
            });
        }
        let row = account::Model {
            closed: false,
            version: row.version + 1,
            ..row
        };
        act.update::<account::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// Corrects the name of a person; `version` is the one that the form was filled from.
    pub async fn rename_person(
        &self,
        permit: &Permit<KeepPeople>,
        id: &PersonId,
        version: i64,
        name: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let row = person_row(act.db(), id).await?;
        if row.version != version || row.privacy_key.is_none() {
            return Err(StoreError::Stale("person"));
        }
        let row = person::Model {
            name: Some(name.to_owned()),
            version: row.version + 1,
            ..row
        };
        act.update::<person::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// Takes the second factor off an account whose phone and recovery codes are lost.
    pub async fn clear_second_factor(
        &self,
        permit: &Permit<KeepPeople>,
        id: &PersonId,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        forget_second_factor(act.db(), id.as_str()).await?;
        act.note("Tắt mã xác thực");
        act.finish().await?;
        Ok(())
    }

    /// Erases a person's values and the key under which the history holds their HMACs, and closes the account.
    /// Positions and what the person did stay on record under the id; the chain verifies as before.
    pub async fn erase_person(
        &self,
        permit: &Permit<KeepPeople>,
        id: &PersonId,
        reason: &str,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        close(&mut act, id).await?;
        let row = person_row(act.db(), id).await?;
        let row = person::Model {
            privacy_key: None,
            name: None,
            email: None,
            phone: None,
            zalo: None,
            version: row.version + 1,
            ..row
        };
        act.update::<person::Entity>(row).await?;
        forget_second_factor(act.db(), id.as_str()).await?;
        secret::Entity::delete_by_id(id.as_str())
            .exec(act.db())
            .await?;
        act.note(reason);
        act.finish().await?;
        Ok(())
    }
}

async fn close(act: &mut Act, id: &PersonId) -> Result<(), StoreError> {
    let row = account_row(act.db(), id).await?;
    let positions = positions_of(act.db(), id.as_str()).await?;
    refuse_last_administrator(act.db(), &positions).await?;
    let row = account::Model {
        closed: true,
        version: row.version + 1,
        ..row
    };
    act.update::<account::Entity>(row).await?;
    end_sessions(act.db(), id.as_str()).await
}

/// Ends every session of a person.
pub(super) async fn end_sessions(
    db: &impl ConnectionTrait,
    person: &str,
) -> Result<(), StoreError> {
    session::Entity::delete_many()
        .filter(session::Column::PersonId.eq(person))
        .exec(db)
        .await?;
    Ok(())
}

async fn account_row(
    db: &impl ConnectionTrait,
    id: &PersonId,
) -> Result<account::Model, StoreError> {
    account::Entity::find_by_id(id.as_str())
        .one(db)
        .await?
        .ok_or(StoreError::NotFound("account"))
}

async fn person_row(db: &impl ConnectionTrait, id: &PersonId) -> Result<person::Model, StoreError> {
    person::Entity::find_by_id(id.as_str())
        .one(db)
        .await?
        .ok_or(StoreError::NotFound("person"))
}
