//! Units, clusters and heads as the administrator and the upper body keep them.

use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
}
