//! What can go wrong in keeping; the ORM's own errors stay inside.

use std::error::Error;

use sea_orm::{DbErr, SqlErr};

/// A read or write did not happen. Nothing is half written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The thing asked for is not there.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// Somebody else changed it since it was read.
    #[error("{0} was changed by somebody else meanwhile")]
    Stale(&'static str),
    /// A row with the same unique value exists.
    #[error("{0} exists already")]
    Duplicate(&'static str),
    /// The act is not possible in the present state; the data says which and why.
    #[error("{what}: {why}")]
    Refused {
        /// What was to be done.
        what: &'static str,
        /// The reason, a key that the stage's messages know.
        why: &'static str,
    },
    /// A file is larger than the setting allows.
    #[error("file of {size} bytes is larger than {limit}")]
    TooLarge {
        /// Bytes received.
        size: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// A file's content is of a type that is not taken.
    #[error("files of type {0} are not taken")]
    FileType(String),
    /// A picture ends before its end: it was cut off on its way.
    #[error("the picture is cut off")]
    CutOff,
    /// The database was written by a newer program.
    #[error("the database is newer than the program")]
    Newer,
    /// The file is not a database, or a damaged one.
    #[error("the database cannot be read: {0}")]
    Broken(String),
    /// A file of evidence is not what it was when it was kept.
    #[error("a file of evidence was altered")]
    Altered,
    /// No room on the disk.
    #[error("the disk is full")]
    Full,
    /// The database does not answer; trying again later may help.
    #[error("the database does not answer")]
    Unavailable(#[source] Box<dyn Error + Send + Sync>),
    /// Anything else: a fault of the program or of the machine.
    #[error("storage failed")]
    Fault(#[source] Box<dyn Error + Send + Sync>),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(_)) = error.sql_err() {
            return Self::Duplicate("row");
        }
        if matches!(error, DbErr::ConnectionAcquire(_) | DbErr::Conn(_)) {
            return Self::Unavailable(Box::new(error));
        }
        from_text(error.to_string(), Box::new(error))
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::StorageFull {
            return Self::Full;
        }
        Self::Fault(Box::new(error))
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Fault(Box::new(error))
    }
}

/// An error of the driver before the ORM has the connection.
pub(crate) fn from_sqlx(error: sqlx::Error) -> StoreError {
    from_text(error.to_string(), Box::new(error))
}

/// SQLite and the driver tell some conditions only in words.
pub(crate) fn from_text(text: String, error: Box<dyn Error + Send + Sync>) -> StoreError {
    const FULL: &[&str] = &["disk is full", "No space left", "disk I/O error"];
    const BROKEN: &[&str] = &["file is not a database", "malformed"];
    const GONE: &[&str] = &[
        "terminating connection",
        "Connection refused",
        "closed",
        "timed out",
        "Broken pipe",
    ];
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(FULL) {
        return StoreError::Full;
    }
    if says(BROKEN) {
        return StoreError::Broken(text);
    }
    if says(GONE) {
        return StoreError::Unavailable(error);
    }
    StoreError::Fault(error)
}

/// Names the thing in an otherwise unnamed duplicate.
pub(crate) fn duplicate(what: &'static str) -> impl Fn(StoreError) -> StoreError {
    move |error| match error {
        StoreError::Duplicate(_) => StoreError::Duplicate(what),
        other => other,
    }
}
