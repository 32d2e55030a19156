//! The second factor: codes of 30 seconds (RFC 6238), each taken once.

use sea_orm::{ActiveModelTrait, ActiveValue};
use totp_rs::{Algorithm, Builder, Secret};

use super::{SignInError, secret};
use crate::{Store, StoreError};

impl Store {
    /// Checks a code against the account's secret; a code is taken only once.
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
        let now = u64::try_from(self.sources.now().as_second()).unwrap_or(0);
        let step = matching_step(key, code, now)?.filter(|step| *step > secret.totp_last_step);
        let Some(step) = step else {
            return Err(SignInError::Code { wrong: true });
        };
        let used = secret::ActiveModel {
            person_id: ActiveValue::Unchanged(secret.person_id.clone()),
            totp_last_step: ActiveValue::Set(step),
            ..Default::default()
        };
        used.update(&self.db).await.map_err(StoreError::from)?;
        Ok(())
    }
}

/// The step whose code this is, if any within one step of now. SHA-1, because phone programs silently
/// fall back to it.
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
