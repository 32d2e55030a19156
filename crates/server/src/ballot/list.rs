//! The list of counting minutes.

use access::actions::ballot::{RecordMinutes, SeeMinutes};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::ballot::messages::{Names, count};
use serde::Deserialize;
use store::ballot::RecordedMinutes;
use vietnamese::date::short;
use vietnamese::text::fold;

use super::{MENU, MemberNames, SILENT, address, matter, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

/// What the list is asked to show.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tim: String,
    dang: String,
    xong: String,
}

struct Row {
    href: String,
    subject: String,
    held_on: String,
    manner: &'static str,
    valid: String,
    elected: Vec<String>,
    revision: i64,
}

#[derive(Template)]
#[template(path = "ballot/list.html")]
struct ListPage {
    frame: Frame,
    base: String,
    scores: String,
    asked: Asked,
    rows: Vec<Row>,
    empty: bool,
    published: bool,
    may_record: bool,
}

/// The list.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SeeMinutes, matter(year, ""))?;
    let all = newest(app.store().minutes(&year.id).await?);
    let members = app.store().members(year).await?;
    let names = MemberNames(&members);
    let found = asked.narrow(&all);
    page(&ListPage {
        frame: Frame::of_year(&in_year.session, year, MENU).saying(messages::done(&asked.xong)),
        base: address(year, ""),
        scores: format!("/nam/{}/cham-diem", year.slug),
        rows: found
            .iter()
            .map(|one| row(one, &address(year, ""), &names))
            .collect(),
        empty: all.is_empty(),
        published: app.store().scores_are_published(&year.id).await?,
        may_record: app.may(&in_year.session.principal, RecordMinutes, &matter(year, "")),
        asked,
    })
}

/// The list as XLSX or CSV, one line for each unit on the list of a vote.
pub(super) async fn export(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SeeMinutes, matter(year, ""))?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let all = newest(app.store().minutes(&year.id).await?);
    let members = app.store().members(year).await?;
    let names = MemberNames(&members);
    let columns = [
        "Nội dung bình xét",
        "Ngày",
        "Được bỏ phiếu",
        "Phiếu phát ra",
        "Phiếu thu về",
        "Phiếu hợp lệ",
        "Phiếu không hợp lệ",
        "Đơn vị",
        "Số phiếu đồng ý",
        "Được suy tôn là",
    ];
    let mut sheet = Sheet::of_year(year, "Biên bản kiểm phiếu", &columns);
    for one in asked.narrow(&all) {
        let counts = &one.facts.counts;
        for candidate in &one.facts.candidates {
            sheet.push(vec![
                Cell::text(&one.facts.subject),
                Cell::day(one.facts.held_on),
                number(counts.entitled),
                number(counts.issued),
                number(counts.collected),
                number(counts.valid),
                number(counts.invalid),
                Cell::text(names.unit(&candidate.unit)),
                number(candidate.agreed),
                Cell::text(candidate.elected_as.as_deref().unwrap_or_default()),
            ]);
        }
    }
    sheet.answer(format, app.today())
}

impl Asked {
    fn narrow<'a>(&self, all: &'a [RecordedMinutes]) -> Vec<&'a RecordedMinutes> {
        let words = fold(&self.tim);
        let found = all.iter();
        found
            .filter(|one| fold(&one.facts.subject).contains(&words))
            .collect()
    }
}

/// The newest revision of each matter's minutes.
fn newest(mut all: Vec<RecordedMinutes>) -> Vec<RecordedMinutes> {
    all.dedup_by(|later, earlier| later.series == earlier.series);
    all
}

fn number(known: rules::ballot::Count) -> Cell {
    known.map_or_else(
        || Cell::text(count(None)),
        |known| Cell::whole(i64::from(known)),
    )
}

fn row(one: &RecordedMinutes, base: &str, names: &MemberNames<'_>) -> Row {
    let facts = &one.facts;
    let elected = facts.candidates.iter().filter_map(|candidate| {
        let place = candidate.elected_as.as_ref()?;
        Some(format!("{}: {place}", names.unit(&candidate.unit)))
    });
    Row {
        href: format!("{base}/{}", one.series),
        subject: facts.subject.clone(),
        held_on: facts.held_on.map_or_else(|| SILENT.to_owned(), short),
        manner: facts.manner.map_or(SILENT, |manner| manner.title()),
        valid: count(facts.counts.valid),
        elected: elected.collect(),
        revision: one.revision,
    }
}
