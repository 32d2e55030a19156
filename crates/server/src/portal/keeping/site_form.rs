//! Who answers for the site: what the foot of every public page says.

use access::actions::portal::KeepSite;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::StoreError;
use store::portal::{Site, SiteFacts};
use store::units::Unit;
use vietnamese::date::short;
use vietnamese::sort::Collator;

use super::super::messages;
use super::{SITE_MENU, site_matter, some};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted, Refused};
use crate::web::page::Done;
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::query::Query;
use crate::web::see_other;
use crate::web::session::{Session, SignedIn};

#[derive(Template)]
#[template(path = "portal/keeping/site_form.html")]
struct SiteForm {
    frame: Frame,
    form: Form,
    version: i64,
    source: Option<String>,
    units: Vec<(String, String)>,
    stale: bool,
}

/// The form.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    session.decide(&app, KeepSite, site_matter())?;
    let site = app.store().site().await?;
    let form = filled(&app, site.as_ref()).await?;
    let mut shown = site_form(&app, &session, site, form).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// Keeps it.
pub(super) async fn post(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Posted(form): Posted,
) -> Result<Response, PageError> {
    let permit = session.decide(&app, KeepSite, site_matter())?;
    let site = app.store().site().await?;
    let version = form.value("phien_ban").parse().unwrap_or(0);
    let units = app.store().units().await?;
    let typed = form.clone();
    let facts = match read(form, &units) {
        Ok(facts) => facts,
        Err(Refused(form)) => {
            let mut shown = site_form(&app, &session, site, form).await?;
            shown.version = version;
            return refused(&shown);
        }
    };
    // Where the words come from is not typed: it stays while the site is the same.
    let source = site.as_ref().and_then(|site| site.facts.source.clone());
    let facts = SiteFacts { source, ..facts };
    match app.store().keep_site(&permit, version, facts).await {
        Ok(()) => Ok(see_other("/trang/thong-tin?xong=trang")),
        Err(StoreError::Stale(_)) => {
            let mut shown = site_form(&app, &session, site, typed).await?;
            shown.stale = true;
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

async fn site_form(
    app: &App,
    session: &Session,
    site: Option<Site>,
    form: Form,
) -> Result<SiteForm, PageError> {
    let today = app.today();
    let mut units: Vec<(String, String)> = app
        .store()
        .units()
        .await?
        .iter()
        .map(|unit| (unit.slug.clone(), unit.name_on(today).name.clone()))
        .collect();
    Collator::new().sort_by_name(&mut units, |(_, name)| name.as_str());
    units.insert(0, (String::new(), "Không nêu".to_owned()));
    Ok(SiteForm {
        frame: Frame::plain(session, SITE_MENU),
        form,
        version: site.as_ref().map_or(0, |site| site.version),
        source: site.and_then(|site| site.facts.source),
        units,
        stale: false,
    })
}

async fn filled(app: &App, site: Option<&Site>) -> Result<Form, PageError> {
    let Some(Site { facts, .. }) = site else {
        return Ok(Form::default());
    };
    let owner = match &facts.owner {
        Some(unit) => app.store().unit(unit).await?,
        None => None,
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    Ok(Form::filled([
        ("chu_trang", owner.map(|unit| unit.slug).unwrap_or_default()),
        ("ten_trang", facts.name.clone()),
        ("quan_ly", text(&facts.managed_by)),
        ("giay_phep", text(&facts.licence)),
        ("noi_cap", text(&facts.licence_issuer)),
        ("ngay_cap", facts.licence_on.map(short).unwrap_or_default()),
        ("chiu_trach_nhiem", text(&facts.responsible)),
        ("chuc_vu", text(&facts.responsible_office)),
        ("dia_chi", text(&facts.address)),
        ("thu_dien_tu", text(&facts.email)),
        ("dien_thoai", text(&facts.phone)),
        ("fax", text(&facts.fax)),
        ("phat_hanh_lai", text(&facts.reprint)),
    ]))
}

fn read(mut form: Form, units: &[Unit]) -> Result<SiteFacts, Refused> {
    let slug = form.value("chu_trang").to_owned();
    let owner = units.iter().find(|unit| unit.slug == slug);
    if owner.is_none() && !slug.is_empty() {
        form.refuse("chu_trang", messages::UNKNOWN_UNIT);
    }
    let email = form.optional("thu_dien_tu", 200);
    let is_mail = email.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !email.contains(char::is_whitespace)
    });
    if !email.is_empty() && !is_mail {
        form.refuse("thu_dien_tu", messages::NOT_A_MAIL_ADDRESS);
    }
    let facts = SiteFacts {
        owner: owner.map(|unit| unit.id.clone()),
        name: form.required("ten_trang", 300),
        managed_by: some(form.optional("quan_ly", 300)),
        licence: some(form.optional("giay_phep", 100)),
        licence_issuer: some(form.optional("noi_cap", 300)),
        licence_on: form.date_optional("ngay_cap"),
        responsible: some(form.optional("chiu_trach_nhiem", 200)),
        responsible_office: some(form.optional("chuc_vu", 200)),
        address: some(form.optional("dia_chi", 300)),
        email: some(email),
        phone: some(form.optional("dien_thoai", 50)),
        fax: some(form.optional("fax", 50)),
        reprint: some(form.optional("phat_hanh_lai", 500)),
        source: None,
    };
    form.finish(Some(facts))
}
