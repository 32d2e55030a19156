//! Figures (số liệu): reports, checks, statements, corrections, provenance.

use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
}
