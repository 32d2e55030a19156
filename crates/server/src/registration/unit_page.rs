//! A unit's registration: the version in force, and every earlier one.

use access::actions::registration::{RegisterUnit, SeeRegistration};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::registration::Cause;
use serde::Deserialize;
use store::directives::Directive;
use store::registration::StoredVersion;
use store::units::ClusterYear;
use vietnamese::date::moment;

use super::{
    Done, MENU, OfUnit, SILENT, address, directive_title, directives, matter, member, messages,
    plan, versions,
};
use crate::web::app::App;
use crate::web::download;
use crate::web::error::PageError;
use crate::web::names::actor_name;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

struct Shown {
    number: u32,
    plan: String,
    plan_file: bool,
    cause: String,
    directive: Option<(String, String)>,
    theme: String,
    movements: Vec<String>,
    targets: Vec<String>,
    awards: Vec<String>,
    source: Option<String>,
    at: String,
    by: String,
}

#[derive(Template)]
#[template(path = "registration/unit_page.html")]
struct UnitPage {
    frame: Frame,
    base: String,
    href: String,
    name: String,
    shown: Vec<Shown>,
    may_register: bool,
}

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, SeeRegistration, matter(year))?;
    let member = member(&app, year, &of.unit).await?;
    let known = directives(&app, year).await?;
    let mut shown = Vec::new();
    for version in versions(&app, year, &member).await?.iter().rev() {
        shown.push(show(&app, year, &known, version).await?);
    }
    let own = matter(year).of_unit(&member.unit);
    page(&UnitPage {
        frame: Frame::of_year(&in_year.session, year, MENU).saying(messages::done(&done.xong)),
        base: address(year, ""),
        href: address(year, &format!("/{}", member.slug)),
        may_register: app.may(&in_year.session.principal, RegisterUnit, &own),
        name: member.name,
        shown,
    })
}

/// The plan of one version: its number stands in the address.
#[derive(Deserialize)]
pub(super) struct OfVersion {
    unit: String,
    number: u32,
}

/// The paper of a unit's plan, as it was in one version.
pub(super) async fn plan_file(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfVersion>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, SeeRegistration, matter(year))?;
    let member = member(&app, year, &of.unit).await?;
    let all = versions(&app, year, &member).await?;
    let version = all.into_iter().find(|one| one.version.number == of.number);
    let file = version.and_then(|one| one.version.content.plan.file);
    download::evidence(&app, &file.ok_or(PageError::NotFound)?).await
}

async fn show(
    app: &App,
    year: &ClusterYear,
    known: &[Directive],
    stored: &StoredVersion,
) -> Result<Shown, PageError> {
    let content = &stored.version.content;
    let (cause, directive) = match &stored.version.cause {
        Cause::First => ("Đăng ký lần đầu", None),
        Cause::Amendment { directive } => (
            "Bổ sung, điều chỉnh theo",
            Some((
                format!("/nam/{}/van-ban-chi-dao/{directive}", year.slug),
                directive_title(known, directive),
            )),
        ),
    };
    Ok(Shown {
        number: stored.version.number,
        plan: plan::words(&content.plan),
        plan_file: content.plan.file.is_some(),
        cause: cause.to_owned(),
        directive,
        theme: content.theme.clone().unwrap_or_else(|| SILENT.to_owned()),
        movements: content.movements.clone(),
        targets: content
            .targets
            .iter()
            .map(|target| target.text.clone())
            .collect(),
        awards: content.awards.clone(),
        source: stored.source.clone(),
        at: moment(stored.at),
        by: actor_name(app, &stored.by).await?,
    })
}
