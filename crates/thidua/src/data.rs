//! The data folder and the database in it.

use std::path::PathBuf;

use clap::Args;
use store::{Location, Sources, Store, StoreError};

/// Where the data are; every command takes it.
#[derive(Args, Clone, Debug)]
pub struct Data {
    /// Thư mục dữ liệu: cơ sở dữ liệu và tệp minh chứng.
    #[arg(long, env = "THIDUA_DATA", default_value = "data", value_name = "DIR")]
    pub data: PathBuf,
    /// Địa chỉ PostgreSQL (postgres://…); không có thì dùng SQLite trong thư mục dữ liệu.
    #[arg(
        long,
        env = "THIDUA_DATABASE",
        value_name = "URL",
        hide_env_values = true
    )]
    pub database: Option<String>,
}

impl Data {
    /// Opens the store, making the folder where it is missing.
    pub async fn open(&self) -> Result<Store, StoreError> {
        std::fs::create_dir_all(&self.data)?;
        let location = match &self.database {
            Some(address) => Location::Postgres(address.clone()),
            None => Location::Sqlite(self.data.join("thidua.db")),
        };
        Store::open(&location, &self.data, Sources::system()).await
    }
}
