//! The agenda (chương trình): one form with a row for each line, and empty rows for more.

use access::actions::conference::KeepConference;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use store::StoreError;
use store::conference::{AgendaLine, Meeting};
use vietnamese::number::parse_integer;
use vietnamese::time;

use super::{MENU, OfMeeting, address, matter, meeting, messages, some};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// Empty rows offered after those that are filled.
const SPARE: usize = 3;
/// The most rows a form may send.
const MOST: usize = 200;

/// The names of one row's fields.
struct Row {
    number: usize,
    position: String,
    at: String,
    text: String,
    by: String,
}

impl Row {
    fn new(number: usize) -> Self {
        Self {
            number,
            position: format!("thu_tu_{number}"),
            at: format!("gio_{number}"),
            text: format!("noi_dung_{number}"),
            by: format!("nguoi_{number}"),
        }
    }
}

#[derive(Template)]
#[template(path = "conference/agenda.html")]
struct AgendaPage {
    frame: Frame,
    base: String,
    href: String,
    name: String,
    version: i64,
    rows: Vec<Row>,
    form: Form,
    stale: Option<&'static str>,
}

/// The form, filled with the agenda.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMeeting>,
) -> Result<Response, PageError> {
    in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, &of.id))?;
    let known = meeting(&app, &in_year, &of.id).await?;
    let form = filled(&known, &app.store().agenda(&known).await?);
    page(&agenda_page(&in_year, &known, form))
}

/// Sets the agenda.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfMeeting>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = in_year
        .session
        .decide(&app, KeepConference, matter(&in_year, &of.id))?;
    let known = meeting(&app, &in_year, &of.id).await?;
    let earlier = app.store().agenda(&known).await?;
    let lines = read(&mut form, &earlier);
    if !form.errors().is_empty() {
        return refused(&agenda_page(&in_year, &known, form));
    }
    let version = form.value("phien_ban").parse().unwrap_or(0);
    let set = app
        .store()
        .set_agenda(&permit, &of.id, version, lines)
        .await;
    match set {
        Ok(()) => Ok(see_other(&address(
            &in_year.year,
            &format!("/{}?xong=chuong-trinh", of.id),
        ))),
        Err(StoreError::Stale(_)) => {
            let mut shown = agenda_page(&in_year, &known, form);
            shown.version = known.version;
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

/// Reads the rows in the order of their numbers; a row without words is no line.
fn read(form: &mut Form, earlier: &[AgendaLine]) -> Vec<AgendaLine> {
    let mut lines = Vec::new();
    for row in (0..sent(form)).map(Row::new) {
        let at = form.parsed_optional(&row.at, time::parse);
        let text = form.optional(&row.text, 1000);
        let by_whom = some(form.optional(&row.by, 300));
        let position = form.parsed_optional(&row.position, parse_integer);
        if text.is_empty() {
            if by_whom.is_some() || !form.value(&row.at).trim().is_empty() {
                form.refuse(
                    &row.text,
                    "Dòng này có giờ hoặc người thực hiện mà chưa có nội dung. Nhập nội dung, hoặc xóa trắng cả dòng.",
                );
            }
            continue;
        }
        let known = earlier.iter().find(|line| line.text == text);
        let line = AgendaLine {
            at,
            by_whom,
            source: known.and_then(|line| line.source.clone()),
            text,
        };
        lines.push((position.unwrap_or(i64::MAX), line));
    }
    lines.sort_by_key(|(position, _)| *position);
    lines.into_iter().map(|(_, line)| line).collect()
}

/// How many rows the form has.
fn sent(form: &Form) -> usize {
    let rows = form
        .names()
        .filter(|name| name.starts_with("noi_dung_"))
        .count();
    rows.min(MOST)
}

fn filled(known: &Meeting, lines: &[AgendaLine]) -> Form {
    let mut values = vec![("phien_ban".to_owned(), known.version.to_string())];
    for number in 0..lines.len() + SPARE {
        let row = Row::new(number);
        let line = lines.get(number);
        let at = line.and_then(|line| line.at).map(time::short);
        let by = line.and_then(|line| line.by_whom.clone());
        values.push((row.position, (number + 1).to_string()));
        values.push((row.at, at.unwrap_or_default()));
        values.push((
            row.text,
            line.map(|line| line.text.clone()).unwrap_or_default(),
        ));
        values.push((row.by, by.unwrap_or_default()));
    }
    let pairs = values
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()));
    Form::filled(pairs)
}

fn agenda_page(in_year: &InYear, known: &Meeting, form: Form) -> AgendaPage {
    AgendaPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        href: address(&in_year.year, &format!("/{}", known.id)),
        name: known.facts.name.clone(),
        version: form.value("phien_ban").parse().unwrap_or(0),
        rows: (0..sent(&form).max(SPARE)).map(Row::new).collect(),
        form,
        stale: None,
    }
}
