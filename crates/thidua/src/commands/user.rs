//! `thidua user`: accounts, above all the first administrator.

use access::actions::people::KeepPeople;
use access::actions::units::KeepUnits;
use access::{Gate, Matter};
use clap::{Args, Subcommand};
use rules::ids::UnitId;
use store::people::{Account, NewAccount, PositionRole, readable_password};
use store::units::{NewUnit, UnitKind, UnitName};
use store::{Store, StoreError};

use super::say;
use crate::configuration::Flags;
use crate::data::{Data, permit};
use crate::failure::{Failure, Outcome};

/// What to do with accounts.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Lập tài khoản; người quản trị đầu tiên được lập bằng lệnh này
    Add(Add),
    /// Đặt lại mật khẩu; mọi phiên đang mở của người đó kết thúc
    Password(Password),
}

/// Options of `user add`.
#[derive(Args, Debug)]
pub struct Add {
    #[command(flatten)]
    data: Data,
    /// Tên đăng nhập
    #[arg(value_name = "TÊN_ĐĂNG_NHẬP")]
    login: String,
    /// Họ và tên
    #[arg(long, value_name = "HỌ_TÊN")]
    name: String,
    /// Vai trò: administrator (quản trị), officer (cán bộ thi đua), leader (lãnh đạo), editor (biên tập viên)
    #[arg(long, value_name = "VAI_TRÒ", value_parser = ["administrator", "officer", "leader", "editor"])]
    role: String,
    /// Đơn vị, theo tên trong địa chỉ trang, ví dụ ben-tre
    #[arg(long, value_name = "ĐƠN_VỊ")]
    unit: String,
    /// Tên đầy đủ của đơn vị, khi đơn vị chưa có trong dữ liệu và cần lập luôn
    #[arg(long, value_name = "TÊN_ĐƠN_VỊ")]
    unit_name: Option<String>,
    /// Chức vụ bằng lời, ví dụ “Phó Hiệu trưởng”; không ghi thì theo vai trò
    #[arg(long, value_name = "CHỨC_VỤ")]
    title: Option<String>,
    /// Đọc mật khẩu từ một dòng của đầu vào chuẩn; không có thì chương trình tự đặt và in ra một lần
    #[arg(long)]
    password_stdin: bool,
}

/// Options of `user password`.
#[derive(Args, Debug)]
pub struct Password {
    #[command(flatten)]
    data: Data,
    /// Tên đăng nhập
    #[arg(value_name = "TÊN_ĐĂNG_NHẬP")]
    login: String,
    /// Đọc mật khẩu từ một dòng của đầu vào chuẩn; không có thì chương trình tự đặt và in ra một lần
    #[arg(long)]
    password_stdin: bool,
}

/// Syllables of a password that the program makes for a person.
const SYLLABLES: usize = 6;

/// Does what is asked.
pub async fn run(command: User) -> Result<Outcome, Failure> {
    match command {
        User::Add(options) => add(options).await,
        User::Password(options) => set_password(options).await,
    }
}

async fn add(options: Add) -> Result<Outcome, Failure> {
    let role = PositionRole::from_key(&options.role)
        .ok_or_else(|| Failure::wrong_use(format!("Không có vai trò “{}”.", options.role)))?;
    let configuration = options.data.configuration(Flags::default())?;
    let store = options.data.open_or_make(&configuration).await?;
    let gate = Gate::new()?;
    if store.account_by_login(&options.login).await?.is_some() {
        return Err(Failure::undone(format!(
            "Tên đăng nhập “{}” đã có người dùng. Chọn tên khác.",
            options.login
        )));
    }
    let (password, made) = password(&store, &options.login, options.password_stdin)?;
    let unit = unit(&store, &gate, &options).await?;
    let new = NewAccount {
        login: options.login.clone(),
        name: options.name,
        password: password.clone(),
        sample: false,
        role,
        unit,
        title: options.title.unwrap_or_else(|| role.title().to_owned()),
        valid_from: vietnamese::date::today(store.sources().now()),
    };
    let permit = permit(&gate, KeepPeople, Matter::instance("person", ""))?;
    store.add_account(&permit, new).await?;
    say(&format!("Đã lập tài khoản “{}”.\n", options.login));
    tell_password(&password, made);
    store.close().await?;
    Ok(Outcome::Good)
}

async fn set_password(options: Password) -> Result<Outcome, Failure> {
    let store = options.data.open().await?;
    let account = account(&store, &options.login).await?;
    let (password, made) = password(&store, &options.login, options.password_stdin)?;
    let matter = Matter::instance("account", account.person.as_str());
    let permit = permit(&Gate::new()?, KeepPeople, matter)?;
    store
        .set_password(&permit, &account.person, password.clone())
        .await?;
    say(&format!(
        "Đã đặt lại mật khẩu của “{}”; các phiên đang mở đã kết thúc.\n",
        options.login
    ));
    tell_password(&password, made);
    store.close().await?;
    Ok(Outcome::Good)
}

async fn account(store: &Store, login: &str) -> Result<Account, Failure> {
    let account = store.account_by_login(login).await?;
    account.ok_or_else(|| Failure::wrong_use(format!("Không có tài khoản “{login}”.")))
}

/// The password, and whether the program made it.
fn password(store: &Store, login: &str, from_input: bool) -> Result<(String, bool), Failure> {
    if !from_input {
        return Ok((readable_password(store.sources(), SYLLABLES), true));
    }
    let mut line = String::new();
    std::io::stdin().read_line(&mut line)?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    rules::password::check(&password, login)
        .map_err(|fault| Failure::wrong_use(server::password_sentence(&fault)))?;
    Ok((password, false))
}

fn tell_password(password: &str, made: bool) {
    if made {
        say(&format!(
            "Mật khẩu: {password}\nMật khẩu chỉ in một lần này; đổi ở trang Tài khoản của tôi sau khi đăng nhập.\n"
        ));
    }
}

/// The unit of the account; registered first where it is new and its full name was given.
async fn unit(store: &Store, gate: &Gate, options: &Add) -> Result<UnitId, Failure> {
    if let Some(unit) = store.unit_by_slug(&options.unit).await? {
        return Ok(unit.id);
    }
    let Some(name) = options.unit_name.clone() else {
        let units = store.units().await?;
        let known: Vec<&str> = units.iter().map(|unit| unit.slug.as_str()).collect();
        return Err(Failure::wrong_use(format!(
            "Không có đơn vị “{}”. Đơn vị đang có: {}. Để lập đơn vị mới, ghi thêm --unit-name “Tên đầy đủ”.",
            options.unit,
            if known.is_empty() {
                "chưa có".to_owned()
            } else {
                known.join(", ")
            }
        )));
    };
    let name = UnitName {
        short_name: name.clone(),
        name,
        valid_from: None,
        valid_to: None,
        source: "thidua user add".to_owned(),
    };
    let new = NewUnit {
        slug: options.unit.clone(),
        kind: UnitKind::UpperBody,
        superior: None,
        names: vec![name],
    };
    let permit = permit(gate, KeepUnits, Matter::instance("unit", ""))?;
    store
        .add_unit(&permit, new)
        .await
        .map_err(|error| match error {
            StoreError::Duplicate(_) => {
                Failure::undone("Đơn vị vừa được người khác lập. Chạy lại lệnh.")
            }
            other => other.into(),
        })
}
