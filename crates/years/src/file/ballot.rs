//! `ballot.toml`: the outcome of the vote (bình xét, suy tôn).

use serde::Deserialize;

use super::check::{Check, Checked};
use super::{Evidence, Remark, UnitKey};

/// The outcome of the vote, as far as it is published.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// Who was elected.
    pub elected: Elected,
    /// How the vote was held.
    pub method: Remark,
    /// The counts.
    pub counts: Remark,
    /// The counting committee.
    pub counting_committee: Remark,
}

/// A unit that the meeting elected.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elected {
    /// The unit.
    pub unit: UnitKey,
    /// As what, verbatim.
    pub place: String,
    /// By whom and how, verbatim.
    pub manner: String,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl Checked for Ballot {
    const FILE: &'static str = "ballot.toml";

    fn check(&self, check: &mut Check<'_>) {
        let elected = &self.elected;
        let item = check
            .item("elected")
            .evidence(&elected.evidence)
            .names_member(&elected.unit);
        item.says(&elected.place).says(&elected.manner);
        check.item("method").remark(&self.method);
        check.item("counts").remark(&self.counts);
        check
            .item("counting_committee")
            .remark(&self.counting_committee);
    }
}
