//! Awards (khen thưởng): proposals, decisions, register.

mod acts;
mod award_page;
mod messages;
mod proposal_form;
mod quotas;
mod register;

use access::Matter;
use jiff::civil::Date;
use rules::awards::{Award, Recipient};
use rules::ids::UnitId;
use rules::law::Law;
use serde::Deserialize;
use store::awards::AwardEntry;
use store::units::{ClusterYear, Member};

use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
        .get("/nam/{year}/khen-thuong", register::get)
        .get("/nam/{year}/khen-thuong/tai-ve", register::export)
        .get("/nam/{year}/khen-thuong/moi", proposal_form::get)
        .post("/nam/{year}/khen-thuong/moi", proposal_form::post)
        .get("/nam/{year}/khen-thuong/so-luong", quotas::get)
        .post("/nam/{year}/khen-thuong/so-luong", quotas::post)
        .get("/nam/{year}/khen-thuong/{award}", award_page::get)
        .get(
            "/nam/{year}/khen-thuong/{award}/sua",
            proposal_form::get_change,
        )
        .post(
            "/nam/{year}/khen-thuong/{award}/sua",
            proposal_form::post_change,
        )
        .post("/nam/{year}/khen-thuong/{award}/tam-dung", acts::suspend)
        .post("/nam/{year}/khen-thuong/{award}/quyet-dinh", acts::decide)
}

/// The menu entry of this stage.
const MENU: &str = "khen-thuong";

/// What pages say where no source says anything.
const SILENT: &str = "không nêu";

/// The entry of an address.
#[derive(Deserialize)]
struct OfAward {
    award: String,
}

/// The address of the register of a year, or of something beneath it.
fn address(year: &ClusterYear, rest: &str) -> String {
    format!("/nam/{}/khen-thuong{rest}", year.slug)
}

/// The matter of acts on an entry.
fn matter(year: &ClusterYear, id: &str) -> Matter {
    Matter::of_year("award", id, &year.id)
}

/// The entry of an address.
async fn entry(app: &App, year: &ClusterYear, id: &str) -> Result<AwardEntry, PageError> {
    let found = app.store().award(&year.id, id).await?;
    found.ok_or(PageError::NotFound)
}

/// What an award of the catalogue is called; its code where the day knows none.
fn award_name(code: &str, day: Date) -> String {
    let known = Law::embedded().award_at(code, day);
    known.map_or_else(|_| code.to_owned(), |award| award.name.clone())
}

/// The awards that a unit can be proposed for on a day.
fn of_units(day: Date) -> impl Iterator<Item = &'static Award> {
    let all = Law::embedded().awards_at(day);
    all.filter(|award| award.recipient != Some(Recipient::Person))
}

/// The full name of a unit in the year.
fn unit_name(members: &[Member], unit: &UnitId) -> String {
    let known = members.iter().find(|member| member.unit == *unit);
    known.map_or_else(|| SILENT.to_owned(), |member| member.name.clone())
}
