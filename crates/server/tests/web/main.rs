//! Pages through real requests, on SQLite and on PostgreSQL.

mod api;
mod signing_in;
