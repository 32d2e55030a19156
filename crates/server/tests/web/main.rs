//! Pages through real requests, on SQLite and on PostgreSQL.

mod access_table;
mod api;
mod awards;
mod ballot;
mod cluster_years;
mod conference;
mod contacts;
mod desk;
mod editing;
mod figures_published;
mod figures_table;
mod guards;
mod handing_over;
mod history;
mod lost_database;
mod own_account;
mod people;
mod portal;
mod registration;
mod reports;
mod rounds;
mod scoring;
mod signing_in;
mod succession;
mod units;
mod visits;
