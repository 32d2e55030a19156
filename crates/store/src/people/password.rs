//! Passwords: Argon2id, at most two at once because each takes 9 MiB.

use std::sync::{Mutex, PoisonError};

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::password_hash::{
    CustomizedPasswordHasher, Error, PasswordVerifier, Result as HashResult,
};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use tokio::sync::Semaphore;

use crate::StoreError;

/// What OWASP's Password Storage Cheat Sheet gives for Argon2id with the least memory but one: 9 MiB (in KiB), gone over
/// four times, one lane. Hashes made with other parameters carry these with them.
const PARAMS: Result<Params, argon2::Error> = Params::new(9 * 1024, 4, 1, None);

static ROOM: Semaphore = Semaphore::const_new(2);
/// The memory of one hash, kept for the next: to take it from the system takes a good part of the time of a hash.
static MEMORY: Mutex<Vec<Block>> = Mutex::new(Vec::new());

/// The hash of a password in PHC form.
pub(crate) async fn hash(password: String, salt: [u8; 16]) -> Result<String, StoreError> {
    in_room(move || {
        let params = PARAMS.map_err(Error::from);
        params
            .and_then(|params| {
                Hasher.hash_password_customized(password.as_bytes(), &salt, None, None, params)
            })
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
        Hasher.verify_password(password.as_bytes(), &hash).is_ok()
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

/// Argon2 in memory that is used again.
struct Hasher;

impl CustomizedPasswordHasher<PasswordHash> for Hasher {
    type Params = Params;

    fn hash_password_customized(
        &self,
        password: &[u8],
        salt: &[u8],
        algorithm: Option<&str>,
        version: Option<u32>,
        params: Params,
    ) -> HashResult<PasswordHash> {
        let algorithm = algorithm.map_or(Ok(Algorithm::default()), str::parse)?;
        let version = version.map_or(Ok(Version::default()), Version::try_from)?;
        let salt = Salt::new(salt)?;
        let length = params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
        let mut output = [0; Output::MAX_LENGTH];
        let output = output.get_mut(..length).ok_or(Error::OutputSize)?;
        let written = ParamsString::try_from(&params)?;
        let argon2 = Argon2::new(algorithm, version, params);
        in_kept_memory(argon2.params().block_count(), |memory| {
            argon2.hash_password_into_with_memory(password, &salt, output, memory)
        })?;
        Ok(PasswordHash {
            algorithm: algorithm.ident(),
            version: Some(version.into()),
            params: written,
            salt: Some(salt),
            hash: Some(Output::new(output)?),
        })
    }
}

/// Does the work in so many blocks, which are wiped when it is done.
fn in_kept_memory<T>(blocks: usize, work: impl FnOnce(&mut [Block]) -> T) -> T {
    let kept = || MEMORY.lock().unwrap_or_else(PoisonError::into_inner);
    // Whoever comes while another hashes takes memory of its own.
    let mut memory = std::mem::take(&mut *kept());
    memory.resize(blocks, Block::new());
    let done = work(&mut memory);
    memory.fill(Block::new());
    *kept() = memory;
    done
}

#[cfg(test)]
mod tests {
    use argon2::password_hash::PasswordHasher;

    use super::*;

    const SALT: [u8; 16] = *b"a salt for tests";

    #[tokio::test]
    async fn a_hash_is_read_by_argon2_in_its_own_memory() {
        let made = hash("mật khẩu".to_owned(), SALT)
            .await
            .expect("the password is hashed");
        assert!(made.starts_with("$argon2id$v=19$m=9216,t=4,p=1$"));
        let read = PasswordHash::new(&made).expect("the hash is in PHC form");
        let whole = Argon2::default();
        assert!(whole.verify_password("mật khẩu".as_bytes(), &read).is_ok());
        assert!(whole.verify_password(b"mat khau", &read).is_err());
    }

    #[tokio::test]
    async fn a_hash_with_other_parameters_is_still_recognised() {
        let earlier = Argon2::default()
            .hash_password_with_salt(b"before", &SALT)
            .expect("the password is hashed")
            .to_string();
        assert!(!earlier.contains("m=9216"));
        let right = verify("before".to_owned(), earlier.clone());
        let wrong = verify("after".to_owned(), earlier);
        let unreadable = verify("before".to_owned(), "no hash".to_owned());
        let (right, wrong, unreadable) = tokio::join!(right, wrong, unreadable);
        assert!(matches!(
            (right, wrong, unreadable),
            (Ok(true), Ok(false), Ok(false))
        ));
    }
}
