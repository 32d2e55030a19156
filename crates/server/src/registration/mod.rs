//! Plans, themes, registrations, pledge (đăng ký, giao ước).

use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
}
