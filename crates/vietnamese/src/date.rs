//! Dates and times as Vietnam writes them, in the zone Asia/Ho_Chi_Minh.

mod error;
mod parse;
mod write;
mod zone;

pub use error::DateError;
pub use parse::parse;
pub use write::{long, moment, short, weekday};
pub use zone::{end_of_day, today};
