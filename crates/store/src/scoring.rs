//! Scoring (chấm điểm): versions of the table, scores, their publication, and who is not ranked.
//!
//! Nothing that was issued or scored is ever changed: a new version and a new score are new rows.

mod eligibility;
mod publication;
mod scores;
mod tables;

use crate::table;

pub use eligibility::EligibilityMark;
pub use publication::{Publication, PublishError};
pub use scores::{NewScores, ScoringError, StoredScore};
pub use tables::{NewTableAct, RecordedTableAct, StoredTable, TableActError};

pub(crate) use eligibility::ground_of;
pub(crate) use publication::{is_published, is_ranked};

table!(table_row = "scoring_table", keys { cluster_year_id, id }, {
    number: i64,
    content: String,
    reason: Option<String>,
    source: Option<String>,
    begun_at: i64,
    begun_by: String,
    version: i64,
});

table!(table_act_row = "scoring_table_act", keys { cluster_year_id, id }, {
    table_id: String,
    position: i64,
    act: String,
    on_date: String,
    paper: Option<String>,
    note: Option<String>,
    recorded_at: i64,
    recorded_by: String,
});

table!(score_row = "scoring_score", keys { cluster_year_id, id }, {
    table_id: String,
    unit_id: String,
    position: i64,
    criterion: String,
    kind: String,
    points: i64,
    reason: Option<String>,
    scored_at: i64,
    scored_by: String,
});

table!(publication_row = "scoring_publication", keys { cluster_year_id, id }, {
    table_id: String,
    position: i64,
    published: bool,
    note: Option<String>,
    recorded_at: i64,
    recorded_by: String,
});

table!(eligibility_row = "scoring_eligibility", keys { cluster_year_id, id }, {
    unit_id: String,
    position: i64,
    ground: Option<String>,
    note: String,
    recorded_at: i64,
    recorded_by: String,
});
