//! Vào sổ văn bản đến: entering a directive.

use access::Matter;
use access::actions::directives::RegisterDirective;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::ids::DirectiveId;
use store::directives::{DirectiveFacts, NewDirective, RegisterError};
use store::units::ClusterYear;
use vietnamese::date::short;

use super::facts_form::{kinds, read};
use super::{MENU, address};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;
use crate::web::upload;

#[derive(Template)]
#[template(path = "directives/entry.html")]
struct EntryPage {
    frame: Frame,
    register: String,
    form: Form,
    kinds: Vec<(&'static str, &'static str)>,
    issuers: Vec<String>,
    known: Option<KnownDirective>,
    upload: Option<String>,
    most_mb: u64,
}

/// A directive that was entered before.
pub(super) struct KnownDirective {
    pub(super) href: String,
    pub(super) number: i64,
}

impl KnownDirective {
    pub(super) fn new(year: &ClusterYear, id: &DirectiveId, number: i64) -> Self {
        Self {
            href: address(year, &format!("/{id}")),
            number,
        }
    }
}

/// What the register refuses twice.
pub(super) const KNOWN: &str =
    "Văn bản này đã vào sổ: trùng số, ký hiệu, cơ quan và ngày ban hành.";

/// The form.
pub(super) async fn get(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    let matter = Matter::of_year("directive", "", &in_year.year.id);
    in_year.session.decide(&app, RegisterDirective, matter)?;
    let form = Form::filled([("loai", String::new()), ("ngay_den", short(app.today()))]);
    page(&entry_page(&app, &in_year, form, None).await?)
}

/// Enters the directive.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let matter = Matter::of_year("directive", "", &in_year.year.id);
    let permit = in_year.session.decide(&app, RegisterDirective, matter)?;
    let file = upload::taken(&mut form, "tep");
    let facts = read(&mut form, app.today(), None);
    if !form.errors().is_empty() {
        let known = refuse_known(&app, &in_year.year, &mut form, (facts.as_ref(), None)).await?;
        return refused(&entry_page(&app, &in_year, form, known).await?);
    }
    let Some(facts) = facts else {
        return refused(&entry_page(&app, &in_year, form, None).await?);
    };
    let new = NewDirective {
        facts,
        file,
        source: None,
    };
    match app.store().register_directive(&permit, new).await {
        Ok(id) => Ok(see_other(&address(
            &in_year.year,
            &format!("/{id}?xong=vao-so"),
        ))),
        Err(RegisterError::Known {
            directive, number, ..
        }) => {
            form.refuse("so_ky_hieu", KNOWN);
            let known = KnownDirective::new(&in_year.year, &directive, number);
            conflict(&entry_page(&app, &in_year, form, Some(known)).await?)
        }
        Err(RegisterError::Store(error)) => Err(error.into()),
    }
}

/// That the paper stands in the register already is told together with what is wrong in the form.
pub(super) async fn refuse_known(
    app: &App,
    year: &ClusterYear,
    form: &mut Form,
    (facts, itself): (Option<&DirectiveFacts>, Option<&DirectiveId>),
) -> Result<Option<KnownDirective>, PageError> {
    let Some(facts) = facts else { return Ok(None) };
    match app.store().check_directive(&year.id, facts, itself).await {
        Ok(()) => Ok(None),
        Err(RegisterError::Known {
            directive, number, ..
        }) => {
            form.refuse("so_ky_hieu", KNOWN);
            Ok(Some(KnownDirective::new(year, &directive, number)))
        }
        Err(RegisterError::Store(error)) => Err(error.into()),
    }
}

async fn entry_page(
    app: &App,
    in_year: &InYear,
    form: Form,
    known: Option<KnownDirective>,
) -> Result<EntryPage, PageError> {
    Ok(EntryPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        register: address(&in_year.year, ""),
        kinds: kinds(),
        issuers: issuers(app, &in_year.year).await?,
        known,
        most_mb: most_mb(app),
        upload: form.file("tep").map(|upload| upload.name.clone()),
        form,
    })
}

/// The size of the largest file taken, in MB.
pub(super) fn most_mb(app: &App) -> u64 {
    app.settings().upload_limit / 1024 / 1024
}

/// Names to choose an issuer from: the upper bodies of the year, and the issuers in the register.
pub(super) async fn issuers(app: &App, year: &ClusterYear) -> Result<Vec<String>, PageError> {
    let superiors = app.store().superiors(year).await?;
    let mut names: Vec<String> = superiors.into_iter().map(|unit| unit.name).collect();
    names.extend(app.store().directive_issuers(&year.id).await?);
    names.sort_unstable();
    names.dedup();
    vietnamese::sort::Collator::new().sort_by_name(&mut names, |name| name.as_str());
    Ok(names)
}
