//! What people keep of their own account: password, second factor, sessions.

use access::{Permit, actions::people::KeepOwnAccount};
use jiff::Timestamp;
use rules::ids::PersonId;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

use super::sessions::{ADDRESS_WAIT, FREE_FAILURES, digest};
use super::{SignInError, password, recovery, secret, session};
use crate::{Store, StoreError};

/// How the second factor of an account stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecondFactor {
    /// Not in use.
    Off,
    /// A secret was made and waits for the first code of the phone; until then it counts for nothing.
    Pending {
        /// The secret in base32.
        secret: String,
    },
    /// In use.
    On {
        /// Recovery codes left.
        codes_left: u64,
    },
}

/// A session that is open.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// When it began.
    pub since: Timestamp,
    /// The browser in a few words.
    pub device: Option<String>,
    /// Whether it is the one that asks.
    pub here: bool,
}

impl Store {
    /// Changes the password, the old one being given, and ends every other session of the person.
    pub async fn change_password(
        &self,
        permit: &Permit<KeepOwnAccount>,
        old: String,
        new: String,
        token: &str,
    ) -> Result<(), SignInError> {
        let person = person_of(permit)?;
        self.confirm_password(person, old).await?;
        let hash = password::hash(new, self.sources.bytes()).await?;
        let mut act = self.begin(permit).await?;
        let row = secret::Model {
            password_hash: hash,
            one_time_until: None,
            changed_at: act.at(),
            ..secret_row(act.db(), person).await?
        };
        save(act.db(), row).await?;
        end_others(act.db(), person, token).await?;
        session::Entity::update_many()
            .col_expr(session::Column::MustChange, false.into())
            .filter(session::Column::TokenHash.eq(digest(token)))
            .exec(act.db())
            .await
            .map_err(StoreError::from)?;
        act.note("Đổi mật khẩu");
        act.finish().await?;
        Ok(())
    }

    /// Ends every session of the person but this one.
    pub async fn end_other_sessions(
        &self,
        permit: &Permit<KeepOwnAccount>,
        token: &str,
    ) -> Result<(), SignInError> {
        let person = person_of(permit)?;
        let mut act = self.begin(permit).await?;
        end_others(act.db(), person, token).await?;
        act.note("Kết thúc các phiên khác");
        act.finish().await?;
        Ok(())
    }

    /// Sessions of a person that are open, newest first; `token` is the one that asks.
    pub async fn open_sessions(
        &self,
        person: &PersonId,
        token: &str,
    ) -> Result<Vec<OpenSession>, StoreError> {
        let rows = session::Entity::find()
            .filter(session::Column::PersonId.eq(person.as_str()))
            .filter(session::Column::ExpiresAt.gt(self.sources.micros()))
            .order_by_desc(session::Column::CreatedAt)
            .all(&self.db)
            .await?;
        let here = digest(token);
        rows.into_iter()
            .map(|row| {
                Ok(OpenSession {
                    since: Timestamp::from_microsecond(row.created_at)
                        .map_err(|error| StoreError::Fault(Box::new(error)))?,
                    device: row.device,
                    here: row.token_hash == here,
                })
            })
            .collect()
    }

    /// How the second factor of a person stands.
    pub async fn second_factor(&self, person: &PersonId) -> Result<SecondFactor, StoreError> {
        let row = secret_row(&self.db, person.as_str()).await?;
        if row.totp_secret.is_some() {
            let codes_left = recovery::left(&self.db, person.as_str()).await?;
            return Ok(SecondFactor::On { codes_left });
        }
        Ok(row
            .totp_pending
            .map_or(SecondFactor::Off, |secret| SecondFactor::Pending { secret }))
    }

    /// Makes a secret for the phone. It counts for nothing until [`Store::confirm_second_factor`].
    pub async fn propose_second_factor(
        &self,
        permit: &Permit<KeepOwnAccount>,
    ) -> Result<(), StoreError> {
        let row = secret_row(&self.db, person_of(permit)?).await?;
        if row.totp_secret.is_some() {
            return Err(ALREADY_ON);
        }
        let row = secret::Model {
            totp_pending: Some(self.new_secret()),
            ..row
        };
        save(&self.db, row).await
    }

    /// Turns the second factor on with the first code of the phone; returns the recovery codes, told once.
    pub async fn confirm_second_factor(
        &self,
        permit: &Permit<KeepOwnAccount>,
        code: &str,
    ) -> Result<Vec<String>, SignInError> {
        let person = person_of(permit)?;
        let mut act = self.begin(permit).await?;
        let row = secret_row(act.db(), person).await?;
        let pending = row.totp_pending.clone().ok_or(ALREADY_ON)?;
        let step = self
            .step_of(&pending, code)?
            .ok_or(SignInError::Code { wrong: true })?;
        let row = secret::Model {
            totp_secret: Some(pending),
            totp_pending: None,
            totp_last_step: step,
            ..row
        };
        save(act.db(), row).await?;
        let codes = recovery::renew(act.db(), &self.sources, person).await?;
        act.note("Bật mã xác thực");
        act.finish().await?;
        Ok(codes)
    }

    /// Gives new recovery codes in place of the earlier ones; needs the password and a code.
    pub async fn renew_recovery_codes(
        &self,
        permit: &Permit<KeepOwnAccount>,
        password: String,
        code: &str,
    ) -> Result<Vec<String>, SignInError> {
        let person = person_of(permit)?;
        self.confirm_both(person, password, code).await?;
        let mut act = self.begin(permit).await?;
        let codes = recovery::renew(act.db(), &self.sources, person).await?;
        act.note("Lập lại mã dự phòng");
        act.finish().await?;
        Ok(codes)
    }

    /// Turns the second factor off; needs the password and a code.
    pub async fn drop_second_factor(
        &self,
        permit: &Permit<KeepOwnAccount>,
        password: String,
        code: &str,
    ) -> Result<(), SignInError> {
        let person = person_of(permit)?;
        self.confirm_both(person, password, code).await?;
        let mut act = self.begin(permit).await?;
        forget_second_factor(act.db(), person).await?;
        act.note("Tắt mã xác thực");
        act.finish().await?;
        Ok(())
    }

    async fn confirm_both(
        &self,
        person: &str,
        password: String,
        code: &str,
    ) -> Result<(), SignInError> {
        let row = self.confirm_password(person, password).await?;
        let checked = self.check_code(&row, Some(code)).await;
        if matches!(checked, Err(SignInError::Code { wrong: true })) {
            self.count_failure(&own(person)).await?;
        }
        checked
    }

    /// Whoever found an open browser may not guess the password behind it.
    async fn confirm_password(
        &self,
        person: &str,
        password: String,
    ) -> Result<secret::Model, SignInError> {
        let subject = own(person);
        self.must_wait(&subject, FREE_FAILURES, ADDRESS_WAIT)
            .await?;
        let row = secret_row(&self.db, person).await?;
        if password::verify(password, row.password_hash.clone()).await? {
            self.forget_failures(&[&subject]).await?;
            return Ok(row);
        }
        self.count_failure(&subject).await?;
        Err(SignInError::Wrong)
    }
}

const ALREADY_ON: StoreError = StoreError::Refused {
    what: "second factor",
    why: "nothing pending",
};

/// Takes secret and recovery codes away.
pub(super) async fn forget_second_factor(
    db: &impl ConnectionTrait,
    person: &str,
) -> Result<(), StoreError> {
    let row = secret::Model {
        totp_secret: None,
        totp_pending: None,
        ..secret_row(db, person).await?
    };
    save(db, row).await?;
    recovery::drop_all(db, person).await
}

/// The secrets of a person's account.
async fn secret_row(db: &impl ConnectionTrait, person: &str) -> Result<secret::Model, StoreError> {
    secret::Entity::find_by_id(person)
        .one(db)
        .await?
        .ok_or(StoreError::NotFound("account"))
}

async fn save(db: &impl ConnectionTrait, row: secret::Model) -> Result<(), StoreError> {
    row.into_active_model().reset_all().update(db).await?;
    Ok(())
}

async fn end_others(
    db: &impl ConnectionTrait,
    person: &str,
    token: &str,
) -> Result<(), StoreError> {
    session::Entity::delete_many()
        .filter(session::Column::PersonId.eq(person))
        .filter(session::Column::TokenHash.ne(digest(token)))
        .exec(db)
        .await?;
    Ok(())
}

fn person_of(permit: &Permit<KeepOwnAccount>) -> Result<&str, StoreError> {
    permit
        .matter()
        .person()
        .ok_or(StoreError::NotFound("person"))
}

/// Under what failures of a signed-in person are counted.
fn own(person: &str) -> String {
    format!("own|{person}")
}
