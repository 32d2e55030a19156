//! Pages through real requests, on SQLite and on PostgreSQL.

mod access_table;
mod api;
mod guards;
mod history;
mod portal;
mod registration;
mod signing_in;
mod visits;
