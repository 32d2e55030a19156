//! Units through time and their clusters: what everybody reads, and the registers that the administrator keeps.

pub(crate) mod awards_of;
mod clusters;
mod entry;
mod facts;
pub(crate) mod known;
mod list;
mod members;
mod merging;
mod messages;
mod naming;
mod office_page;
mod opening;
mod public_page;
mod register;
mod year_facts;

use access::actions::units::KeepUnits;
use access::{Matter, Permit};
use serde::Deserialize;
use store::units::Unit;

use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::Done;
use crate::web::routes::Routes;
use crate::web::session::Session;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
        .get("/don-vi", list::get)
        .get("/don-vi/tai-ve", list::export)
        .get("/don-vi/{unit}", public_page::get)
        .get("/don-vi-quan-ly", register::get)
        .get("/don-vi-quan-ly/tai-ve", register::export)
        .get("/don-vi-quan-ly/moi", entry::get)
        .post("/don-vi-quan-ly/moi", entry::post)
        .get("/don-vi-quan-ly/{unit}", office_page::get)
        .get("/don-vi-quan-ly/{unit}/sua", facts::get)
        .post("/don-vi-quan-ly/{unit}/sua", facts::post)
        .get("/don-vi-quan-ly/{unit}/ten", naming::get)
        .post("/don-vi-quan-ly/{unit}/ten", naming::post)
        .get("/don-vi-quan-ly/{unit}/ten/{name}", naming::correction)
        .post("/don-vi-quan-ly/{unit}/ten/{name}", naming::correct)
        .post("/don-vi-quan-ly/{unit}/ten/{name}/bo", naming::withdraw)
        .get("/don-vi-quan-ly/{unit}/sap-nhap", merging::get)
        .post("/don-vi-quan-ly/{unit}/sap-nhap", merging::post)
        .post("/don-vi-quan-ly/{unit}/hoan-tac-sap-nhap", merging::undo)
        .get("/cum-thi-dua", clusters::get)
        .get("/cum-thi-dua/tai-ve", clusters::export)
        .get("/cum-thi-dua/moi", opening::get)
        .post("/cum-thi-dua/moi", opening::post)
        .get("/nam/{year}/thanh-vien", members::get)
        .get("/nam/{year}/thanh-vien/tai-ve", members::export)
        .post("/nam/{year}/thanh-vien/them", members::add)
        .post("/nam/{year}/thanh-vien/{unit}/go", members::remove)
        .get("/nam/{year}/thanh-vien/sua", year_facts::get)
        .post("/nam/{year}/thanh-vien/sua", year_facts::post)
}

/// The menu entry of the register of units.
const MENU: &str = "don-vi-quan-ly";

/// What pages say where no source says anything.
const SILENT: &str = "không nêu";

/// The longest name of a unit or a cluster.
const NAME: usize = 200;

/// The longest source or reason.
const SENTENCE: usize = 1000;

/// The unit of an address.
#[derive(Deserialize)]
struct OfUnit {
    unit: String,
}

/// How a table is asked for.
#[derive(Deserialize)]
struct AskedFormat {
    #[serde(default)]
    dang: String,
}

/// The address of a unit's office page, or of something beneath it.
fn office_address(slug: &str, rest: &str) -> String {
    format!("/don-vi-quan-ly/{slug}{rest}")
}

/// The permit comes first, then the unit: who may not keep units learns nothing.
async fn kept(
    app: &App,
    session: &Session,
    of: &OfUnit,
) -> Result<(Permit<KeepUnits>, Unit), PageError> {
    let may = Matter::instance("unit", "");
    session.decide(app, KeepUnits, may)?;
    let unit = app.store().unit_by_slug(&of.unit).await?;
    let unit = unit.ok_or(PageError::NotFound)?;
    let matter = Matter::instance("unit", unit.id.as_str()).of_unit(&unit.id);
    Ok((session.decide(app, KeepUnits, matter)?, unit))
}
