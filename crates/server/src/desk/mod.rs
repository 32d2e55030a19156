//! The office desk (bàn làm việc): what waits for the one who is signed in, and how far each year has come.

mod desk_page;
mod head_work;
mod line;
mod superior_work;
mod unit_work;
mod year_line;

use crate::web::routes::Routes;

/// Routes of the desk.
pub fn routes() -> Routes {
    Routes::new().get("/ban-lam-viec", desk_page::get)
}
