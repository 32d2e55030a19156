//! Counting minutes (biên bản kiểm phiếu): revisions with their votes and counting committee.

mod minutes;
mod outcome;
mod read;

use crate::keyed::keyed;
use crate::table;

pub use minutes::{Candidate, CommitteeMember, MinutesFacts, RecordedMinutes};
pub use outcome::Elected;

pub(crate) use minutes::is_voted;

table!(minutes_row = "ballot_minutes", keys { cluster_year_id, id }, {
    series: String,
    revision: i64,
    reason: Option<String>,
    subject: String,
    manner: Option<String>,
    held_on: Option<String>,
    held_at: Option<String>,
    place: Option<String>,
    members: Option<i64>,
    entitled: Option<i64>,
    present: Option<i64>,
    issued: Option<i64>,
    collected: Option<i64>,
    valid: Option<i64>,
    invalid: Option<i64>,
    seats: Option<i64>,
    threshold_ratio: Option<String>,
    threshold_comparator: Option<String>,
    threshold_base: Option<String>,
    threshold_citation: Option<String>,
    waiver: Option<String>,
    complaints: Option<String>,
    recorded_at: i64,
    recorded_by: String,
    source: Option<String>,
});

table!(votes_row = "ballot_votes", keys { cluster_year_id, id }, {
    minutes_id: String,
    unit_id: String,
    agreed: Option<i64>,
    elected_as: Option<String>,
    source: Option<String>,
});

table!(
    counter_row = "ballot_counter", keys { cluster_year_id, id }, {
        minutes_id: String,
        position: i64,
        privacy_key: Option<String>,
        name: Option<String>,
        unit_id: Option<String>,
    }
    personal { name }
);

keyed!(
    /// How the vote was held.
    Manner {
        /// By ballots in a box.
        SecretBallot = "secret_ballot", "Bỏ phiếu kín";
        /// By hands.
        ShowOfHands = "show_of_hands", "Biểu quyết giơ tay";
        /// By letters of members who did not meet.
        InWriting = "in_writing", "Lấy ý kiến bằng văn bản";
        /// By an electronic vote.
        Electronic = "electronic", "Bỏ phiếu điện tử";
    }
);
