//! One account for each kind of person, for walking through the years; passwords are made anew at each call.

use access::actions::people::KeepPeople;
use access::{Gate, Matter};
use jiff::civil::{Date, date};
use store::people::{NewAccount, PositionRole};
use store::{Sources, Store};

use crate::load::LoadError;
use crate::program::Program;

/// A kind of person to try the program as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoKind {
    /// Quản trị hệ thống.
    Administrator,
    /// Cán bộ thi đua of a plain member.
    Officer,
    /// Lãnh đạo of that member.
    Leader,
    /// Cán bộ thi đua of the head of the sample year 2022.
    Head,
    /// Cán bộ thi đua of the head of 2021.
    Head2021,
    /// Cán bộ thi đua of a deputy head of the sample year.
    Deputy,
    /// Cán bộ of the upper body.
    Superior,
    /// Biên tập viên of the site's owner.
    Editor,
}

/// An account to sign in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// As what kind of person.
    pub kind: DemoKind,
    /// The name to sign in with.
    pub login: &'static str,
    /// The password of this run.
    pub password: String,
}

/// Letters and digits that are not taken for one another when read from a terminal.
const LEGIBLE: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// All positions begin before the first year.
const SINCE: Date = date(2021, 1, 1);

impl DemoKind {
    /// All kinds, in the order in which a newcomer meets them.
    pub const ALL: [Self; 8] = [
        Self::Administrator,
        Self::Officer,
        Self::Leader,
        Self::Head,
        Self::Head2021,
        Self::Deputy,
        Self::Superior,
        Self::Editor,
    ];

    /// The Vietnamese name of the kind, with the unit.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Administrator => "Quản trị hệ thống",
            Self::Officer => "Cán bộ thi đua (Bến Tre; cụm phó năm 2021)",
            Self::Leader => "Lãnh đạo đơn vị (Bến Tre)",
            Self::Head => "Thường trực cụm năm 2022 (Đồng Tháp, cụm trưởng)",
            Self::Head2021 => "Thường trực cụm năm 2021 (Bạc Liêu, cụm trưởng)",
            Self::Deputy => "Cụm phó năm 2022 (Vĩnh Long)",
            Self::Superior => "Cơ quan cấp trên (Học viện)",
            Self::Editor => "Biên tập viên (Trà Vinh)",
        }
    }

    const fn login(self) -> &'static str {
        match self {
            Self::Administrator => "quan-tri",
            Self::Officer => "can-bo",
            Self::Leader => "lanh-dao",
            Self::Head => "cum-truong",
            Self::Head2021 => "cum-truong-2021",
            Self::Deputy => "cum-pho",
            Self::Superior => "cap-tren",
            Self::Editor => "bien-tap",
        }
    }

    const fn unit(self) -> &'static str {
        match self {
            Self::Officer | Self::Leader => "ben-tre",
            Self::Head => "dong-thap",
            Self::Head2021 => "bac-lieu",
            Self::Deputy => "vinh-long",
            Self::Administrator | Self::Superior => "hoc-vien-chinh-tri-quoc-gia-ho-chi-minh",
            Self::Editor => "tra-vinh",
        }
    }

    const fn role(self) -> PositionRole {
        match self {
            Self::Administrator => PositionRole::Administrator,
            Self::Officer | Self::Head | Self::Head2021 | Self::Deputy | Self::Superior => {
                PositionRole::Officer
            }
            Self::Leader => PositionRole::Leader,
            Self::Editor => PositionRole::Editor,
        }
    }
}

/// Makes the accounts, or gives those that are there new passwords. The units must have been loaded.
pub async fn demo_accounts(store: &Store, gate: &Gate) -> Result<Vec<DemoAccount>, LoadError> {
    let program = Program::new(store, gate, "demo-accounts");
    let mut accounts = Vec::new();
    for kind in DemoKind::ALL {
        let password = password(store.sources());
        keep(&program, kind, password.clone()).await?;
        accounts.push(DemoAccount {
            kind,
            login: kind.login(),
            password,
        });
    }
    Ok(accounts)
}

async fn keep(program: &Program<'_>, kind: DemoKind, password: String) -> Result<(), LoadError> {
    let store = program.store;
    if let Some(known) = store.account_by_login(kind.login()).await? {
        let matter = Matter::instance("account", known.person.as_str());
        let permit = program.permit(KeepPeople, matter)?;
        store.set_password(&permit, &known.person, password).await?;
        return Ok(());
    }
    let unit = store.unit_by_slug(kind.unit()).await?;
    let unit = unit.ok_or(store::StoreError::NotFound("unit"))?;
    let new = NewAccount {
        login: kind.login().to_owned(),
        name: format!("{} (mẫu)", kind.role().title()),
        password,
        sample: true,
        role: kind.role(),
        unit: unit.id,
        title: kind.role().title().to_owned(),
        valid_from: SINCE,
    };
    let permit = program.permit(KeepPeople, Matter::instance("account", ""))?;
    store.add_account(&permit, new).await?;
    Ok(())
}

/// Twelve legible characters in three groups: 60 bits.
fn password(sources: &Sources) -> String {
    let letters = sources
        .bytes::<12>()
        .map(|byte| char::from(LEGIBLE[usize::from(byte % 32)]));
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join("-")
}
