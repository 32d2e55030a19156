//! Opening a database that this program cannot read.

use sqlx::{AnyConnection, Connection, Executor};
use store::{Store, StoreError};
use testkit::{World, on_both, sources};

async fn opened(world: &World) -> Result<Store, StoreError> {
    let database = &world.database;
    Store::open(
        &database.location,
        database.folder.path(),
        sources(&world.clock, 12),
    )
    .await
}

#[tokio::test]
async fn a_database_that_a_newer_program_has_written_is_left_alone() {
    on_both(async |world| {
        sqlx::any::install_default_drivers();
        let address = world.database.address();
        let mut connection = AnyConnection::connect(&address)
            .await
            .expect("the database answers");
        let later = "INSERT INTO _sqlx_migrations SELECT 9999, 'later', installed_on, success, checksum, execution_time \
             FROM _sqlx_migrations WHERE version = 1";
        connection.execute(later).await.expect("the row is written");
        let refused = opened(&world).await.err();
        assert!(matches!(refused, Some(StoreError::Newer)), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn a_database_is_opened_as_often_as_there_are_processes() {
    on_both(async |world| {
        assert!(opened(&world).await.is_ok());
        assert!(opened(&world).await.is_ok());
    })
    .await;
}
