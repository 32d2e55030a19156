//! Years as they come into a store, on SQLite and on PostgreSQL.

mod demo;
mod place;
mod sample;
mod year_2021;
