//! Setting the common theme.

use access::actions::registration::SetTheme;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::StoreError;

use super::{MENU, address, matter, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest theme.
const THEME: usize = 500;

#[derive(Template)]
#[template(path = "registration/common_theme.html")]
struct ThemePage {
    frame: Frame,
    base: String,
    form: Form,
    seen: i64,
    stale: Option<&'static str>,
}

/// The form, filled with the theme in force.
pub(super) async fn get(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SetTheme, matter(year))?;
    let themes = app.store().common_themes(&year.id).await?;
    let form = themes.first().map_or_else(Form::default, |theme| {
        Form::filled([
            ("lan", theme.position.to_string()),
            ("chu_de", theme.text.clone()),
        ])
    });
    page(&theme_page(&in_year, form))
}

/// Sets the theme.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year.session.decide(&app, SetTheme, matter(year))?;
    let text = form.required("chu_de", THEME);
    if !form.errors().is_empty() {
        return refused(&theme_page(&in_year, form));
    }
    let set = app
        .store()
        .set_common_theme(&permit, seen(&form), text, None)
        .await;
    match set {
        Ok(()) => Ok(see_other(&address(year, "?xong=chu-de"))),
        Err(StoreError::Stale(_)) => {
            let latest = app.store().common_themes(&year.id).await?;
            let mut shown = theme_page(&in_year, form);
            shown.seen = latest.first().map_or(0, |theme| theme.position);
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

fn seen(form: &Form) -> i64 {
    form.value("lan").parse().unwrap_or(0)
}

fn theme_page(in_year: &InYear, form: Form) -> ThemePage {
    ThemePage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        seen: seen(&form),
        form,
        stale: None,
    }
}
