//! What the store keeps, on SQLite and on PostgreSQL.

mod history;
mod reports;
