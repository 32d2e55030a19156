//! What the store keeps, on SQLite and on PostgreSQL.

mod evidence;
mod history;
mod reports;
mod sessions;
