//! The frame around pages.

use access::Office;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use store::units::ClusterYear;

use super::error::PageError;
use super::public_pages::{Public, ShowsCounters};
use super::session::Session;
use super::summary::named;
use super::visits::PLACE_BEGINS;

/// What was just done, by its key in the address; the stage's messages know the sentence.
#[derive(Deserialize)]
pub struct Done {
    /// The key.
    #[serde(default)]
    pub xong: String,
}

/// What the office frame shows around a page.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The person's name.
    pub person: String,
    /// What the person is, in words.
    pub office: String,
    /// Goes into every form.
    pub csrf: String,
    /// The address of the current page's menu entry, for `aria-current`.
    pub current: &'static str,
    /// The cluster-year, where the page belongs to one.
    pub year: Option<FrameYear>,
    /// What was just done, said once.
    pub done: Option<&'static str>,
    /// Whether the menu offers the pages of those who take part in the year.
    pub takes_part: bool,
    /// Whether the menu offers the editors' pages of the year.
    pub editor: bool,
    /// Whether the menu offers the administrator's pages.
    pub administrator: bool,
    /// Whether the menu offers what the leader of a unit does.
    pub leader: bool,
}

/// The cluster-year in the frame.
#[derive(Clone, Debug)]
pub struct FrameYear {
    /// Its part of an address.
    pub slug: String,
    /// The year.
    pub year: i16,
    /// The cluster's name.
    pub name: String,
    /// Whether everything shown is made up.
    pub sample: bool,
}

impl Frame {
    /// The frame of a page outside any year.
    pub fn plain(session: &Session, current: &'static str) -> Self {
        Self {
            person: session.name.clone(),
            office: String::new(),
            csrf: session.csrf.clone(),
            current,
            year: None,
            done: None,
            takes_part: false,
            editor: false,
            administrator: session.principal.offices().contains(&Office::Administrator),
            leader: session
                .principal
                .offices()
                .iter()
                .any(|office| matches!(office, Office::Leader(_))),
        }
    }

    /// The frame of a page of a year.
    pub fn of_year(session: &Session, year: &ClusterYear, current: &'static str) -> Self {
        let shown = FrameYear {
            slug: year.slug.clone(),
            year: year.year,
            name: year.name.clone(),
            sample: year.sample,
        };
        let office = office_in(session, year).to_owned();
        let offices = session.principal.offices();
        let writes = [
            Office::Editor(year.id.clone()),
            Office::Head(year.id.clone()),
        ];
        let part = [
            Office::Head(year.id.clone()),
            Office::Deputy(year.id.clone()),
            Office::Superior(year.id.clone()),
            Office::Member(year.id.clone()),
        ];
        Self {
            year: Some(shown),
            office,
            takes_part: part.iter().any(|office| offices.contains(office)),
            editor: writes.iter().any(|office| offices.contains(office)),
            ..Self::plain(session, current)
        }
    }

    /// The same frame, saying what was just done.
    #[must_use]
    pub fn saying(self, done: Option<&'static str>) -> Self {
        Self { done, ..self }
    }
}

fn office_in(session: &Session, year: &ClusterYear) -> &'static str {
    let offices = session.principal.offices();
    let has = |office: Office| offices.contains(&office);
    if has(Office::Head(year.id.clone())) {
        return "Thường trực Cụm (đơn vị cụm trưởng)";
    }
    if has(Office::Deputy(year.id.clone())) {
        return "Đơn vị cụm phó";
    }
    if has(Office::Superior(year.id.clone())) {
        return "Cơ quan cấp trên";
    }
    if has(Office::Member(year.id.clone())) {
        return "Đơn vị thành viên";
    }
    if has(Office::Editor(year.id.clone())) {
        return "Biên tập viên";
    }
    ""
}

/// A written page.
pub fn page(template: &impl Template) -> Result<Response, PageError> {
    let html = template.render()?;
    let shows_counters = html.contains(PLACE_BEGINS);
    let mut response = Html(html).into_response();
    if shows_counters {
        response.extensions_mut().insert(ShowsCounters);
    }
    Ok(response)
}

/// A written page that anybody may see: it is counted, and kept for everybody who has no session. It says nothing
/// that depends on who asks, but for a session.
pub fn public(template: &impl Template) -> Result<Response, PageError> {
    let mut response = page(template)?;
    response.extensions_mut().insert(Public);
    Ok(response)
}

/// A form shown again with its errors: status 422, nothing stored.
pub fn refused(template: &impl Template) -> Result<Response, PageError> {
    let html = named(template.render()?);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response())
}

/// A form shown again because somebody else was faster: status 409, nothing stored, everything typed kept.
pub fn conflict(template: &impl Template) -> Result<Response, PageError> {
    let html = named(template.render()?);
    Ok((StatusCode::CONFLICT, Html(html)).into_response())
}
