//! Directives (văn bản chỉ đạo): register, dispatch, answers.

use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
}
