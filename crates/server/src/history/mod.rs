//! The history (nhật ký): who did what, when, before and after; and whether it was tampered with.

mod messages;
pub mod words;

pub use messages::{fault_sentence, verdict_sentence};

use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
}
