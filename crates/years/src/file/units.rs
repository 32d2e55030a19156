//! `units.toml`: the members, the upper bodies, and what became of them.

use jiff::civil::Date;
use serde::Deserialize;

use super::check::{Check, Checked};
use super::{Evidence, Problem};

rules::id!(
    /// The key of a unit in the files of a year: `ben-tre`.
    UnitKey
);

/// The units of a year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Units {
    /// The members.
    #[serde(rename = "member")]
    pub members: Vec<Member>,
    /// Members of an earlier year that are none in this one.
    #[serde(default, rename = "former_member")]
    pub former_members: Vec<FormerMember>,
    /// Upper bodies (cơ quan cấp trên).
    #[serde(rename = "upper_body")]
    pub upper_bodies: Vec<UpperBody>,
    /// Mergers of units.
    #[serde(default, rename = "merger")]
    pub mergers: Vec<Merger>,
}

/// A member of the cluster in the year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// Its key.
    pub key: UnitKey,
    /// The official name in full.
    pub name: String,
    /// The name in tables.
    pub short_name: String,
    /// The province or city, with its kind: `tỉnh Bến Tre`.
    pub province: String,
    /// Other spellings of the name in the article.
    #[serde(default, rename = "alias")]
    pub aliases: Vec<Alias>,
    /// What name and membership stand on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A spelling of a name in the article that is not the official one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The spelling.
    pub text: String,
    /// Where it stands.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A member of an earlier year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerMember {
    /// Its key.
    pub key: UnitKey,
    /// The official name in full.
    pub name: String,
    /// The name in tables.
    pub short_name: String,
    /// The province or city, with its kind.
    pub province: String,
    /// The last emulation year of its membership that is known.
    pub last_year: i16,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// An upper body.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpperBody {
    /// Its key.
    pub key: UnitKey,
    /// The official name in full.
    pub name: String,
    /// The name in tables.
    pub short_name: String,
    /// Its letters in symbols of papers.
    pub symbol: String,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A merger of units into another.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Merger {
    /// The units that ended.
    pub units: Vec<UnitKey>,
    /// The unit that goes on; none where the files of the year do not have it.
    pub into: Option<UnitKey>,
    /// The province or city of the successor.
    pub province: String,
    /// The day.
    pub on: Date,
    /// Whether the name that the successor took is known.
    pub name_known: bool,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What all units have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitNames<'a> {
    /// The key.
    pub key: &'a UnitKey,
    /// The official name in full.
    pub name: &'a str,
    /// The name in tables.
    pub short_name: &'a str,
}

impl Member {
    /// The official name and every other spelling on record.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let aliases = self.aliases.iter().map(|alias| alias.text.as_str());
        std::iter::once(self.name.as_str()).chain(aliases)
    }
}

impl Units {
    /// Every unit of the file: members, former members, upper bodies.
    pub fn all(&self) -> impl Iterator<Item = UnitNames<'_>> {
        let members = self
            .members
            .iter()
            .map(|unit| (&unit.key, &unit.name, &unit.short_name));
        let former = self
            .former_members
            .iter()
            .map(|unit| (&unit.key, &unit.name, &unit.short_name));
        let upper = self
            .upper_bodies
            .iter()
            .map(|unit| (&unit.key, &unit.name, &unit.short_name));
        members
            .chain(former)
            .chain(upper)
            .map(|(key, name, short_name)| UnitNames {
                key,
                name,
                short_name,
            })
    }

    /// The unit with this key.
    pub fn get(&self, key: &UnitKey) -> Option<UnitNames<'_>> {
        self.all().find(|unit| unit.key == key)
    }

    /// The member with this key.
    pub fn member(&self, key: &UnitKey) -> Option<&Member> {
        self.members.iter().find(|member| member.key == *key)
    }
}

impl Checked for Units {
    const FILE: &'static str = "units.toml";

    fn check(&self, check: &mut Check<'_>) {
        check.keys(
            "member, former_member, upper_body",
            self.all().map(|unit| unit.key.as_str()),
        );
        for member in &self.members {
            let item = check
                .item(format!("member “{}”", member.key))
                .evidence(&member.evidence);
            item.names_member(&member.key);
            for alias in &member.aliases {
                let item = check.item(format!("member “{}”, alias “{}”", member.key, alias.text));
                item.evidence(&alias.evidence).says(&alias.text);
            }
        }
        for former in &self.former_members {
            let item = check.item(format!("former_member “{}”", former.key));
            item.evidence(&former.evidence).says(&former.name);
        }
        for upper in &self.upper_bodies {
            let item = check
                .item(format!("upper_body “{}”", upper.key))
                .evidence(&upper.evidence);
            item.says(&upper.name).says(&upper.symbol);
        }
        for merger in &self.mergers {
            check_merger(merger, check);
        }
    }
}

fn check_merger(merger: &Merger, check: &mut Check<'_>) {
    let name = format!("merger vào {}", merger.province);
    check.item(&name).evidence(&merger.evidence);
    for unit in &merger.units {
        let itself = || Problem::Twice {
            key: unit.to_string(),
        };
        check
            .item(&name)
            .unit(unit)
            .expect(merger.into.as_ref() != Some(unit), itself);
    }
    if let Some(into) = &merger.into {
        check.item(&name).unit(into);
    }
}
