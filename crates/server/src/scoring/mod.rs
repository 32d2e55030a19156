//! Scoring (chấm điểm): table, own, verified and final scores.

use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
}
