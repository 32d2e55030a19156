//! What the store keeps, on SQLite and on PostgreSQL.

mod evidence;
mod history;
mod opening;
mod reports;
mod sessions;
