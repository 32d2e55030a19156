//! Scoring (chấm điểm): table of criteria, own scores, verification, final scores.

mod board;
mod editor;
mod entry;
mod grid;
mod messages;
mod publication;
mod score_form;
mod standing;
mod table_acts;
mod table_page;
mod tables;
mod unit_page;

use access::Matter;
use rules::figures::Decimal;
use serde::Deserialize;
use store::units::ClusterYear;

use crate::web::names::member;
use crate::web::page::Done;
use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    const TABLE: &str = "/nam/{year}/cham-diem/bang-tieu-chi/{number}";
    Routes::new()
        .get("/nam/{year}/cham-diem", grid::get)
        .get("/nam/{year}/cham-diem/tai-ve", grid::export)
        .post("/nam/{year}/cham-diem/cong-bo", publication::publish)
        .post("/nam/{year}/cham-diem/rut-cong-bo", publication::withdraw)
        .get("/nam/{year}/cham-diem/bang-tieu-chi", tables::get)
        .post("/nam/{year}/cham-diem/bang-tieu-chi", tables::begin)
        .get(TABLE, table_page::get)
        .get(
            "/nam/{year}/cham-diem/bang-tieu-chi/{number}/tai-ve",
            table_page::export,
        )
        .get(
            "/nam/{year}/cham-diem/bang-tieu-chi/{number}/sua",
            editor::get,
        )
        .post(
            "/nam/{year}/cham-diem/bang-tieu-chi/{number}/sua",
            editor::post,
        )
        .post(
            "/nam/{year}/cham-diem/bang-tieu-chi/{number}/viec",
            table_acts::post,
        )
        .get("/nam/{year}/cham-diem/{unit}", unit_page::get)
        .get("/nam/{year}/cham-diem/{unit}/tu-cham", entry::get_self)
        .post("/nam/{year}/cham-diem/{unit}/tu-cham", entry::post_self)
        .get(
            "/nam/{year}/cham-diem/{unit}/tham-dinh",
            entry::get_verified,
        )
        .post(
            "/nam/{year}/cham-diem/{unit}/tham-dinh",
            entry::post_verified,
        )
        .get("/nam/{year}/cham-diem/{unit}/chinh-thuc", entry::get_final)
        .post("/nam/{year}/cham-diem/{unit}/chinh-thuc", entry::post_final)
        .post("/nam/{year}/cham-diem/{unit}/xep-hang", standing::post)
}

/// The menu entry of this stage.
const MENU: &str = "cham-diem";

/// The unit of an address.
#[derive(Deserialize)]
struct OfUnit {
    unit: String,
}

/// The version of a table in an address.
#[derive(Deserialize)]
struct OfTable {
    number: i64,
}

/// The address of the scores of a year, or of something beneath it.
fn address(year: &ClusterYear, rest: &str) -> String {
    format!("/nam/{}/cham-diem{rest}", year.slug)
}

/// The matter of acts on the scores of a year.
fn matter(year: &ClusterYear) -> Matter {
    Matter::of_year("scores", "", &year.id)
}

/// Points as people read them: "14,42".
fn points(points: Decimal) -> String {
    vietnamese::number::format_decimal(points.ten_thousandths(), Some(2))
}

/// Points as people type them.
fn read_points(text: &str) -> Result<Decimal, vietnamese::number::NumberError> {
    vietnamese::number::parse_decimal(text).map(Decimal::from_ten_thousandths)
}
