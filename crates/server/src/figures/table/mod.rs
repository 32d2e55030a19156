//! The table of all units' figures, for the year's offices.

pub(super) mod cells;
mod columns;
mod export;
mod page;
mod rows;

use access::Matter;
use store::units::ClusterYear;

use crate::web::routes::Routes;

/// Routes of the table.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/nam/{year}/so-lieu/bang", page::get)
        .get("/nam/{year}/so-lieu/bang/tai-ve", export::get)
}

/// The matter of looking at all reports of a year.
pub(super) fn matter(year: &ClusterYear) -> Matter {
    Matter::of_year("report", "", &year.id)
}
