//! A trial run: both years, and an account of each kind with a password made for this run.

use access::Gate;
use access::Matter;
use access::actions::people::KeepPeople;
use serde::Deserialize;
use store::Store;
use store::people::{NewAccount, PositionRole};

use crate::data::permit;
use crate::failure::Failure;
use crate::password::readable;

/// The accounts, as data.
const ACCOUNTS: &str = include_str!("demo/accounts.toml");

/// Syllables of a password of a trial run.
const SYLLABLES: usize = 4;

/// The first day of every position: before both years.
const SINCE: jiff::civil::Date = jiff::civil::date(2021, 1, 1);

#[derive(Deserialize)]
struct Plan {
    account: Vec<Planned>,
}

#[derive(Deserialize)]
struct Planned {
    kind: String,
    login: String,
    unit: String,
    role: String,
    title: String,
}

/// An account that anybody at this machine may sign in with.
pub struct DemoAccount {
    /// What the person is, for programs.
    pub kind: String,
    /// What the person is, for people.
    pub title: String,
    /// The name to sign in with.
    pub login: String,
    /// The password of this run.
    pub password: String,
}

/// Loads what is missing, and gives every account a new password.
pub async fn prepare(store: &Store, gate: &Gate) -> Result<Vec<DemoAccount>, Failure> {
    let mut accounts = Vec::new();
    for planned in plan().account {
        accounts.push(account(store, gate, planned).await?);
    }
    Ok(accounts)
}

fn plan() -> Plan {
    toml::from_str(ACCOUNTS).expect("a test reads the accounts")
}

async fn account(store: &Store, gate: &Gate, planned: Planned) -> Result<DemoAccount, Failure> {
    let password = readable(store.sources(), SYLLABLES);
    match store.account_by_login(&planned.login).await? {
        Some(known) => {
            let matter = Matter::instance("account", known.person.as_str());
            let permit = permit(gate, KeepPeople, matter)?;
            store
                .set_password(&permit, &known.person, password.clone())
                .await?;
        }
        None => add(store, gate, &planned, password.clone()).await?,
    }
    Ok(DemoAccount {
        kind: planned.kind,
        title: planned.title,
        login: planned.login,
        password,
    })
}

async fn add(
    store: &Store,
    gate: &Gate,
    planned: &Planned,
    password: String,
) -> Result<(), Failure> {
    let unit = store.unit_by_slug(&planned.unit).await?.ok_or_else(|| {
        Failure::undone(format!("Dữ liệu không có đơn vị “{}”; --demo cần một thư mục dữ liệu mới, hoặc dữ liệu do --demo tạo.", planned.unit))
    })?;
    let role = role(planned);
    let new = NewAccount {
        login: planned.login.clone(),
        name: format!("{} (tài khoản mẫu)", planned.title),
        password,
        sample: true,
        role,
        unit: unit.id,
        title: role.title().to_owned(),
        valid_from: SINCE,
    };
    let permit = permit(gate, KeepPeople, Matter::instance("person", ""))?;
    store.add_account(&permit, new).await?;
    Ok(())
}

fn role(planned: &Planned) -> PositionRole {
    PositionRole::from_key(&planned.role).expect("a test knows every role of the accounts")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_an_account_of_each_kind_with_a_known_role() {
        let accounts = plan().account;
        for kind in [
            "administrator",
            "officer",
            "leader",
            "head",
            "deputy",
            "superior",
            "editor",
        ] {
            assert!(
                accounts.iter().any(|account| account.kind == kind),
                "{kind}"
            );
        }
        for account in &accounts {
            assert_eq!(role(account).key(), account.role);
        }
    }
}
