//! The vote (bình xét, suy tôn): counting minutes and their outcome.

mod correction;
mod entry;
mod list;
mod messages;
mod minutes_fields;
mod minutes_form;
mod minutes_page;

use access::Matter;
use rules::ballot::messages::Names;
use rules::ids::{PersonId, UnitId};
use serde::Deserialize;
use store::ballot::RecordedMinutes;
use store::units::{ClusterYear, Member};

use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::Done;
use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
        .get("/nam/{year}/binh-xet", list::get)
        .get("/nam/{year}/binh-xet/tai-ve", list::export)
        .get("/nam/{year}/binh-xet/moi", entry::get)
        .post("/nam/{year}/binh-xet/moi", entry::post)
        .get("/nam/{year}/binh-xet/{minutes}", minutes_page::get)
        .get("/nam/{year}/binh-xet/{minutes}/sua", correction::get)
        .post("/nam/{year}/binh-xet/{minutes}/sua", correction::post)
}

/// The menu entry of this stage.
const MENU: &str = "binh-xet";

/// What pages say where a count is not published.
const UNPUBLISHED: &str = "không công bố";

/// What pages say where the minutes say nothing.
const SILENT: &str = "không nêu";

/// The minutes of an address.
#[derive(Deserialize)]
struct OfMinutes {
    minutes: String,
}

/// The address of the minutes of a year, or of something beneath it.
fn address(year: &ClusterYear, rest: &str) -> String {
    format!("/nam/{}/binh-xet{rest}", year.slug)
}

/// The matter of acts on minutes.
fn matter(year: &ClusterYear, series: &str) -> Matter {
    Matter::of_year("minutes", series, &year.id)
}

/// All revisions of one matter's minutes, the newest first.
async fn revisions(
    app: &App,
    year: &ClusterYear,
    series: &str,
) -> Result<Vec<RecordedMinutes>, PageError> {
    let mut all = app.store().minutes(&year.id).await?;
    all.retain(|minutes| minutes.series == series);
    if all.is_empty() {
        return Err(PageError::NotFound);
    }
    Ok(all)
}

/// The names in sentences about minutes.
struct MemberNames<'a>(&'a [Member]);

impl Names for MemberNames<'_> {
    fn unit(&self, unit: &UnitId) -> String {
        let known = self.0.iter().find(|member| member.unit == *unit);
        known.map_or_else(|| SILENT.to_owned(), |member| member.name.clone())
    }

    /// Minutes name counters by text.
    fn person(&self, person: &PersonId) -> String {
        person.to_string()
    }
}
