//! Plans, themes, registrations, pledge (đăng ký, giao ước).

mod amendment;
mod common_theme;
mod messages;
mod plan;
mod pledge;
mod registers;
mod unit_page;

use access::Matter;
use rules::ids::DirectiveId;
use serde::Deserialize;
use store::directives::Directive;
use store::registration::StoredVersion;
use store::units::{ClusterYear, Member};

pub(crate) use self::messages::reminder;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::names::member;
use crate::web::page::Done;
use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
        .get("/nam/{year}/dang-ky", registers::get)
        .get("/nam/{year}/dang-ky/tai-ve", registers::export)
        .get("/nam/{year}/dang-ky/chu-de", common_theme::get)
        .post("/nam/{year}/dang-ky/chu-de", common_theme::post)
        .get("/nam/{year}/dang-ky/giao-uoc", pledge::get)
        .post("/nam/{year}/dang-ky/giao-uoc", pledge::post)
        .get("/nam/{year}/dang-ky/ke-hoach", plan::get)
        .post("/nam/{year}/dang-ky/ke-hoach", plan::post)
        .get("/nam/{year}/dang-ky/ke-hoach/tep", plan::file)
        .get("/nam/{year}/dang-ky/{unit}", unit_page::get)
        .get(
            "/nam/{year}/dang-ky/{unit}/ke-hoach/{number}",
            unit_page::plan_file,
        )
        .get("/nam/{year}/dang-ky/{unit}/sua", amendment::get)
        .post("/nam/{year}/dang-ky/{unit}/sua", amendment::post)
}

/// The menu entry of this stage.
const MENU: &str = "dang-ky";

/// What pages say where no source says anything.
const SILENT: &str = "không nêu";

/// The unit of an address.
#[derive(Deserialize)]
struct OfUnit {
    unit: String,
}

/// The address of the registrations of a year, or of something beneath it.
fn address(year: &ClusterYear, rest: &str) -> String {
    format!("/nam/{}/dang-ky{rest}", year.slug)
}

/// The matter of acts on the registrations of a year.
fn matter(year: &ClusterYear) -> Matter {
    Matter::of_year("registration", "", &year.id)
}

/// The versions of one unit, from the first to the last.
async fn versions(
    app: &App,
    year: &ClusterYear,
    member: &Member,
) -> Result<Vec<StoredVersion>, PageError> {
    let mut all = app.store().registrations(&year.id).await?;
    all.retain(|version| version.unit == member.unit);
    Ok(all)
}

/// Directives that an amendment may name: those of the year, and earlier ones still in force.
async fn directives(app: &App, year: &ClusterYear) -> Result<Vec<Directive>, PageError> {
    let mut all = app.store().directives(&year.id).await?;
    all.extend(
        app.store()
            .directives_still_in_force(year, app.today())
            .await?,
    );
    Ok(all)
}

/// How a directive is called; its id where it has left the register.
fn directive_title(all: &[Directive], id: &DirectiveId) -> String {
    let known = all.iter().find(|directive| directive.id == *id);
    known.map_or_else(|| id.to_string(), |directive| directive.facts.title())
}
