//! `awards.toml`: what the cluster proposes, and what became of it.

use serde::Deserialize;

use super::check::{Check, Checked};
use super::{Evidence, Remark, UnitKey};

/// The awards of a year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Awards {
    /// The body to which they are proposed.
    pub proposed_to: UnitKey,
    /// The proposals.
    #[serde(rename = "award")]
    pub awards: Vec<Award>,
    /// The decision.
    pub decision: Remark,
}

/// An award proposed for a unit.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Award {
    /// The unit.
    pub unit: UnitKey,
    /// The code of the award in the law.
    pub award: String,
    /// Its wording, verbatim.
    pub wording: String,
    /// How far it has come.
    pub state: AwardState,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// How far an award has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AwardState {
    /// Đề nghị.
    Proposed,
    /// Đã có quyết định.
    Decided,
}

impl Checked for Awards {
    const FILE: &'static str = "awards.toml";

    fn check(&self, check: &mut Check<'_>) {
        check.item("proposed_to").unit(&self.proposed_to);
        for award in &self.awards {
            let item = check
                .item(format!("award “{}”", award.unit))
                .evidence(&award.evidence);
            item.names_member(&award.unit)
                .says(&award.wording)
                .award(&award.award);
        }
        let decided = self
            .awards
            .iter()
            .any(|award| award.state == AwardState::Decided);
        check
            .item("decision")
            .remark(&self.decision)
            .given(decided, &self.decision.evidence);
    }
}
