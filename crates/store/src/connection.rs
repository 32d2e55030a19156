//! Opening the database: SQLite in the data folder, or PostgreSQL by address.

use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, SqlxPostgresConnector, SqlxSqliteConnector,
};
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use crate::error::{from_sqlx, from_text};
use crate::{Sources, StoreError};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// Where the database is.
#[derive(Clone, Debug)]
pub enum Location {
    /// A file in the data folder.
    Sqlite(PathBuf),
    /// The address of a PostgreSQL database.
    Postgres(String),
}

/// The year's keeper: database, evidence files, clock and randomness.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: DatabaseConnection,
    pub(crate) sources: Sources,
    pub(crate) folder: PathBuf,
    pub(crate) commits: Arc<AtomicU64>,
}

impl Store {
    /// Opens the database, bringing its tables forward; `folder` holds the evidence files.
    ///
    /// Fails with [`StoreError::Newer`] where a newer program has written it, and with
    /// [`StoreError::Broken`] where the file is not a database.
    pub async fn open(
        location: &Location,
        folder: &Path,
        sources: Sources,
    ) -> Result<Self, StoreError> {
        let db = match location {
            Location::Sqlite(path) => open_sqlite(path).await?,
            Location::Postgres(address) => open_postgres(address).await?,
        };
        Ok(Self {
            db,
            sources,
            folder: folder.to_owned(),
            commits: Arc::default(),
        })
    }

    /// The clock and randomness that the store was opened with.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The same store under another clock and randomness: for sample data that must look as if made in its year.
    #[must_use]
    pub fn under(&self, sources: Sources) -> Self {
        Self {
            sources,
            ..self.clone()
        }
    }

    /// Answers when the database answers; for readiness probes.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.db.ping().await?)
    }

    /// Connections to the database that are open, and how many of them nobody uses at the moment.
    pub fn connections(&self) -> (u32, usize) {
        match self.db.get_database_backend() {
            DbBackend::Sqlite => {
                let pool = self.db.get_sqlite_connection_pool();
                (pool.size(), pool.num_idle())
            }
            _ => {
                let pool = self.db.get_postgres_connection_pool();
                (pool.size(), pool.num_idle())
            }
        }
    }

    /// Closes the connections, letting writes under way finish.
    pub async fn close(&self) -> Result<(), StoreError> {
        Ok(self.db.close_by_ref().await?)
    }

    /// Folds SQLite's write-ahead log into the database file, so that the file alone is the database.
    pub async fn checkpoint(&self) -> Result<(), StoreError> {
        if self.db.get_database_backend() == DbBackend::Sqlite {
            self.db
                .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
                .await?;
        }
        Ok(())
    }

    /// Copies a consistent snapshot of the SQLite database into a new file.
    ///
    /// Refused for PostgreSQL, whose own tools make its backups.
    pub async fn snapshot(&self, into: &Path) -> Result<(), StoreError> {
        if self.db.get_database_backend() != DbBackend::Sqlite {
            return Err(StoreError::Refused {
                what: "snapshot",
                why: "postgres",
            });
        }
        let path = into.to_string_lossy().replace('\'', "''");
        self.db
            .execute_unprepared(&format!("VACUUM INTO '{path}'"))
            .await?;
        Ok(())
    }
}

/// Makes the file of a new database for its owner only; SQLite gives its other files the same mode.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    let made = options.write(true).create_new(true).mode(0o600).open(path);
    match made {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// How many rows of an answer SQLite reads ahead.
const ROWS: usize = 1024;

async fn open_sqlite(path: &Path) -> Result<DatabaseConnection, StoreError> {
    make_private(path)?;
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // Every commit reaches the disk before the answer.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // The rows of a whole page, so that the thread of the connection does not wait for the reader.
        .row_buffer_size(ROWS)
        .busy_timeout(Duration::from_secs(10));
    let pool = SqlitePoolOptions::new()
        .max_connections(6)
        // A file is there or is not; nothing can have cut the connection.
        .test_before_acquire(false)
        .connect_with(options)
        .await
        .map_err(from_sqlx)?;
    MIGRATIONS.run(&pool).await.map_err(migration_error)?;
    Ok(SqlxSqliteConnector::from_sqlx_sqlite_pool(pool))
}

async fn open_postgres(address: &str) -> Result<DatabaseConnection, StoreError> {
    let pool = PgPoolOptions::new()
        .max_connections(12)
        .acquire_timeout(Duration::from_secs(10))
        .connect(address)
        .await
        .map_err(|error| StoreError::Unavailable(Box::new(error)))?;
    // The migrator holds PostgreSQL's advisory lock: of several nodes starting at once, one migrates.
    MIGRATIONS.run(&pool).await.map_err(migration_error)?;
    Ok(SqlxPostgresConnector::from_sqlx_postgres_pool(pool))
}

fn migration_error(error: MigrateError) -> StoreError {
    match error {
        MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => StoreError::Newer,
        MigrateError::VersionMismatch(version) => StoreError::Broken(format!(
            "migration {version} is not the one this program knows"
        )),
        other => from_text(other.to_string(), Box::new(other)),
    }
}
