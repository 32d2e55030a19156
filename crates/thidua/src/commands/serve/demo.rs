//! A trial run: the years that come with the program, and an account of each kind of person.

use access::Gate;
use store::Store;
use years::{DemoAccount, demo_accounts};

use crate::commands::load_year::{known, load};
use crate::failure::Failure;

/// Loads the years that are missing, and gives every account a new password.
pub async fn prepare(store: &Store, gate: &Gate) -> Result<Vec<DemoAccount>, Failure> {
    for slug in known() {
        if store.cluster_year_by_slug(slug).await?.is_none() {
            load(store, gate, slug).await?;
        }
    }
    Ok(demo_accounts(store, gate).await?)
}
