//! The vote (bình xét, suy tôn): counting minutes.

use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
}
