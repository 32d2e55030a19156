//! The rows of rounds and reports.

use crate::table;

table!(round = "figures_round", keys { cluster_year_id, id }, {
    number: i64,
    name: String,
    basis: String,
    cut_off: Option<String>,
    as_of: String,
    last_day: String,
    signing: String,
    opened_at: i64,
    opened_by: String,
    version: i64,
});

table!(extension = "figures_extension", keys { cluster_year_id, id }, {
    round_id: String,
    unit_id: String,
    last_day: String,
    reason: String,
    given_at: i64,
    given_by: String,
});

table!(observation = "figures_observation", keys { cluster_year_id, id }, {
    round_id: String,
    unit_id: String,
    indicator: String,
    basis: String,
    cut_off: Option<String>,
    value: Option<i64>,
    absence: Option<String>,
    origin: String,
    source: Option<String>,
    evidence_id: Option<String>,
    formula: Option<String>,
    inputs: Option<String>,
    replaces: Option<String>,
    entered_at: i64,
    entered_by: String,
});

table!(confirmation = "figures_confirmation", keys { cluster_year_id, observation_id }, {
    round_id: String,
    unit_id: String,
    confirmed_at: i64,
    confirmed_by: String,
});

table!(revision = "figures_revision", keys { cluster_year_id, id }, {
    round_id: String,
    unit_id: String,
    number: i64,
    code: String,
    content: String,
    observations: String,
    made_at: i64,
    made_by: String,
});

table!(report_act = "figures_report_act", keys { cluster_year_id, id }, {
    round_id: String,
    unit_id: String,
    position: i64,
    act: String,
    state: String,
    revision_id: String,
    reason: Option<String>,
    errors: i64,
    warnings: i64,
    acted_at: i64,
    acted_by: String,
});

table!(remark = "figures_remark", keys { cluster_year_id, id }, {
    act_id: String,
    indicator: String,
    reason: String,
});

table!(
    signature = "figures_signature", keys { cluster_year_id, id }, {
        round_id: String,
        unit_id: String,
        revision_id: String,
        way: String,
        evidence_id: Option<String>,
        symbol: Option<String>,
        signed_on: String,
        capacity: String,
        privacy_key: Option<String>,
        signer: Option<String>,
        recorded_at: i64,
        recorded_by: String,
    }
    personal { signer }
);

table!(section_link = "figures_section_link", keys { cluster_year_id, id }, {
    round_id: String,
    unit_id: String,
    section: String,
    department: String,
    token_digest: String,
    last_day: String,
    lent_at: i64,
    lent_by: String,
    taken_back_at: Option<i64>,
    taken_back_by: Option<String>,
});
