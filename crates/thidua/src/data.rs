//! The data folder and the database in it.

use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use access::{Action, Gate, Matter, Permit, Principal};
use clap::Args;
use store::{Location, Sources, Store};

use crate::configuration::{Configuration, Flags};
use crate::failure::Failure;

/// Held by the process that serves the folder.
const LOCK_FILE: &str = "serve.lock";

/// The SQLite database in the data folder.
pub const DATABASE_FILE: &str = "thidua.db";

/// Where the data are; every command takes it.
#[derive(Args, Clone, Debug)]
pub struct Data {
    /// Thư mục dữ liệu: cơ sở dữ liệu, tệp minh chứng, thidua.toml [biến môi trường THIDUA_DATA; mặc định: data]
    #[arg(
        long,
        env = "THIDUA_DATA",
        default_value = "data",
        value_name = "THƯ_MỤC"
    )]
    pub data: PathBuf,
    /// Địa chỉ PostgreSQL (postgres://…); không có thì dùng SQLite trong thư mục dữ liệu [THIDUA_DATABASE]
    #[arg(long, value_name = "ĐỊA_CHỈ")]
    pub database: Option<String>,
}

impl Data {
    /// The configuration of this data folder, with what the command line sets.
    pub fn configuration(&self, flags: Flags) -> Result<Configuration, Failure> {
        let flags = Flags {
            database: self.database.clone(),
            ..flags
        };
        Configuration::read(&self.data, &flags)
    }

    /// Opens the store, making the folder where it is missing.
    pub async fn open_or_make(&self, configuration: &Configuration) -> Result<Store, Failure> {
        make_writable(&self.data)?;
        let location = self.location(configuration);
        Ok(Store::open(&location, &self.data, Sources::system()).await?)
    }

    /// Opens a store that is there already.
    pub async fn open(&self) -> Result<Store, Failure> {
        let configuration = self.configuration(Flags::default())?;
        if let Location::Sqlite(path) = self.location(&configuration)
            && !path.exists()
        {
            return Err(Failure::wrong_use(format!(
                "Chưa có dữ liệu trong {}. Chỉ đúng thư mục bằng --data, hoặc tạo dữ liệu bằng “thidua serve”, “thidua load-year”, “thidua restore”.",
                self.data.display()
            )));
        }
        self.open_or_make(&configuration).await
    }

    /// Where the database is.
    pub fn location(&self, configuration: &Configuration) -> Location {
        match &configuration.database {
            Some(address) => Location::Postgres(address.clone()),
            None => Location::Sqlite(self.data.join(DATABASE_FILE)),
        }
    }
}

/// Makes the folder and tries whether it can be written, before anything depends on it.
pub fn make_writable(folder: &Path) -> Result<(), Failure> {
    let mut new = std::fs::DirBuilder::new();
    let made = new.recursive(true).mode(0o700).create(folder);
    let tried = made.and_then(|()| tempfile::tempfile_in(folder));
    match tried {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::StorageFull => Err(error.into()),
        Err(error) => Err(Failure::undone(format!(
            "Không ghi được vào thư mục dữ liệu {} ({error}). Cho phép người dùng chạy thidua ghi vào đó, hoặc chọn thư mục khác bằng --data.",
            folder.display()
        ))),
    }
}

/// Holds the data folder for one serving process; let go with the value, also when the process is killed.
///
/// Several processes serve one PostgreSQL database; a SQLite database has one, which keeps counters in memory.
pub fn hold(folder: &Path) -> Result<std::fs::File, Failure> {
    let file = std::fs::File::create(folder.join(LOCK_FILE))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(Failure::wrong_use(format!(
            "Một chương trình Thi Đua khác đang chạy trên thư mục dữ liệu {}. Dừng chương trình đó trước, hoặc chọn thư mục khác bằng --data.",
            folder.display()
        ))),
        Err(std::fs::TryLockError::Error(error)) => Err(error.into()),
    }
}

/// A permit of the program itself, run by whoever owns the machine.
pub fn permit<A: Action>(gate: &Gate, action: A, matter: Matter) -> Result<Permit<A>, Failure> {
    Ok(gate.decide(&Principal::program("thidua"), action, matter)?)
}
