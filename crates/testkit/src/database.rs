//! An empty database for one test.

use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::{Connection, Executor, PgConnection};
use store::{Location, Sources, Store};
use tempfile::TempDir;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file in a temporary folder.
    Sqlite,
    /// A database of its own on the server of `THIDUA_TEST_POSTGRES`.
    Postgres,
}

/// An empty database and a data folder, gone with the value.
pub struct Database {
    /// Which.
    pub kind: Kind,
    /// Where.
    pub location: Location,
    /// The data folder.
    pub folder: TempDir,
}

static COUNT: AtomicU32 = AtomicU32::new(0);

impl Database {
    /// Makes an empty one.
    pub async fn new(kind: Kind) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let location = match kind {
            Kind::Sqlite => Location::Sqlite(folder.path().join("thidua.db")),
            Kind::Postgres => Location::Postgres(postgres("template1").await),
        };
        Self {
            kind,
            location,
            folder,
        }
    }

    /// Makes a copy of another one on the same PostgreSQL server, to which nobody is connected.
    pub(crate) async fn like(template: &str) -> Self {
        Self {
            kind: Kind::Postgres,
            location: Location::Postgres(postgres(template).await),
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
        }
    }

    /// Its name on the PostgreSQL server.
    pub(crate) fn name(&self) -> Option<&str> {
        match &self.location {
            Location::Sqlite(_) => None,
            Location::Postgres(address) => address.rsplit_once('/').map(|(_, name)| name),
        }
    }

    /// A store on it.
    pub(crate) async fn open(&self, sources: Sources) -> Store {
        Store::open(&self.location, self.folder.path(), sources)
            .await
            .expect("the database opens")
    }

    /// The address for reaching the database around the program.
    pub fn address(&self) -> String {
        match &self.location {
            Location::Sqlite(path) => format!("sqlite://{}", path.display()),
            Location::Postgres(address) => address.clone(),
        }
    }
}

impl Database {
    /// PostgreSQL lets nobody in any more and ends every connection, as a server that stops does.
    pub async fn go_away(&self) {
        self.at_the_server("ALTER DATABASE {} ALLOW_CONNECTIONS false")
            .await;
        self.end_connections().await;
    }

    /// PostgreSQL lets everybody in again.
    pub async fn come_back(&self) {
        self.at_the_server("ALTER DATABASE {} ALLOW_CONNECTIONS true")
            .await;
    }

    /// PostgreSQL ends every connection and takes new ones, as a server that starts again does.
    pub async fn end_connections(&self) {
        self.at_the_server(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
        )
        .await;
    }

    /// Runs a statement on the server beside the database, whose name stands for the braces.
    async fn at_the_server(&self, sql: &str) {
        let name = self.name().expect("the database is on a server");
        PgConnection::connect(&server())
            .await
            .expect("the test server answers")
            .execute(sqlx::AssertSqlSafe(sql.replace("{}", name)))
            .await
            .expect("the statement runs");
    }
}

fn server() -> String {
    std::env::var("THIDUA_TEST_POSTGRES").expect(
        "THIDUA_TEST_POSTGRES names a PostgreSQL server: run the tests through `make test` or `scripts/with-postgres`",
    )
}

async fn postgres(template: &str) -> String {
    let server = server();
    let name = format!(
        "t{}_{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    );
    let mut connection = PgConnection::connect(&server)
        .await
        .expect("the test server answers");
    connection
        .execute(sqlx::AssertSqlSafe(format!(
            "CREATE DATABASE {name} TEMPLATE {template}"
        )))
        .await
        .expect("a database can be made");
    let (head, _) = server
        .rsplit_once('/')
        .expect("the address ends with a database");
    format!("{head}/{name}")
}
