//! What worlds begin with, made once a process and copied for every test: a test pays for its own facts only.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use store::units::ClusterYear;
use store::{Clock, Store};
use tokio::sync::OnceCell;

use crate::database::{Database, Kind};
use crate::sources::{FixedClock, sources};

/// A database and data folder with something in them.
pub(crate) struct Pattern {
    /// The year in it.
    pub(crate) year: ClusterYear,
    /// Where its clock stopped: a copy goes on from there.
    pub(crate) now: Timestamp,
    /// The files of its data folder; a static value is never dropped, and memory leaves nothing behind.
    files: Vec<(PathBuf, Vec<u8>)>,
    /// The database to be copied, where it is not a file of the folder.
    template: Option<String>,
}

/// One pattern for each database.
pub(crate) struct Patterns {
    sqlite: OnceCell<Pattern>,
    postgres: OnceCell<Pattern>,
}

impl Patterns {
    pub(crate) const fn new() -> Self {
        Self {
            sqlite: OnceCell::const_new(),
            postgres: OnceCell::const_new(),
        }
    }

    /// The pattern, made from an empty database by whoever asks first.
    pub(crate) async fn of(
        &self,
        kind: Kind,
        instant: &str,
        make: impl AsyncFnOnce(&Store) -> ClusterYear,
    ) -> &Pattern {
        let cell = match kind {
            Kind::Sqlite => &self.sqlite,
            Kind::Postgres => &self.postgres,
        };
        cell.get_or_init(|| Pattern::make(kind, instant, make))
            .await
    }
}

impl Pattern {
    async fn make(
        kind: Kind,
        instant: &str,
        make: impl AsyncFnOnce(&Store) -> ClusterYear,
    ) -> Self {
        let database = Database::new(kind).await;
        let clock = FixedClock::at(instant);
        let store = database.open(sources(&clock, 9)).await;
        let year = make(&store).await;
        store.close().await.expect("the database closes");
        Self {
            year,
            now: clock.now(),
            files: files_below(database.folder.path()),
            template: database.name().map(str::to_owned),
        }
    }

    /// A copy of it.
    pub(crate) async fn copy(&self, kind: Kind) -> Database {
        let database = match &self.template {
            Some(template) => Database::like(template).await,
            None => Database::new(kind).await,
        };
        for (path, content) in &self.files {
            let path = database.folder.path().join(path);
            let folder = path.parent().expect("a file stands in a folder");
            std::fs::create_dir_all(folder).expect("a folder can be made");
            std::fs::write(path, content).expect("a file can be written");
        }
        database
    }
}

fn files_below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let content = std::fs::read(&path).expect("the file can be read");
            let below = path.strip_prefix(folder).expect("it stands below");
            files.push((below.to_owned(), content));
        }
    }
    files
}
