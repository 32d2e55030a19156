//! The banners: all of them, taken away and put back.

use access::actions::portal::KeepSite;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use store::portal::Banner;
use vietnamese::date::short;

use super::super::messages;
use super::{BANNERS_MENU, banner_matter};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Posted;
use crate::web::page::Done;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::see_other;
use crate::web::session::SignedIn;

/// The banner of an address.
#[derive(Deserialize)]
pub(super) struct OfBanner {
    pub(super) banner: String,
}

struct Row {
    banner: Banner,
    period: String,
    state: (&'static str, &'static str),
}

#[derive(Template)]
#[template(path = "portal/keeping/banners.html")]
struct BannersPage {
    frame: Frame,
    rows: Vec<Row>,
}

/// The list, in the order in which the public sees them.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    session.decide(&app, KeepSite, banner_matter(""))?;
    let today = app.today();
    let rows = app.store().banners().await?.into_iter().map(|banner| Row {
        period: period(&banner),
        state: match (banner.removed, banner.is_shown_on(today)) {
            (true, _) => ("missing", "Đã gỡ"),
            (false, true) => ("approved", "Đang hiện"),
            (false, false) => ("waiting", "Ngoài thời gian hiện"),
        },
        banner,
    });
    page(&BannersPage {
        frame: Frame::plain(&session, BANNERS_MENU).saying(messages::done(&done.xong)),
        rows: rows.collect(),
    })
}

/// Takes a banner away.
pub(super) async fn remove(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfBanner>,
    Posted(form): Posted,
) -> Result<Response, PageError> {
    let permit = session.decide(&app, KeepSite, banner_matter(&of.banner))?;
    let version = form.value("phien_ban").parse().unwrap_or(0);
    app.store()
        .show_banner(&permit, &of.banner, version, false)
        .await?;
    Ok(see_other("/trang/bieu-ngu?xong=go-bieu-ngu"))
}

/// Puts a banner back.
pub(super) async fn restore(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfBanner>,
    Posted(form): Posted,
) -> Result<Response, PageError> {
    let permit = session.decide(&app, KeepSite, banner_matter(&of.banner))?;
    let version = form.value("phien_ban").parse().unwrap_or(0);
    app.store()
        .show_banner(&permit, &of.banner, version, true)
        .await?;
    Ok(see_other("/trang/bieu-ngu?xong=bieu-ngu"))
}

fn period(banner: &Banner) -> String {
    match (banner.facts.shown_from, banner.facts.shown_to) {
        (None, None) => "Luôn hiện".to_owned(),
        (Some(from), None) => format!("Từ ngày {}", short(from)),
        (None, Some(to)) => format!("Đến hết ngày {}", short(to)),
        (Some(from), Some(to)) => format!("Từ ngày {} đến hết ngày {}", short(from), short(to)),
    }
}
