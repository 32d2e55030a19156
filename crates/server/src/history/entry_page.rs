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

use super::values::{EMPTY, Writer, raw};
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
    /// Its table and key, as the history keeps them.
    key: String,
    /// Whether the row was there before, and whether it is afterwards.
    sort: &'static str,
    was_there: bool,
    is_there: bool,
    fields: Vec<Field>,
    /// Every column as the history keeps it: the name, before, after.
    raw: Vec<(String, String, String)>,
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
    let mut writer = Writer::load(app).await?;
    let mut written = Vec::with_capacity(entry.changes.len());
    for change in &entry.changes {
        written.push(row(app, &mut writer, &entry, change).await?);
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
    writer: &mut Writer,
    entry: &Entry,
    change: &Change,
) -> Result<Written, PageError> {
    let before = app
        .store()
        .image_before(&entry.chain, entry.height, change)
        .await?;
    for image in [before.as_ref(), change.after.as_ref()]
        .into_iter()
        .flatten()
    {
        writer.learn(app, image).await?;
    }
    let title = words::table(&change.table).map_or(change.table.as_str(), |known| &known.title);
    Ok(Written {
        title: title.to_owned(),
        key: format!("{}: {}", change.table, change.key),
        sort: sort(before.as_ref(), change.after.as_ref()),
        was_there: before.is_some(),
        is_there: change.after.is_some(),
        raw: raw_columns(before.as_ref(), change.after.as_ref()),
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

/// The columns that say something to people; the ones that changed are marked.
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
        .filter(|column| !is_for_machines(column))
        .filter_map(|column| {
            let field = Field {
                name: words::column(table, column)?.to_owned(),
                before: written(before, column),
                after: written(after, column),
                changed: before.and_then(|image| image.get(column))
                    != after.and_then(|image| image.get(column)),
            };
            (field.before != EMPTY || field.after != EMPTY).then_some(field)
        })
        .collect()
}

/// Whether a column only joins rows: the row's own id, its year, how often it was written, another row's id.
fn is_for_machines(column: &str) -> bool {
    let named = column.ends_with("unit_id") || column == "person_id";
    matches!(column, "id" | "version") || (column.ends_with("_id") && !named)
}

fn raw_columns(before: Option<&Value>, after: Option<&Value>) -> Vec<(String, String, String)> {
    let Some(columns) = after.or(before).and_then(Value::as_object) else {
        return Vec::new();
    };
    let kept = |image: Option<&Value>, column: &str| {
        let value = image.and_then(|image| image.get(column));
        value.map(raw).unwrap_or_default()
    };
    columns
        .keys()
        .map(|column| (column.clone(), kept(before, column), kept(after, column)))
        .collect()
}
