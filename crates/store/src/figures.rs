//! Figures: what sources state, corrections, reports of the units, and the acts on them.
//!
//! How reports are kept, for those who build on them:
//!
//! - A **round** (kỳ báo cáo) belongs to a cluster-year: [`Store::rounds`] lists them, [`Store::round`] finds the one of an
//!   address (`number`), [`Store::open_round`] opens one. [`Round::catalogue`] gives the indicators that hold for it.
//! - A figure is an [`Observation`], never changed. Current is the one that none replaces: [`Store::round_figures`] reads those
//!   of all units in two queries, [`Store::unit_figures`] those of one; [`RoundFigures::figures`] and [`plain`] hand them to the
//!   rules as `Figures`. [`Store::observation_trail`] tells everything that was ever entered for a unit and an indicator,
//!   [`Store::observations`] those of known ids.
//! - Figures are entered section by section: [`Store::section_seen`], then [`Store::enter_figures`] with what was seen;
//!   `Stale` where somebody else entered figures of that section meanwhile, other sections do not matter. The permit's
//!   matter is `Matter::of_year("report", <round id>, year).of_unit(unit).in_section(section.key())`; a link's permit opens
//!   its own section only. A total is left to the program with [`NewValue::Computed`] and then follows its parts.
//!   [`Store::lend_section`] gives out such a link, [`Store::lent_link`] finds the one behind a token.
//!   [`Store::enter_on_behalf`] keeps the unit's message; figures stay marked until [`Store::confirm_figures`].
//! - Where reports stand: [`Store::reports`] (three queries for all units), then [`RoundReports::of`] and
//!   [`ReportStatus::days_late`]. What was done: [`Store::report_acts`], [`Store::revisions`], [`Store::signatures`].
//! - What the checks find: [`Store::report_findings`] for one unit, [`Store::round_findings`] for all.
//! - Acts: [`Store::send_report`], `return_report`, `approve_report`, `undo_approval`, `lock_report`, `unlock_report`, each with
//!   [`Seen`] (the number of acts; for sending also [`version_code`] of the figures that were read). The matter is the same
//!   without a section. [`Store::record_signature`] and [`Store::sign_on_screen`] sign what was last sent.

mod corrections;
mod entering;
mod findings;
mod lending;
mod observations;
mod reports;
mod revisions;
mod rounds;
pub(crate) mod rows;
mod signing;
mod statements;
mod status;

use access::{Action, Permit};
use rules::figures::{Basis, Decimal};
use rules::ids::UnitId;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

pub use corrections::{Correction, NewCorrection};
pub use entering::{EntryError, NewFigures, NewValue, UnitMessage, awaiting};
pub use lending::{LendingError, LinkState, NewSectionLink, SectionLink, check_link_last_day};
pub use observations::{CurrentFigure, Observation, Origin, RoundFigures, UnitFigures, plain};
pub use reports::{Remark, ReportError, Seen};
pub use revisions::{Revision, version_code};
pub use rounds::{ExtensionError, NewRound, Round, Signing};
pub use signing::{
    Capacity, NOT_A_LEADER, NOT_SENT, ON_PAPER, OTHER_CAPACITY, Signature, SignedPaper,
};
pub use statements::{NewStatement, Scope, StoredStatement};
pub use status::{RecordedAct, ReportStatus, RoundReports};

#[cfg(doc)]
use crate::Store;
use crate::history::Act;
use crate::units::{day, membership};
use crate::{StoreError, table};

table!(statement = "figures_statement", keys { cluster_year_id, id }, {
    position: i64,
    unit_id: Option<String>,
    indicator: Option<String>,
    section: String,
    scope: String,
    basis: Option<String>,
    cut_off: Option<String>,
    value: Option<i64>,
    written: Option<String>,
    counted: Option<String>,
    quotation: String,
    place: String,
    source: String,
    recorded_at: i64,
});

table!(correction = "figures_correction", keys { cluster_year_id, id }, {
    position: i64,
    indicator: String,
    unit_id: Option<String>,
    stated: i64,
    corrected: Option<i64>,
    text: String,
    on_date: String,
    made_at: i64,
});

/// The cluster-year of a permit's matter; figures belong to one.
fn year_of<A: Action>(permit: &Permit<A>) -> Result<String, StoreError> {
    let year = permit.matter().cluster_year();
    year.map(ToString::to_string)
        .ok_or(StoreError::NotFound("cluster year"))
}

/// The unit of a permit's matter; a report belongs to one.
fn unit_of<A: Action>(permit: &Permit<A>) -> Result<UnitId, StoreError> {
    let unit = permit.matter().unit();
    unit.cloned().ok_or(StoreError::NotFound("unit"))
}

/// Figures of a unit that takes no part in the year are refused.
pub(crate) async fn require_member(act: &Act, year: &str, unit: &UnitId) -> Result<(), StoreError> {
    let found = membership::Entity::find()
        .filter(membership::Column::ClusterYearId.eq(year))
        .filter(membership::Column::UnitId.eq(unit.as_str()))
        .filter(membership::Column::Role.eq("member"))
        .count(act.db())
        .await?;
    if found > 0 {
        return Ok(());
    }
    Err(StoreError::Refused {
        what: "figures",
        why: NOT_A_MEMBER,
    })
}

/// Why figures of a unit outside the year are refused.
pub const NOT_A_MEMBER: &str = "not a member";

fn read_basis(key: Option<&str>, cut_off: Option<&str>) -> Result<Option<Basis>, StoreError> {
    let Some(key) = key else { return Ok(None) };
    Basis::from_key(key, day(cut_off)?)
        .map(Some)
        .map_err(|error| StoreError::Broken(error.to_string()))
}

fn cut_off_text(basis: &Basis) -> Option<String> {
    basis.cut_off().map(|date| date.to_string())
}

fn decimal(stored: Option<i64>) -> Option<Decimal> {
    stored.map(Decimal::from_ten_thousandths)
}
