//! Passwords: Argon2id, at most two at once because each takes 19 MiB.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use tokio::sync::Semaphore;

use crate::StoreError;

static ROOM: Semaphore = Semaphore::const_new(2);

/// The hash of a password in PHC form.
pub(crate) async fn hash(password: String, salt: [u8; 16]) -> Result<String, StoreError> {
    in_room(move || {
        Argon2::default()
            .hash_password_with_salt(password.as_bytes(), &salt)
            .map(|hash| hash.to_string())
            .map_err(|error| StoreError::Fault(Box::new(error)))
    })
    .await?
}

/// Whether the password is the one of the hash.
pub(crate) async fn verify(password: String, hash: String) -> Result<bool, StoreError> {
    in_room(move || {
        let Ok(hash) = PasswordHash::new(&hash) else {
            return false;
        };
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
    .await
}

async fn in_room<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StoreError> {
    let _place = ROOM
        .acquire()
        .await
        .map_err(|error| StoreError::Fault(Box::new(error)))?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| StoreError::Fault(Box::new(error)))
}
