//! Pages through real requests, on SQLite and on PostgreSQL.

mod signing_in;
