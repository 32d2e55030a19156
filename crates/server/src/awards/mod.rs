//! Awards (khen thưởng): proposals, decisions, register.

use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
}
