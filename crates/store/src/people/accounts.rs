//! Accounts and positions.

use access::{Permit, actions::people::KeepPeople};
use jiff::civil::Date;
use rules::ids::{PersonId, UnitId};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::positions::{self, NewPosition};
use super::{account, password, person, secret, session};
use crate::error::duplicate;
use crate::history::Act;
use crate::{Store, StoreError};

/// What a person is in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PositionRole {
    /// Quản trị hệ thống.
    Administrator,
    /// Cán bộ thi đua.
    Officer,
    /// Hiệu trưởng, phó hiệu trưởng; lãnh đạo.
    Leader,
    /// Biên tập viên.
    Editor,
}

impl PositionRole {
    /// Every role, in the order in which forms offer them.
    pub const ALL: &'static [Self] = &[
        Self::Officer,
        Self::Leader,
        Self::Editor,
        Self::Administrator,
    ];

    /// The key that tables keep.
    pub fn key(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Officer => "officer",
            Self::Leader => "leader",
            Self::Editor => "editor",
        }
    }

    /// The role of a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|role| role.key() == key)
    }

    /// The Vietnamese term.
    pub fn title(self) -> &'static str {
        match self {
            Self::Administrator => "Quản trị hệ thống",
            Self::Officer => "Cán bộ thi đua",
            Self::Leader => "Lãnh đạo đơn vị",
            Self::Editor => "Biên tập viên",
        }
    }
}

/// An account to be made, with its first position.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The name to sign in with.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// The first password.
    pub password: String,
    /// Whether the person is made up for trying the program.
    pub sample: bool,
    /// What the person is.
    pub role: PositionRole,
    /// In which unit.
    pub unit: UnitId,
    /// The office in words, for example "Phó Hiệu trưởng".
    pub title: String,
    /// From which day.
    pub valid_from: Date,
}

/// A person who is given an account.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// The name to sign in with. It stays in the history for ever, so it should name the place, not the person.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// Whether the person is made up for trying the program.
    pub sample: bool,
}

/// An account as lists show it.
#[derive(Clone, Debug)]
pub struct Account {
    /// The person.
    pub person: PersonId,
    /// The name to sign in with.
    pub login: String,
    /// The person's name; none once erased.
    pub name: Option<String>,
    /// Whether signing in is closed.
    pub closed: bool,
}

impl Store {
    /// Makes a person with account and first position. `Duplicate` where the login is taken.
    pub async fn add_account(
        &self,
        permit: &Permit<KeepPeople>,
        new: NewAccount,
    ) -> Result<PersonId, StoreError> {
        let hash = password::hash(new.password, self.sources.bytes()).await?;
        let mut act = self.begin(permit).await?;
        let newcomer = Newcomer {
            login: new.login,
            name: new.name,
            sample: new.sample,
        };
        let id = self.insert_account(&mut act, newcomer, hash, None).await?;
        let position = NewPosition {
            unit: new.unit,
            role: new.role,
            title: new.title,
            from: new.valid_from,
        };
        positions::insert(&mut act, self.sources.id(), &id, position).await?;
        act.matter_is(id.as_str());
        act.finish().await?;
        Ok(id)
    }

    /// Makes a person with account, first position and a one-time password, which is told once.
    pub async fn invite(
        &self,
        permit: &Permit<KeepPeople>,
        newcomer: Newcomer,
        first: NewPosition,
    ) -> Result<(PersonId, String), StoreError> {
        let one_time = self.one_time().await?;
        let mut act = self.begin(permit).await?;
        let until = Some(one_time.until);
        let id = self
            .insert_account(&mut act, newcomer, one_time.hash, until)
            .await?;
        positions::insert(&mut act, self.sources.id(), &id, first).await?;
        act.matter_is(id.as_str());
        act.finish().await?;
        Ok((id, one_time.password))
    }

    /// Writes the rows of a new account. `Duplicate` where the login is taken.
    pub(super) async fn insert_account(
        &self,
        act: &mut Act,
        new: Newcomer,
        password_hash: String,
        one_time_until: Option<i64>,
    ) -> Result<PersonId, StoreError> {
        let id = self.sources.id();
        let row = person::Model {
            id: id.clone(),
            privacy_key: Some(self.sources.token()),
            name: Some(new.name),
            email: None,
            phone: None,
            zalo: None,
            sample: new.sample,
            version: 1,
        };
        act.insert::<person::Entity>(row).await?;
        let row = account::Model {
            id: id.clone(),
            login: new.login,
            closed: false,
            version: 1,
        };
        act.insert::<account::Entity>(row)
            .await
            .map_err(duplicate("login"))?;
        let row = secret::Model {
            person_id: id.clone(),
            password_hash,
            totp_secret: None,
            totp_last_step: 0,
            changed_at: act.at(),
            totp_pending: None,
            one_time_until,
        };
        secret::Entity::insert(row.into_active_model())
            .exec_without_returning(act.db())
            .await?;
        Ok(PersonId::new(id))
    }

    /// Sets a new password and ends every session of the person. On record that it was done, not what.
    pub async fn set_password(
        &self,
        permit: &Permit<KeepPeople>,
        person_id: &PersonId,
        password: String,
    ) -> Result<(), StoreError> {
        let hash = password::hash(password, self.sources.bytes()).await?;
        let act = self.begin(permit).await?;
        let row = secret::Entity::find_by_id(person_id.as_str())
            .one(act.db())
            .await?
            .ok_or(StoreError::NotFound("account"))?;
        let row = secret::Model {
            password_hash: hash,
            one_time_until: None,
            changed_at: act.at(),
            ..row
        };
        row.into_active_model().reset_all().update(act.db()).await?;
        session::Entity::delete_many()
            .filter(session::Column::PersonId.eq(person_id.as_str()))
            .exec(act.db())
            .await?;
        act.finish().await?;
        Ok(())
    }

    /// The account of a login.
    pub async fn account_by_login(&self, login: &str) -> Result<Option<Account>, StoreError> {
        let Some(row) = account::Entity::find()
            .filter(account::Column::Login.eq(login))
            .one(&self.db)
            .await?
        else {
            return Ok(None);
        };
        let name = self.person_name(&PersonId::new(&row.id)).await?;
        Ok(Some(Account {
            person: PersonId::new(row.id),
            login: row.login,
            name,
            closed: row.closed,
        }))
    }

    /// The name of a person; none where erased or unknown.
    pub async fn person_name(&self, id: &PersonId) -> Result<Option<String>, StoreError> {
        let row = person::Entity::find_by_id(id.as_str())
            .one(&self.db)
            .await?;
        Ok(row.and_then(|row| row.name))
    }
}
