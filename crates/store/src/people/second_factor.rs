//! The second factor: codes of 30 seconds (RFC 6238), each taken once, and recovery codes in their place.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use totp_rs::{Algorithm, Builder, Secret};

use super::{SignInError, recovery, secret};
use crate::{Store, StoreError};

/// Bytes of a new secret, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;

impl Store {
    /// Checks a code of the phone, or a recovery code, against the account; each is taken only once.
    pub(super) async fn check_code(
        &self,
        secret: &secret::Model,
        code: Option<&str>,
    ) -> Result<(), SignInError> {
        let Some(key) = &secret.totp_secret else {
            return Ok(());
        };
        let Some(code) = code.map(str::trim).filter(|code| !code.is_empty()) else {
            return Err(SignInError::Code { wrong: false });
        };
        if is_recovery(code) {
            return match recovery::take(&self.db, &secret.person_id, code).await? {
                true => Ok(()),
                false => Err(SignInError::Code { wrong: true }),
            };
        }
        let step = self.step_of(key, code)?;
        let step = step.ok_or(SignInError::Code { wrong: true })?;
        // Whoever is first takes the code; a second sign-in at the same moment finds it used.
        let used = secret::Entity::update_many()
            .col_expr(secret::Column::TotpLastStep, step.into())
            .filter(secret::Column::PersonId.eq(secret.person_id.as_str()))
            .filter(secret::Column::TotpLastStep.lt(step))
            .exec(&self.db)
            .await
            .map_err(StoreError::from)?;
        if used.rows_affected == 0 {
            return Err(SignInError::Code { wrong: true });
        }
        Ok(())
    }

    /// The step whose code this is, if any within one step of now.
    pub(super) fn step_of(&self, key: &str, code: &str) -> Result<Option<i64>, StoreError> {
        let now = u64::try_from(self.sources.now().as_second()).unwrap_or(0);
        let code: String = code.chars().filter(char::is_ascii_digit).collect();
        matching_step(key, &code, now)
    }

    /// A new secret in base32, as phones take it.
    pub(super) fn new_secret(&self) -> String {
        let bytes = self.sources.bytes::<SECRET_BYTES>();
        Secret::from(bytes.as_slice()).to_base32()
    }
}

/// Codes of the phone are digits; recovery codes have letters.
fn is_recovery(code: &str) -> bool {
    code.chars().any(|letter| letter.is_ascii_alphabetic())
}

/// SHA-1, because phone programs silently fall back to it.
fn matching_step(key: &str, code: &str, now: u64) -> Result<Option<i64>, StoreError> {
    let secret =
        Secret::try_from_base32(key).map_err(|error| StoreError::Broken(error.to_string()))?;
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_secret(secret)
        .build()
        .map_err(|error| StoreError::Broken(error.to_string()))?;
    Ok(totp
        .check(code, now)
        .and_then(|step| i64::try_from(step).ok()))
}
