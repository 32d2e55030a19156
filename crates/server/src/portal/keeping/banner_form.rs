//! One banner: its words, where it leads, its picture, when it is shown.

use access::actions::portal::KeepSite;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use store::StoreError;
use store::portal::{Banner, BannerFacts};
use vietnamese::date::short;

use super::super::messages;
use super::banners::OfBanner;
use super::{BANNERS_MENU, banner_matter, some};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::{Session, SignedIn};
use crate::web::upload;

#[derive(Template)]
#[template(path = "portal/keeping/banner_form.html")]
struct BannerForm {
    frame: Frame,
    form: Form,
    action: String,
    is_new: bool,
    version: i64,
    has_picture: bool,
    most_mb: u64,
    stale: bool,
}

/// The form of a new banner, at the end of the others.
pub(super) async fn new(
    State(app): State<App>,
    SignedIn(session): SignedIn,
) -> Result<Response, PageError> {
    session.decide(&app, KeepSite, banner_matter(""))?;
    let banners = app.store().banners().await?;
    let last = banners.iter().map(|banner| banner.facts.position).max();
    let form = Form::filled([("thu_tu", (last.unwrap_or(0) + 1).to_string())]);
    page(&banner_form(&app, &session, None, form))
}

/// Puts up a banner.
pub(super) async fn add(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = session.decide(&app, KeepSite, banner_matter(""))?;
    let picture = upload::picture(&mut form, "anh");
    let facts = read(&mut form);
    let Some(facts) = facts.filter(|_| form.errors().is_empty()) else {
        return refused(&banner_form(&app, &session, None, form));
    };
    app.store().add_banner(&permit, facts, picture).await?;
    Ok(see_other("/trang/bieu-ngu?xong=bieu-ngu"))
}

/// The form of a banner that is there.
pub(super) async fn edit(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfBanner>,
) -> Result<Response, PageError> {
    session.decide(&app, KeepSite, banner_matter(&of.banner))?;
    let banner = known(&app, &of.banner).await?;
    let form = filled(&banner.facts);
    page(&banner_form(&app, &session, Some(&banner), form))
}

/// Changes a banner.
pub(super) async fn change(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfBanner>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = session.decide(&app, KeepSite, banner_matter(&of.banner))?;
    let banner = known(&app, &of.banner).await?;
    let version = form.value("phien_ban").parse().unwrap_or(0);
    let picture = upload::picture(&mut form, "anh");
    let facts = read(&mut form);
    let Some(facts) = facts.filter(|_| form.errors().is_empty()) else {
        let shown = banner_form(&app, &session, Some(&banner), form);
        return refused(&BannerForm { version, ..shown });
    };
    let source = banner.facts.source.clone();
    let facts = BannerFacts { source, ..facts };
    let changed = app
        .store()
        .change_banner(&permit, &banner.id, version, facts, picture)
        .await;
    match changed {
        Ok(()) => Ok(see_other("/trang/bieu-ngu?xong=bieu-ngu")),
        Err(StoreError::Stale(_)) => {
            let shown = banner_form(&app, &session, Some(&banner), form);
            conflict(&BannerForm {
                stale: true,
                ..shown
            })
        }
        Err(error) => Err(error.into()),
    }
}

async fn known(app: &App, id: &str) -> Result<Banner, PageError> {
    let banners = app.store().banners().await?;
    let banner = banners.into_iter().find(|banner| banner.id == id);
    banner.ok_or(PageError::NotFound)
}

fn banner_form(app: &App, session: &Session, banner: Option<&Banner>, form: Form) -> BannerForm {
    let id = banner.map_or("moi", |banner| banner.id.as_str());
    BannerForm {
        frame: Frame::plain(session, BANNERS_MENU),
        form,
        action: format!("/trang/bieu-ngu/{id}"),
        is_new: banner.is_none(),
        version: banner.map_or(0, |banner| banner.version),
        has_picture: banner.is_some_and(|banner| banner.picture.is_some()),
        most_mb: app.settings().upload_limit / 1024 / 1024,
        stale: false,
    }
}

fn read(form: &mut Form) -> Option<BannerFacts> {
    let text = form.required("loi", 300);
    let link = form.optional("duong_dan", 500);
    if !link.is_empty() && !is_address(&link) {
        form.refuse("duong_dan", messages::NOT_AN_ADDRESS);
    }
    let (shown_from, shown_to) = (
        form.date_optional("tu_ngay"),
        form.date_optional("den_ngay"),
    );
    if shown_from.zip(shown_to).is_some_and(|(from, to)| to < from) {
        form.refuse("den_ngay", messages::ENDS_BEFORE_IT_BEGINS);
    }
    let position = form.parsed("thu_tu", vietnamese::number::parse_integer)?;
    Some(BannerFacts {
        text: text.replace('\n', " "),
        link: some(link),
        shown_from,
        shown_to,
        position,
        source: None,
    })
}

/// An address on the web, or a page here; nothing that a browser would run.
fn is_address(text: &str) -> bool {
    let elsewhere = ["https://", "http://"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    let here = text.starts_with('/') && !text.starts_with("//") && !text.contains('\\');
    (elsewhere || here) && !text.contains(char::is_whitespace)
}

fn filled(facts: &BannerFacts) -> Form {
    let day = |day: Option<jiff::civil::Date>| day.map(short).unwrap_or_default();
    Form::filled([
        ("loi", facts.text.clone()),
        ("duong_dan", facts.link.clone().unwrap_or_default()),
        ("tu_ngay", day(facts.shown_from)),
        ("den_ngay", day(facts.shown_to)),
        ("thu_tu", facts.position.to_string()),
    ])
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn only_addresses_of_pages_are_taken() {
        for good in ["https://thidua.example/a", "http://x.vn", "/nam/2021-cum-9"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            "//xa.example",
            "/\\xa.example",
            "xa.example",
            "data:x",
            "https://a b",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
