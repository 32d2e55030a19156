//! What a unit was elected as and awarded across years; what a predecessor received is seen from the successor.

use jiff::civil::Date;
use rules::awards::{AwardState, Decision};
use rules::ids::UnitId;
use rules::units::predecessors;
use store::units::Unit;
use vietnamese::date::short;

use super::known::Known;
use crate::web::app::App;
use crate::web::error::PageError;

/// One election or award.
pub(crate) struct AwardLine {
    pub(crate) slug: String,
    pub(crate) year: i16,
    pub(crate) sample: bool,
    pub(crate) what: String,
    /// The legal unit of its day, by the name of that year.
    pub(crate) unit: String,
    pub(crate) of_predecessor: bool,
    pub(crate) state: String,
}

/// Everything a unit and its predecessors were elected as and proposed or decided for, newest year first.
pub(crate) async fn awards_of(
    app: &App,
    known: &Known,
    unit: &Unit,
) -> Result<Vec<AwardLine>, PageError> {
    let bearers = predecessors(&known.mergers(), &unit.id, Date::MAX);
    let mut lines = Vec::new();
    for year in &known.years {
        let line = |bearer: &UnitId, what: String, state: String| AwardLine {
            slug: year.slug.clone(),
            year: year.year,
            sample: year.sample,
            what,
            unit: known.name_on(bearer, year.last_day()),
            of_predecessor: *bearer != unit.id,
            state,
        };
        for elected in app.store().elected_of_year(&year.id).await? {
            if bearers.contains(&elected.unit) {
                let what = format!("Được suy tôn: {}", elected.elected_as);
                lines.push(line(&elected.unit, what, ELECTED.to_owned()));
            }
        }
        for award in app.store().awards_of_year(&year.id).await? {
            let bearer = &award.proposed.unit;
            if bearers.contains(bearer) {
                lines.push(line(
                    bearer,
                    award.proposed.wording.clone(),
                    state_words(&award.state),
                ));
            }
        }
    }
    Ok(lines)
}

const ELECTED: &str = "Theo kết quả bình xét của Cụm";

/// Where an award stands, in public words: why one is not decided yet concerns nobody outside.
pub(crate) fn state_words(state: &AwardState) -> String {
    let by = |decision: &Decision| format!("{} ngày {}", decision.symbol, short(decision.on));
    match state {
        AwardState::Proposed | AwardState::Suspended { .. } => {
            "Đề nghị, chưa có quyết định".to_owned()
        }
        AwardState::InForce { decision } => format!("Quyết định {}", by(decision)),
        AwardState::Cancelled { decision } => format!("Đã hủy bỏ theo quyết định {}", by(decision)),
        AwardState::Recovered { decision } => {
            format!("Đã thu hồi theo quyết định {}", by(decision))
        }
    }
}
