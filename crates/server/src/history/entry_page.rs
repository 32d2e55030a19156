//! One entry: every row it wrote, before and after.

use access::Matter;
use access::actions::units::SeeHistory;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;
use store::history::{Change, Entry, INSTANCE};
use store::units::ClusterYear;
use vietnamese::date::moment;

use super::values::{EMPTY, Writer};
use super::{MENU, action_title, address, words};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::names::actor_name;
use crate::web::page::{Frame, page};
use crate::web::session::{InYear, SignedIn};

/// The entry of an address.
#[derive(Deserialize)]
pub(super) struct OfEntry {
    height: i64,
}

/// A row that the entry wrote.
struct Written {
    title: String,
    key: String,
    /// Whether the row was there before, and whether it is afterwards.
    sort: &'static str,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    before: String,
    after: String,
    changed: bool,
}

#[derive(Template)]
#[template(path = "history/entry_page.html")]
struct EntryPage {
    frame: Frame,
    list: String,
    height: i64,
    at: String,
    who: String,
    what: String,
    unit: String,
    note: Option<String>,
    hash: String,
    written: Vec<Written>,
}

/// An entry of a year.
pub(super) async fn of_year(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfEntry>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let matter = Matter::of_year("history", "", &year.id);
    in_year.session.decide(&app, SeeHistory, matter)?;
    let frame = Frame::of_year(&in_year.session, year, MENU);
    entry_page(&app, frame, Some(year), of.height).await
}

/// An entry of the instance.
pub(super) async fn of_instance(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfEntry>,
) -> Result<Response, PageError> {
    session.decide(&app, SeeHistory, Matter::instance("history", ""))?;
    entry_page(&app, Frame::plain(&session, MENU), None, of.height).await
}

async fn entry_page(
    app: &App,
    frame: Frame,
    year: Option<&ClusterYear>,
    height: i64,
) -> Result<Response, PageError> {
    let chain = year.map_or(INSTANCE, |year| year.id.as_str());
    let entry = app.store().history_entry(chain, height).await?;
    let entry = entry.ok_or(PageError::NotFound)?;
    let writer = Writer::load(app).await?;
    let mut written = Vec::with_capacity(entry.changes.len());
    for change in &entry.changes {
        written.push(row(app, &writer, &entry, change).await?);
    }
    page(&EntryPage {
        frame,
        list: address(year),
        height,
        at: moment(entry.at),
        who: actor_name(app, &entry.actor).await?,
        what: action_title(&entry.action),
        unit: entry
            .unit
            .as_deref()
            .map(|unit| writer.unit(unit))
            .unwrap_or_default(),
        note: entry.note,
        hash: entry.hash,
        written,
    })
}

async fn row(
    app: &App,
    writer: &Writer,
    entry: &Entry,
    change: &Change,
) -> Result<Written, PageError> {
    let before = app
        .store()
        .image_before(&entry.chain, entry.height, change)
        .await?;
    let title = words::table(&change.table).map_or(change.table.as_str(), |known| &known.title);
    Ok(Written {
        title: title.to_owned(),
        key: change.key.clone(),
        sort: sort(before.as_ref(), change.after.as_ref()),
        fields: fields(
            writer,
            &change.table,
            before.as_ref(),
            change.after.as_ref(),
        ),
    })
}

fn sort(before: Option<&Value>, after: Option<&Value>) -> &'static str {
    match (before, after) {
        (None, Some(_)) => "Thêm mới",
        (Some(_), Some(_)) => "Sửa",
        (_, None) => "Gỡ bỏ",
    }
}

/// Every column of the row; the ones that changed are marked.
fn fields(
    writer: &Writer,
    table: &str,
    before: Option<&Value>,
    after: Option<&Value>,
) -> Vec<Field> {
    let Some(columns) = after.or(before).and_then(Value::as_object) else {
        return Vec::new();
    };
    let written = |image: Option<&Value>, column: &str| {
        image.map_or_else(
            || EMPTY.to_owned(),
            |image| writer.value(table, column, image.get(column).unwrap_or(&Value::Null)),
        )
    };
    columns
        .keys()
        .filter(|column| words::column(table, column).is_some())
        .map(|column| Field {
            name: words::column(table, column).unwrap_or_default().to_owned(),
            before: written(before, column),
            after: written(after, column),
            changed: before.and_then(|image| image.get(column))
                != after.and_then(|image| image.get(column)),
        })
        .collect()
}
