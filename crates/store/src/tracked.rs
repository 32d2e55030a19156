//! Every table: tracked by the history, or untracked with the reason.

use sea_orm::{ConnectionTrait, IdenStatic, Iterable};
use serde_json::Value;

use crate::history::Tracked;
use crate::{StoreError, awards, ballot, conference, evidence, figures, people, units};

pub(crate) mod history_chain {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "history_chain")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub height: i64,
        pub head: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(crate) mod history_entry {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "history_entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub chain: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub height: i64,
        pub at: i64,
        pub actor: String,
        pub action: String,
        pub matter_kind: String,
        pub matter_id: String,
        pub unit_id: Option<String>,
        pub body: String,
        pub previous: String,
        pub hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Tables that the history does not track, and why not.
#[cfg(test)]
pub(crate) const UNTRACKED: &[(&str, &str)] = &[
    ("history_chain", "the history itself"),
    ("history_entry", "the history itself"),
    (
        "people_secret",
        "password hashes and second factors must not be kept for ever",
    ),
    (
        "people_session",
        "sessions come and go; signing in is not an act on the year",
    ),
    (
        "people_recovery",
        "digests of codes that stand in for the phone; used ones are gone",
    ),
    ("people_attempt", "counters of failed sign-ins"),
    (
        "portal_visit_day",
        "counters of page views; opening a page is not an act on the year",
    ),
    (
        "portal_visit_online",
        "how many visitors each process sees, forgotten after two minutes",
    ),
    (
        "_sqlx_migrations",
        "the list of migrations, kept by the migrator with checksums",
    ),
];

/// A row as the history would write it now.
pub(crate) struct RowImage {
    pub(crate) table: &'static str,
    pub(crate) key: String,
    pub(crate) image: Value,
}

/// Reads one table.
async fn collect<E: Tracked>(
    db: &impl ConnectionTrait,
    rows: &mut Vec<RowImage>,
) -> Result<(), StoreError> {
    for model in E::find().all(db).await? {
        rows.push(RowImage {
            table: E::TABLE,
            key: E::key(&model),
            image: E::image(&model)?,
        });
    }
    Ok(())
}

fn columns<E: Tracked>() -> Vec<String> {
    let names = E::Column::iter().map(|column| column.as_str().to_owned());
    names.filter(|name| name != "privacy_key").collect()
}

/// Declares the list of tracked tables: their names, and the reading of all their rows.
macro_rules! tracked {
    ($($entity:path),* $(,)?) => {
        /// Names of all tracked tables.
        #[cfg(test)]
        pub(crate) const TRACKED: &[&str] = &[$(<$entity as Tracked>::TABLE),*];

        /// Every row of every tracked table.
        pub(crate) async fn every_row(db: &impl ConnectionTrait) -> Result<Vec<RowImage>, StoreError> {
            let mut rows = Vec::new();
            $(collect::<$entity>(db, &mut rows).await?;)*
            Ok(rows)
        }

        /// Every tracked table with its columns, but for the keys of personal values.
        pub(crate) fn tables() -> Vec<(&'static str, Vec<String>)> {
            vec![$((<$entity as Tracked>::TABLE, columns::<$entity>())),*]
        }
    };
}

tracked![
    units::unit::Entity,
    units::name::Entity,
    units::merger::Entity,
    units::cluster::Entity,
    units::cluster_year::Entity,
    units::membership::Entity,
    units::headship::Entity,
    units::loading::Entity,
    people::person::Entity,
    people::account::Entity,
    people::position::Entity,
    people::contact::Entity,
    people::handover_row::Entity,
    evidence::file::Entity,
    // directives
    crate::directives::directive::Entity,
    crate::directives::removal::Entity,
    crate::directives::dispatch::Entity,
    crate::directives::recipient::Entity,
    crate::directives::answer::Entity,
    // registration
    crate::registration::theme_row::Entity,
    crate::registration::plan_row::Entity,
    crate::registration::version_row::Entity,
    crate::registration::pledge_row::Entity,
    crate::registration::pledge_correction_row::Entity,
    crate::registration::pledge_unsigned_row::Entity,
    // figures
    figures::statement::Entity,
    figures::correction::Entity,
    figures::rows::round::Entity,
    figures::rows::extension::Entity,
    figures::rows::observation::Entity,
    figures::rows::confirmation::Entity,
    figures::rows::revision::Entity,
    figures::rows::report_act::Entity,
    figures::rows::remark::Entity,
    figures::rows::signature::Entity,
    figures::rows::section_link::Entity,
    // scoring
    crate::scoring::table_row::Entity,
    crate::scoring::table_act_row::Entity,
    crate::scoring::score_row::Entity,
    crate::scoring::publication_row::Entity,
    crate::scoring::eligibility_row::Entity,
    // conference
    conference::meeting::Entity,
    conference::agenda_line::Entity,
    conference::guest::Entity,
    conference::attendance_row::Entity,
    conference::speech::Entity,
    conference::task::Entity,
    conference::closure::Entity,
    conference::nomination::Entity,
    // ballot
    ballot::minutes_row::Entity,
    ballot::votes_row::Entity,
    ballot::counter_row::Entity,
    // awards
    awards::proposal::Entity,
    awards::act_row::Entity,
    awards::quota_row::Entity,
    // succession
    crate::succession::handover_row::Entity,
    // portal
    crate::portal::article::Entity,
    crate::portal::revision::Entity,
    crate::portal::correction::Entity,
    crate::portal::photo::Entity,
    crate::portal::site_row::Entity,
    crate::portal::banner::Entity,
    crate::visits::base_row::Entity,
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sea_orm::{ConnectionTrait, Statement};

    use super::{TRACKED, UNTRACKED};
    use crate::{Location, Sources, Store};

    #[tokio::test]
    async fn every_table_is_tracked_or_untracked_for_a_reason() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let location = Location::Sqlite(folder.path().join("thidua.db"));
        let store = Store::open(&location, folder.path(), Sources::system())
            .await
            .expect("an empty database opens");
        let sql =
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        let backend = store.db.get_database_backend();
        let rows = store
            .db
            .query_all_raw(Statement::from_string(backend, sql))
            .await
            .expect("tables can be listed");
        let tables: BTreeSet<String> = rows
            .iter()
            .map(|row| row.try_get("", "name").expect("a table has a name"))
            .collect();
        let named: BTreeSet<String> = TRACKED
            .iter()
            .copied()
            .chain(UNTRACKED.iter().map(|(table, _)| *table))
            .map(str::to_owned)
            .collect();
        assert_eq!(tables, named);
        assert!(UNTRACKED.iter().all(|(_, reason)| !reason.is_empty()));
    }
}
