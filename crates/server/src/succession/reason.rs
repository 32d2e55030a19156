//! The small form of acts that take something back: a reason, and where needed the last day.

use askama::Template;

use super::{MENU, address};
use crate::web::form::Form;
use crate::web::page::Frame;
use crate::web::session::InYear;

/// The page.
#[derive(Template)]
#[template(path = "succession/reason.html")]
pub(super) struct ReasonPage {
    pub(super) frame: Frame,
    pub(super) base: String,
    pub(super) title: &'static str,
    pub(super) what: String,
    pub(super) action: String,
    /// Whether the form asks for the last day.
    pub(super) with_day: bool,
    pub(super) version: i64,
    pub(super) form: Form,
    pub(super) stale: Option<&'static str>,
}

impl ReasonPage {
    /// A page that asks for the reason only.
    pub(super) fn new(in_year: &InYear, title: &'static str, what: String, form: Form) -> Self {
        Self {
            frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
            base: address(&in_year.year, ""),
            title,
            what,
            action: String::new(),
            with_day: false,
            version: 0,
            form,
            stale: None,
        }
    }
}
