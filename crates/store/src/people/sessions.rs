//! Signing in, sessions, and slowing down whoever guesses.
//!
//! Failures are counted by login together with the address they came from, and by login alone. The first
//! count makes the guesser wait longer and longer; the second, reached only when many addresses guess at
//! one login, never asks for more than [`LOGIN_WAIT`], and not at all from an address from which the login has
//! signed in before: whoever keeps guessing slows newcomers down, but never locks the attacked person out.

use jiff::Timestamp;
use rules::ids::PersonId;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use sha2::{Digest, Sha256};

use super::{account, attempt, password, secret, session};
use crate::clock::hex;
use crate::{Store, StoreError};

/// How long a session lasts, in seconds: a working day.
pub const SESSION_SECONDS: i64 = 12 * 3600;
/// Failures before waiting begins.
pub(super) const FREE_FAILURES: i64 = 5;
/// The longest wait for one login from one address, in seconds.
pub(super) const ADDRESS_WAIT: i64 = 15 * 60;
/// The longest wait for one login from anywhere, in seconds.
const LOGIN_WAIT: i64 = 20;
/// Failures on one login from anywhere before its short wait begins.
const LOGIN_FAILURES: i64 = 20;
/// How long an address counts as one from which a login signs in, in microseconds.
const KNOWN_MICROS: i64 = 180 * 24 * 3600 * MICROS;
const MICROS: i64 = 1_000_000;

/// Why somebody was not signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Login or password is wrong, or the account is closed; which of them is not told.
    #[error("login or password is wrong")]
    Wrong,
    /// Too many failures; try again after so many seconds.
    #[error("wait {0} seconds")]
    Wait(i64),
    /// The one-time password is right, but its days are over.
    #[error("the one-time password has expired")]
    Expired,
    /// The password is right; the code of the second factor is needed, or was wrong.
    #[error("second factor needed")]
    Code {
        /// Whether a code was given and was wrong.
        wrong: bool,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A session as the server sees it.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// Who is signed in.
    pub person: PersonId,
    /// When the session ends.
    pub expires_at: Timestamp,
    /// Whether the session was opened with a one-time password that must be changed before anything else.
    pub must_change: bool,
}

/// Where somebody signs in from.
#[derive(Clone, Copy, Debug)]
pub struct Visit<'a> {
    /// The address, for slowing down whoever guesses; kept only as a digest.
    pub address: &'a str,
    /// The browser in a few words, by which a person knows the own sessions; empty where unknown.
    pub device: &'a str,
}

impl Store {
    /// Checks login, password and, where set, the code; returns the token of a new session.
    pub async fn sign_in(
        &self,
        login: &str,
        password: String,
        code: Option<&str>,
        visit: Visit<'_>,
    ) -> Result<String, SignInError> {
        let here = format!("{login}|{}", visit.address);
        self.must_wait(&here, FREE_FAILURES, ADDRESS_WAIT).await?;
        if !self.signs_in_from(&here).await? {
            self.must_wait(login, LOGIN_FAILURES, LOGIN_WAIT).await?;
        }
        let secret = self.secret_of(login).await?;
        // An unknown login costs the same time as a known one.
        let hash = secret
            .as_ref()
            .map_or(DUMMY_HASH, |row| &row.password_hash)
            .to_owned();
        let right = password::verify(password, hash).await?;
        let (Some(secret), true) = (secret, right) else {
            self.count_failure(&here).await?;
            self.count_failure(login).await?;
            return Err(SignInError::Wrong);
        };
        if let Err(error) = self.check_code(&secret, code).await {
            if matches!(error, SignInError::Code { wrong: true }) {
                self.count_failure(&here).await?;
                self.count_failure(login).await?;
            }
            return Err(error);
        }
        let one_time = secret.one_time_until;
        if one_time.is_some_and(|until| until < self.sources.micros()) {
            return Err(SignInError::Expired);
        }
        self.remember(&here, login).await?;
        Ok(self
            .open_session(&secret.person_id, visit.device, one_time.is_some())
            .await?)
    }

    /// The secrets of an account that is open; none where there is none.
    async fn secret_of(&self, login: &str) -> Result<Option<secret::Model>, StoreError> {
        let found = account::Entity::find()
            .filter(account::Column::Login.eq(login))
            .filter(account::Column::Closed.eq(false))
            .one(&self.db)
            .await?;
        let Some(row) = found else { return Ok(None) };
        Ok(secret::Entity::find_by_id(row.id).one(&self.db).await?)
    }

    /// Whether the login has signed in from this address before.
    async fn signs_in_from(&self, here: &str) -> Result<bool, StoreError> {
        let known = attempt::Entity::find_by_id(digest(&known_subject(here)))
            .one(&self.db)
            .await?;
        Ok(known.is_some_and(|row| row.last_at > self.sources.micros() - KNOWN_MICROS))
    }

    /// Forgets the failures of a login, and remembers the address it has signed in from.
    async fn remember(&self, here: &str, login: &str) -> Result<(), StoreError> {
        self.forget_failures(&[here, login]).await?;
        attempt::Entity::delete_many()
            .filter(attempt::Column::LastAt.lt(self.sources.micros() - KNOWN_MICROS))
            .exec(&self.db)
            .await?;
        self.count(&known_subject(here), 0).await
    }

    async fn open_session(
        &self,
        person_id: &str,
        device: &str,
        must_change: bool,
    ) -> Result<String, StoreError> {
        let token = self.sources.token();
        let now = self.sources.micros();
        session::Entity::delete_many()
            .filter(session::Column::ExpiresAt.lt(now))
            .exec(&self.db)
            .await?;
        let row = session::Model {
            token_hash: digest(&token),
            person_id: person_id.to_owned(),
            created_at: now,
            expires_at: now + SESSION_SECONDS * MICROS,
            device: Some(device.to_owned()).filter(|device| !device.is_empty()),
            must_change,
        };
        session::Entity::insert(row.into_active_model())
            .exec_without_returning(&self.db)
            .await?;
        Ok(token)
    }

    /// The session of a token, unless it is over.
    pub async fn session(&self, token: &str) -> Result<Option<SignedIn>, StoreError> {
        let row = session::Entity::find_by_id(digest(token))
            .one(&self.db)
            .await?;
        let Some(row) = row.filter(|row| row.expires_at > self.sources.micros()) else {
            return Ok(None);
        };
        let expires_at = Timestamp::from_microsecond(row.expires_at)
            .map_err(|error| StoreError::Fault(Box::new(error)))?;
        Ok(Some(SignedIn {
            person: PersonId::new(row.person_id),
            expires_at,
            must_change: row.must_change,
        }))
    }

    /// Ends a session.
    pub async fn sign_out(&self, token: &str) -> Result<(), StoreError> {
        session::Entity::delete_by_id(digest(token))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Refuses whoever has failed too often and comes back too soon.
    pub(super) async fn must_wait(
        &self,
        subject: &str,
        free: i64,
        longest: i64,
    ) -> Result<(), SignInError> {
        let row = attempt::Entity::find_by_id(digest(subject))
            .one(&self.db)
            .await
            .map_err(StoreError::from)?;
        let Some(row) = row.filter(|row| row.failures >= free) else {
            return Ok(());
        };
        let doublings = u32::try_from((row.failures - free).min(12)).unwrap_or(12);
        let wait = (1_i64 << doublings).min(longest);
        let left = row.last_at + wait * MICROS - self.sources.micros();
        if left > 0 {
            return Err(SignInError::Wait(left / MICROS + 1));
        }
        Ok(())
    }

    pub(super) async fn count_failure(&self, subject: &str) -> Result<(), StoreError> {
        self.count(subject, 1).await
    }

    pub(super) async fn forget_failures(&self, subjects: &[&str]) -> Result<(), StoreError> {
        let subjects = subjects.iter().map(|subject| digest(subject));
        attempt::Entity::delete_many()
            .filter(attempt::Column::Subject.is_in(subjects))
            .exec(&self.db)
            .await?;
        Ok(())
    }

    /// Adds to the count in one statement: guesses that come at once are all counted.
    async fn count(&self, subject: &str, more: i64) -> Result<(), StoreError> {
        let now = self.sources.micros();
        let row = attempt::Model {
            subject: digest(subject),
            failures: more,
            last_at: now,
        };
        let known = Expr::col((attempt::Entity, attempt::Column::Failures));
        attempt::Entity::insert(row.into_active_model())
            .on_conflict(
                OnConflict::column(attempt::Column::Subject)
                    .value(
                        attempt::Column::Failures,
                        sea_orm::sea_query::ExprTrait::add(known, more),
                    )
                    .value(attempt::Column::LastAt, now)
                    .to_owned(),
            )
            .exec_without_returning(&self.db)
            .await?;
        Ok(())
    }
}

/// The hash of a password that nobody has.
const DUMMY_HASH: &str = "$argon2id$v=19$m=9216,t=4,p=1$c29tZXNhbHRzb21lc2FsdA$RdescudvJCsgt3ub+b6dWRWJTmaaJObG5mHdlVBRUsY";

/// The subject under which it is kept that a login signs in from an address.
fn known_subject(here: &str) -> String {
    format!("known|{here}")
}

/// Tokens and subjects are kept as digests, so that a copy of the table signs nobody in.
pub(super) fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}
