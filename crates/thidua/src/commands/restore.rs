//! `thidua restore`: an archive back into a data folder that has no data yet.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;
use store::evidence::FOLDER;
use store::{Location, Sources, Store};

use super::say;
use crate::archive::{Damage, Manifest, unpack};
use crate::configuration::Flags;
use crate::data::{DATABASE_FILE, Data, make_writable};
use crate::failure::{Failure, Outcome};
use crate::progress;

/// Options of `restore`.
#[derive(Args, Debug)]
pub struct Restore {
    #[command(flatten)]
    data: Data,
    /// Tệp sao lưu do “thidua backup” tạo
    #[arg(long, value_name = "TỆP")]
    from: PathBuf,
}

/// Checks everything beside its place, then moves it there.
pub async fn run(options: Restore) -> Result<Outcome, Failure> {
    let configuration = options.data.configuration(Flags::default())?;
    let data = &options.data.data;
    if let Location::Postgres(_) = options.data.location(&configuration) {
        return Err(Failure::wrong_use(
            "Lệnh này khôi phục vào SQLite trong thư mục dữ liệu; cấu hình đang chỉ tới PostgreSQL. Bỏ mục database (--database, THIDUA_DATABASE) rồi chạy lại; dữ liệu của PostgreSQL khôi phục bằng “pg_restore”.",
        ));
    }
    let archive = open(&options.from)?;
    refuse_to_overwrite(data)?;
    make_writable(data)?;
    let place = tempfile::tempdir_in(data)?;
    let manifest =
        check(archive, place.path()).map_err(|damage| sentence(&options.from, damage))?;
    bring_forward(place.path()).await?;
    move_in(place.path(), data)?;
    say(&format!(
        "Đã khôi phục vào {}: cơ sở dữ liệu và {} tệp minh chứng, mọi mã băm đều đúng (bản sao lưu lúc {}, do bản {} tạo).\nKiểm tra nhật ký bằng “thidua history verify --data {}”, rồi chạy “thidua serve”.\n",
        data.display(),
        manifest.files.len() - 1,
        made_at(&manifest),
        manifest.program,
        data.display()
    ));
    Ok(Outcome::Good)
}

/// When the archive was made, as people read it.
fn made_at(manifest: &Manifest) -> String {
    let instant = manifest.made_at.parse().map(vietnamese::date::moment);
    instant.unwrap_or_else(|_| manifest.made_at.clone())
}

fn open(path: &Path) -> Result<File, Failure> {
    File::open(path).map_err(|error| {
        let why = match error.kind() {
            ErrorKind::NotFound => "không có tệp này".to_owned(),
            ErrorKind::PermissionDenied => "không có quyền đọc".to_owned(),
            _ => error.to_string(),
        };
        Failure::wrong_use(format!(
            "Không mở được tệp sao lưu {}: {why}. Kiểm tra đường dẫn và quyền đọc.",
            path.display()
        ))
    })
}

/// Data are never written over: whoever restores into the wrong folder loses nothing.
fn refuse_to_overwrite(data: &Path) -> Result<(), Failure> {
    let holds = |name: &str| data.join(name).exists();
    if !holds(DATABASE_FILE) && !holds(FOLDER) {
        return Ok(());
    }
    Err(Failure::wrong_use(format!(
        "Thư mục {} đã có dữ liệu nên không khôi phục gì vào đó. Chỉ một thư mục chưa có dữ liệu bằng --data, hoặc đổi tên thư mục cũ rồi chạy lại.",
        data.display()
    )))
}

fn check(archive: File, place: &Path) -> Result<Manifest, Damage> {
    let bar = progress::bar(0, "Kiểm tra và giải nén");
    let manifest = unpack(archive, place, |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    })?;
    bar.finish_and_clear();
    if !place.join(DATABASE_FILE).exists() {
        return Err(Damage::Differs(DATABASE_FILE.to_owned()));
    }
    Ok(manifest)
}

/// Opens the database once, so that one which this program cannot open is refused before it is in place.
async fn bring_forward(place: &Path) -> Result<(), Failure> {
    let location = Location::Sqlite(place.join(DATABASE_FILE));
    let store = Store::open(&location, place, Sources::system()).await?;
    store.checkpoint().await?;
    Ok(store.close().await?)
}

/// The database comes last: where it is, everything is.
fn move_in(place: &Path, data: &Path) -> Result<(), Failure> {
    if place.join(FOLDER).exists() {
        std::fs::rename(place.join(FOLDER), data.join(FOLDER))?;
    }
    std::fs::rename(place.join(DATABASE_FILE), data.join(DATABASE_FILE))?;
    File::open(data)?.sync_all()?;
    Ok(())
}

fn sentence(from: &Path, damage: Damage) -> Failure {
    let from = from.display();
    match damage {
        Damage::Foreign => Failure::wrong_use(format!(
            "{from} không phải bản sao lưu do “thidua backup” tạo. Không khôi phục gì."
        )),
        Damage::Newer(program) => Failure::undone(format!(
            "{from} do bản Thi Đua {program} tạo; bản {} này chưa đọc được. Cài bản mới hơn rồi chạy lại.",
            env!("CARGO_PKG_VERSION")
        )),
        Damage::Broken => Failure::undone(format!(
            "{from} bị hỏng hoặc bị cắt cụt. Không khôi phục gì; dùng một bản sao lưu khác."
        )),
        Damage::Differs(path) => Failure::undone(format!(
            "{from} không nguyên vẹn: tệp {path} bị thiếu, thừa hoặc đã bị sửa. Không khôi phục gì; dùng một bản sao lưu khác."
        )),
        Damage::Disk(error) => error.into(),
    }
}
