//! Signing in and out, the own account.

mod sign_in;

use crate::web::routes::Routes;

/// Routes of people.
pub fn routes() -> Routes {
    Routes::new()
        .get("/dang-nhap", sign_in::get)
        .post("/dang-nhap", sign_in::post)
        .post("/dang-xuat", sign_in::leave)
}
