//! Correcting what the register says of a directive.

use access::Matter;
use access::actions::directives::RegisterDirective;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use store::StoreError;
use store::directives::{Directive, DirectiveFacts, RegisterError};
use vietnamese::date::short;

use super::directive_page::of_own_register;
use super::entry::{KNOWN, KnownDirective, issuers, most_mb, refuse_known};
use super::facts_form::{filled, kinds, read};
use super::{MENU, OfDirective, address};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;
use crate::web::upload;

/// What another person has saved meanwhile: the field, and the value.
type Newer = Vec<(&'static str, String)>;

#[derive(Template)]
#[template(path = "directives/correction.html")]
struct CorrectionPage {
    frame: Frame,
    register: String,
    href: String,
    directive: Directive,
    form: Form,
    version: i64,
    newer: Newer,
    kinds: Vec<(&'static str, &'static str)>,
    issuers: Vec<String>,
    known: Option<KnownDirective>,
    most_mb: u64,
}

/// The form.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfDirective>,
) -> Result<Response, PageError> {
    let matter = Matter::of_year("directive", &of.id, &in_year.year.id);
    in_year.session.decide(&app, RegisterDirective, matter)?;
    let directive = of_own_register(&app, &in_year, &of.id).await?;
    let form = filled(&directive.facts, directive.version);
    page(&correction_page(&app, &in_year, directive, form).await?)
}

/// Corrects the directive.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfDirective>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let matter = Matter::of_year("directive", &of.id, &in_year.year.id);
    let permit = in_year.session.decide(&app, RegisterDirective, matter)?;
    let directive = of_own_register(&app, &in_year, &of.id).await?;
    if directive.removal.is_some() {
        return conflict(&correction_page(&app, &in_year, directive, form).await?);
    }
    let file = upload::taken(&mut form, "tep");
    let facts = read(&mut form, app.today(), directive.facts.about.clone());
    let reason = form.required("ly_do", 500);
    let version = form.value("phien_ban").parse().unwrap_or(0);
    if !form.errors().is_empty() {
        let read = (facts.as_ref(), Some(&directive.id));
        let known = refuse_known(&app, &in_year.year, &mut form, read).await?;
        let mut shown = correction_page(&app, &in_year, directive, form).await?;
        shown.known = known;
        return refused(&shown);
    }
    let Some(facts) = facts else {
        return refused(&correction_page(&app, &in_year, directive, form).await?);
    };
    let corrected = app
        .store()
        .correct_directive(&permit, &directive.id, version, facts, file, &reason)
        .await;
    match corrected {
        Ok(()) => Ok(see_other(&address(
            &in_year.year,
            &format!("/{}?xong=sua", of.id),
        ))),
        Err(RegisterError::Known {
            directive: other,
            number,
            ..
        }) => {
            form.refuse("so_ky_hieu", KNOWN);
            let mut shown = correction_page(&app, &in_year, directive, form).await?;
            shown.known = Some(KnownDirective::new(&in_year.year, &other, number));
            conflict(&shown)
        }
        Err(RegisterError::Store(StoreError::Stale(_))) => {
            let newer = newer(&directive.facts);
            let mut shown = correction_page(&app, &in_year, directive, form).await?;
            shown.version = shown.directive.version;
            shown.newer = newer;
            conflict(&shown)
        }
        Err(RegisterError::Store(error)) => Err(error.into()),
    }
}

async fn correction_page(
    app: &App,
    in_year: &InYear,
    directive: Directive,
    form: Form,
) -> Result<CorrectionPage, PageError> {
    Ok(CorrectionPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        register: address(&in_year.year, ""),
        href: address(&in_year.year, &format!("/{}", directive.id)),
        version: form.value("phien_ban").parse().unwrap_or(directive.version),
        directive,
        form,
        newer: Newer::new(),
        kinds: kinds(),
        issuers: issuers(app, &in_year.year).await?,
        known: None,
        most_mb: most_mb(app),
    })
}

/// What stands in the register now, for somebody whose form is older.
fn newer(facts: &DirectiveFacts) -> Newer {
    let until = facts.in_force_until.map(short);
    vec![
        ("Số, ký hiệu", facts.symbol.to_string()),
        ("Loại văn bản", facts.kind.name().to_owned()),
        ("Cơ quan ban hành", facts.issuer.clone()),
        ("Ngày ban hành", short(facts.issued_on)),
        ("Trích yếu", facts.content().to_owned()),
        (
            "Còn hiệu lực đến hết ngày",
            until.unwrap_or_else(|| "không nêu".to_owned()),
        ),
    ]
}
