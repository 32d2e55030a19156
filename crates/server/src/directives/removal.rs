//! Taking a directive out of the register, and back in.

use access::Matter;
use access::actions::directives::RegisterDirective;
use axum::extract::{Path, State};
use axum::response::Response;
use store::directives::RegisterError;

use super::directive_page::{directive_page, of_own_register};
use super::entry::KNOWN;
use super::{OfDirective, address};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{conflict, refused};
use crate::web::see_other;
use crate::web::session::InYear;
use crate::web::site::Site;

/// Takes it out, with a reason.
pub(super) async fn remove(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfDirective>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let matter = Matter::of_year("directive", &of.id, &in_year.year.id);
    let permit = in_year.session.decide(&app, RegisterDirective, matter)?;
    let directive = of_own_register(&app, &in_year, &of.id).await?;
    let reason = form.required("ly_do_go", 500);
    let version = form.value("phien_ban").parse().unwrap_or(0);
    if !form.errors().is_empty() {
        return refused(&directive_page(&app, &in_year, &site, directive, form).await?);
    }
    app.store()
        .remove_directive(&permit, &directive.id, version, &reason)
        .await?;
    Ok(see_other(&address(
        &in_year.year,
        &format!("/{}?xong=go", of.id),
    )))
}

/// Takes it back in.
pub(super) async fn restore(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfDirective>,
    _form: Posted,
) -> Result<Response, PageError> {
    let matter = Matter::of_year("directive", &of.id, &in_year.year.id);
    let permit = in_year.session.decide(&app, RegisterDirective, matter)?;
    let directive = of_own_register(&app, &in_year, &of.id).await?;
    match app.store().restore_directive(&permit, &directive.id).await {
        Ok(()) => Ok(see_other(&address(
            &in_year.year,
            &format!("/{}?xong=hoan-tac", of.id),
        ))),
        Err(RegisterError::Known { number, .. }) => {
            let mut form = Form::default();
            form.refuse(
                "so_ky_hieu",
                format!("{KNOWN} Bản đang dùng có số vào sổ {number}."),
            );
            conflict(&directive_page(&app, &in_year, &site, directive, form).await?)
        }
        Err(RegisterError::Store(error)) => Err(error.into()),
    }
}
