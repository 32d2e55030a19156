//! The list: what was done, newest first.

use access::Matter;
use access::actions::units::SeeHistory;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use store::history::{Entry, Filter, INSTANCE};
use store::units::ClusterYear;
use vietnamese::date::moment;

use super::values::Writer;
use super::{MENU, action_title, address};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::names::actor_name;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::{InYear, SignedIn};

/// Entries on one page.
const PAGE: u64 = 50;

/// What the list is asked to show.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    viec: String,
    don_vi: String,
    trang: u64,
}

struct Row {
    href: String,
    at: String,
    who: String,
    what: String,
    unit: String,
    note: Option<String>,
}

#[derive(Template)]
#[template(path = "history/history_page.html")]
struct HistoryPage {
    frame: Frame,
    list: String,
    asked: Asked,
    actions: Vec<(&'static str, &'static str)>,
    units: Vec<(String, String)>,
    rows: Vec<Row>,
    total: String,
    narrowed: bool,
    head: String,
    at: u64,
    last: u64,
    query: String,
}

/// The history of a year.
pub(super) async fn of_year(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let matter = Matter::of_year("history", "", &year.id);
    in_year.session.decide(&app, SeeHistory, matter)?;
    let frame = Frame::of_year(&in_year.session, year, MENU);
    list(&app, frame, Some(year), asked).await
}

/// The history of the instance: units, people, accounts.
pub(super) async fn of_instance(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    session.decide(&app, SeeHistory, Matter::instance("history", ""))?;
    list(&app, Frame::plain(&session, MENU), None, asked).await
}

async fn list(
    app: &App,
    frame: Frame,
    year: Option<&ClusterYear>,
    asked: Asked,
) -> Result<Response, PageError> {
    let chain = year.map_or(INSTANCE, |year| year.id.as_str());
    let units = match year {
        Some(year) => app.store().members(year).await?,
        None => Vec::new(),
    };
    let unit = units.iter().find(|member| member.slug == asked.don_vi);
    let filter = Filter {
        action: (!asked.viec.is_empty()).then(|| asked.viec.clone()),
        unit: unit.map(|member| member.unit.to_string()),
        ..Filter::default()
    };
    let at = asked.trang.max(1);
    let (entries, count) = app.store().history(chain, &filter, at - 1, PAGE).await?;
    let writer = Writer::load(app).await?;
    let list = address(year);
    let mut rows = Vec::with_capacity(entries.len());
    for entry in &entries {
        rows.push(row(app, &writer, &list, entry).await?);
    }
    let (_, head) = app.store().history_head(chain).await?;
    page(&HistoryPage {
        frame,
        actions: actions(),
        units: units
            .into_iter()
            .map(|member| (member.slug, member.short_name))
            .collect(),
        rows,
        total: vietnamese::number::format_integer(i64::try_from(count).unwrap_or(i64::MAX)),
        narrowed: filter.action.is_some() || filter.unit.is_some(),
        head,
        at,
        last: count.div_ceil(PAGE).max(1),
        query: query(&asked),
        list,
        asked,
    })
}

async fn row(app: &App, writer: &Writer, list: &str, entry: &Entry) -> Result<Row, PageError> {
    Ok(Row {
        href: format!("{list}/{}", entry.height),
        at: moment(entry.at),
        who: actor_name(app, &entry.actor).await?,
        what: action_title(&entry.action),
        unit: entry
            .unit
            .as_deref()
            .map(|unit| writer.unit(unit))
            .unwrap_or_default(),
        note: entry.note.clone(),
    })
}

/// Every action, in the order of its title.
fn actions() -> Vec<(&'static str, &'static str)> {
    let mut all: Vec<_> = access::actions::all().collect();
    vietnamese::sort::Collator::new().sort_by_name(&mut all, |(_, title)| *title);
    all
}

/// The filter as the end of an address. Names of actions and units are plain letters.
fn query(asked: &Asked) -> String {
    [("viec", &asked.viec), ("don_vi", &asked.don_vi)]
        .iter()
        .filter(|(_, value)| {
            value
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("&{name}={value}"))
        .collect()
}
