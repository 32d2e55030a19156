//! The office desk (bàn làm việc): what waits for the one who is signed in.

mod desk_page;

use crate::web::routes::Routes;

/// Routes of the desk.
pub fn routes() -> Routes {
    Routes::new().get("/ban-lam-viec", desk_page::get)
}
