//! Proposals of awards, the decisions on them, and the quotas of a year.

mod acts;
mod proposals;
mod quotas;

use crate::table;

pub use acts::RecordedAct;
pub use proposals::{AwardEntry, NewProposal};

table!(proposal = "awards_proposal", keys { cluster_year_id, id }, {
    unit_id: String,
    award: String,
    wording: String,
    proposed_to: Option<String>,
    proposed_on: Option<String>,
    submission: Option<String>,
    source: Option<String>,
    version: i64,
});

table!(act_row = "awards_act", keys { cluster_year_id, id }, {
    proposal_id: String,
    position: i64,
    act: String,
    reason: Option<String>,
    decision: Option<String>,
    decided_on: Option<String>,
    recorded_at: i64,
    recorded_by: String,
    source: Option<String>,
});

table!(quota_row = "awards_quota", keys { cluster_year_id, id }, {
    award: String,
    most: i64,
    citation: String,
    version: i64,
});
