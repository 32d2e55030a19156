//! Passwords that the program makes: easy to read out and to type. One that is handed to a person opens the
//! account until it is changed or its days are over.

use access::{Permit, actions::people::KeepPeople};
use rules::ids::PersonId;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::{password, secret, session};
use crate::{Sources, Store, StoreError};

/// 256 syllables without tones, so that a random byte names one.
const SYLLABLES: &str = include_str!("syllables.txt");

/// Syllables of a one-time password: 45 bits with its digits, for two weeks, behind the wait after failures.
const ONE_TIME_SYLLABLES: usize = 4;
/// How long a one-time password is good, in microseconds.
const ONE_TIME_MICROS: i64 = 14 * 24 * 3600 * 1_000_000;

/// A password of so many syllables and four digits: 8 bits each syllable, 13 the digits.
pub fn readable_password(sources: &Sources, syllables: usize) -> String {
    let known: Vec<&str> = SYLLABLES.split_whitespace().collect();
    let bytes = sources.bytes::<16>();
    let (number, bytes) = bytes.split_at(4);
    let words: Vec<&str> = bytes
        .iter()
        .take(syllables)
        .map(|byte| known[usize::from(*byte)])
        .collect();
    let number = number
        .iter()
        .fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
    format!("{}-{:04}", words.join("-"), number % 10_000)
}

/// A one-time password: to be told, its hash, and until when it is good.
pub(super) struct OneTime {
    pub(super) password: String,
    pub(super) hash: String,
    pub(super) until: i64,
}

impl Store {
    /// Gives an account a one-time password and ends every session of the person. The password is told once.
    pub async fn issue_password(
        &self,
        permit: &Permit<KeepPeople>,
        person: &PersonId,
    ) -> Result<String, StoreError> {
        let one_time = self.one_time().await?;
        let mut act = self.begin(permit).await?;
        let row = secret::Entity::find_by_id(person.as_str())
            .one(act.db())
            .await?
            .ok_or(StoreError::NotFound("account"))?;
        let row = secret::Model {
            password_hash: one_time.hash,
            one_time_until: Some(one_time.until),
            changed_at: act.at(),
            ..row
        };
        row.into_active_model().reset_all().update(act.db()).await?;
        session::Entity::delete_many()
            .filter(session::Column::PersonId.eq(person.as_str()))
            .exec(act.db())
            .await?;
        act.note("Cấp mật khẩu một lần");
        act.finish().await?;
        Ok(one_time.password)
    }

    pub(super) async fn one_time(&self) -> Result<OneTime, StoreError> {
        let made = readable_password(&self.sources, ONE_TIME_SYLLABLES);
        Ok(OneTime {
            hash: password::hash(made.clone(), self.sources.bytes()).await?,
            password: made,
            until: self.sources.micros() + ONE_TIME_MICROS,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_byte_names_a_syllable_of_its_own() {
        let all: Vec<&str> = SYLLABLES.split_whitespace().collect();
        let distinct: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!((all.len(), distinct.len()), (256, 256));
        assert!(
            distinct
                .iter()
                .all(|word| word.chars().all(|letter| letter.is_ascii_lowercase()))
        );
    }

    #[test]
    fn two_passwords_differ_and_have_the_asked_length() {
        let sources = Sources::system();
        let password = readable_password(&sources, 4);
        assert_eq!(password.split('-').count(), 5);
        assert_ne!(password, readable_password(&sources, 4));
    }
}
