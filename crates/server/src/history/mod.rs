//! The history (nhật ký): who did what, when, before and after; and whether it was tampered with.

mod entry_page;
mod history_page;
mod keys;
mod messages;
mod values;
pub mod words;

use store::units::ClusterYear;

use crate::web::routes::Routes;

pub use messages::{fault_sentence, verdict_sentence};

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
        .get("/nhat-ky", history_page::of_instance)
        .get("/nhat-ky/{height}", entry_page::of_instance)
        .get("/nam/{year}/nhat-ky", history_page::of_year)
        .get("/nam/{year}/nhat-ky/{height}", entry_page::of_year)
}

/// The menu entry of this stage.
const MENU: &str = "nhat-ky";

/// The address of a chain's list: of a year, or of the instance.
fn address(year: Option<&ClusterYear>) -> String {
    year.map_or_else(
        || "/nhat-ky".to_owned(),
        |year| format!("/nam/{}/nhat-ky", year.slug),
    )
}

/// An action by its Vietnamese title.
fn action_title(name: &str) -> String {
    let known = access::actions::all().find(|(known, _)| *known == name);
    known.map_or_else(|| name.to_owned(), |(_, title)| title.to_owned())
}
