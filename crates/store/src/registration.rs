//! Registration (đăng ký thi đua): the common theme and plan, the versions of each unit's registration, the pledge.
//!
//! Nothing here is ever changed: a new theme, an amendment, a correction of the pledge are new rows, the earlier ones stay
//! readable.

mod plan;
mod pledge;
mod theme;
mod versions;

use crate::table;

pub use plan::{ClusterPlan, NewPlan};
pub use pledge::{Pledge, StoredPledge};
pub use theme::CommonTheme;
pub(crate) use versions::instant;
pub use versions::{NewVersion, StoredVersion, VersionError};

table!(theme_row = "registration_theme", keys { cluster_year_id, id }, {
    position: i64,
    text: String,
    source: Option<String>,
    set_at: i64,
    set_by: String,
});

table!(plan_row = "registration_plan", keys { cluster_year_id, id }, {
    position: i64,
    symbol: Option<String>,
    issued_on: Option<String>,
    file_id: Option<String>,
    set_at: i64,
    set_by: String,
});

table!(version_row = "registration_version", keys { cluster_year_id, id }, {
    unit_id: String,
    number: i64,
    directive_id: Option<String>,
    content: String,
    source: Option<String>,
    made_at: i64,
    made_by: String,
});

table!(pledge_row = "registration_pledge", keys { cluster_year_id, id }, {
    signed_on: String,
    text: Option<String>,
    source: Option<String>,
    recorded_at: i64,
    recorded_by: String,
});

table!(pledge_correction_row = "registration_pledge_correction", keys { cluster_year_id, id }, {
    position: i64,
    signed_on: String,
    text: Option<String>,
    reason: String,
    corrected_at: i64,
    corrected_by: String,
});

table!(pledge_unsigned_row = "registration_pledge_unsigned", keys { cluster_year_id, id }, {
    position: i64,
    unit_id: String,
});
