//! JSON under /api/v1 with its OpenAPI.

use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
}
