//! Recovery codes: each stands in once for the phone of the second factor. Kept as digests.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};

use super::recovery_code;
use super::sessions::digest;
use crate::{Sources, StoreError};

/// How many codes a person is given.
const CODES: usize = 10;
/// Letters and digits that are not taken for one another: 5 bits each.
const LEGIBLE: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Gives the person a new set of codes in place of the earlier one; returns them to be told once.
pub(super) async fn renew(
    db: &impl ConnectionTrait,
    sources: &Sources,
    person: &str,
) -> Result<Vec<String>, StoreError> {
    drop_all(db, person).await?;
    let codes: Vec<String> = (0..CODES).map(|_| code(sources)).collect();
    for code in &codes {
        let row = recovery_code::Model {
            person_id: person.to_owned(),
            code_hash: digest(&bare(code)),
        };
        recovery_code::Entity::insert(row.into_active_model())
            .exec_without_returning(db)
            .await?;
    }
    Ok(codes)
}

/// Uses up a code; whether it was one of the person's.
pub(super) async fn take(
    db: &impl ConnectionTrait,
    person: &str,
    code: &str,
) -> Result<bool, StoreError> {
    let key = (person.to_owned(), digest(&bare(code)));
    let taken = recovery_code::Entity::delete_by_id(key).exec(db).await?;
    Ok(taken.rows_affected == 1)
}

/// How many codes are left.
pub(super) async fn left(db: &impl ConnectionTrait, person: &str) -> Result<u64, StoreError> {
    Ok(recovery_code::Entity::find()
        .filter(recovery_code::Column::PersonId.eq(person))
        .count(db)
        .await?)
}

/// Takes all codes back.
pub(super) async fn drop_all(db: &impl ConnectionTrait, person: &str) -> Result<(), StoreError> {
    recovery_code::Entity::delete_many()
        .filter(recovery_code::Column::PersonId.eq(person))
        .exec(db)
        .await?;
    Ok(())
}

/// 80 bits in four groups.
fn code(sources: &Sources) -> String {
    let letters: Vec<char> = sources
        .bytes::<16>()
        .iter()
        .map(|byte| char::from(LEGIBLE[usize::from(byte % 32)]))
        .collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    groups.join("-")
}

/// A code as it counts, however it was typed.
fn bare(code: &str) -> String {
    code.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}
