//! `heads.toml`: the heads of the year, and those introduced for the next one.

use jiff::civil::Date;
use serde::Deserialize;

use super::check::{Check, Checked};
use super::{DirectiveKey, Evidence, Problem, UnitKey};

/// The heads of the year, and those introduced for the next one.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heads {
    /// The decision that recognises the heads of the year.
    pub recognition: Recognition,
    /// Head and deputies of the year.
    #[serde(rename = "head")]
    pub heads: Vec<Head>,
    /// Those introduced for the next year.
    pub succession: Succession,
}

/// The recognition of the heads of the year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recognition {
    /// The decision.
    pub decision: DirectiveKey,
    /// What one should know about it.
    pub note: String,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A unit that heads the cluster, or helps to.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The unit.
    pub unit: UnitKey,
    /// Head or deputy.
    pub role: Role,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Head or deputy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Cụm trưởng.
    Head,
    /// Cụm phó.
    Deputy,
}

impl Role {
    /// The Vietnamese term, as it stands inside a sentence.
    pub const fn term(self) -> &'static str {
        match self {
            Self::Head => "cụm trưởng",
            Self::Deputy => "cụm phó",
        }
    }
}

/// The heads introduced for the next year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Succession {
    /// The next year.
    pub year: i16,
    /// The day on which they were introduced.
    pub introduced_on: Date,
    /// Who introduced them, in the words of the article.
    pub introduced_by: String,
    /// The unit that is.
    pub introducing_unit: UnitKey,
    /// Whether a decision that recognises them is known.
    pub recognised: bool,
    /// Head and deputies.
    #[serde(rename = "head")]
    pub heads: Vec<Head>,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl Checked for Heads {
    const FILE: &'static str = "heads.toml";

    fn check(&self, check: &mut Check<'_>) {
        let recognition = &self.recognition;
        check
            .item("recognition")
            .evidence(&recognition.evidence)
            .directive(&recognition.decision);
        check_heads("head", &self.heads, check);
        let next = &self.succession;
        let item = check.item("succession").evidence(&next.evidence);
        item.says(&next.introduced_by)
            .says(&format!("năm {}", next.year))
            .unit(&next.introducing_unit);
        check_heads("succession.head", &next.heads, check);
    }
}

fn check_heads(list: &str, heads: &[Head], check: &mut Check<'_>) {
    check.keys(list, heads.iter().map(|head| head.unit.as_str()));
    let found = heads.iter().filter(|head| head.role == Role::Head).count();
    let not_one = || Problem::NotExactlyOne {
        what: Role::Head.term(),
        found,
    };
    check.item(list).expect(found == 1, not_one);
    for head in heads {
        let item = check
            .item(format!("{list} “{}”", head.unit))
            .evidence(&head.evidence);
        item.names_member(&head.unit).says(head.role.term());
    }
}
