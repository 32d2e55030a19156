//! Heads and deputies of a year: introduced where and by whom, recognised by which decision, from when to when;
//! those introduced for the next year; the handover.

use access::actions::succession::{HandOverYear, SeeSuccession};
use access::actions::units::{IntroduceHeads, RecogniseHeads};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::conference::Nomination;
use store::succession::Handover;
use store::units::{ClusterYear, HeadRole, Headship, Standing};
use vietnamese::date::{moment, short};

use super::{Done, MENU, address, coming, matter, messages};
use crate::conference::SILENT;
use crate::conference::units::Units;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::names::actor_name;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

/// A head or deputy, in words.
struct Row {
    id: String,
    unit: String,
    role: &'static str,
    state: &'static str,
    standing: &'static str,
    introduced: String,
    recognised: String,
    term: String,
    source: String,
    may_end: bool,
}

/// A unit introduced for the next year.
struct NextRow {
    href: String,
    unit: String,
    role: &'static str,
    introduced: String,
    recognised: String,
}

struct HandoverView {
    from: String,
    to: String,
    on: String,
    items: Vec<String>,
    note: Option<String>,
    recorded: String,
}

#[derive(Template)]
#[template(path = "succession/heads.html")]
struct HeadsPage {
    frame: Frame,
    base: String,
    year: i16,
    rows: Vec<Row>,
    next: Vec<NextRow>,
    coming: Option<String>,
    handover: Option<HandoverView>,
    may_introduce: bool,
    may_recognise: bool,
    may_hand_over: bool,
}

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let of = matter(year, "");
    in_year.session.decide(&app, SeeSuccession, of.clone())?;
    let principal = &in_year.session.principal;
    let units = Units::load(&app, year).await?;
    let coming = coming(&app, year).await?;
    let may_recognise = app.may(principal, RecogniseHeads, &of);
    let mut rows = rows(&app, year, &units).await?;
    for row in &mut rows {
        row.may_end = row.may_end && may_recognise;
    }
    page(&HeadsPage {
        frame: Frame::of_year(&in_year.session, year, MENU).saying(messages::done(&done.xong)),
        base: address(year, ""),
        year: year.year,
        rows,
        next: next_rows(&app, year, coming.as_ref(), &units).await?,
        coming: coming.as_ref().map(|coming| address(coming, "")),
        handover: handover_view(&app, year, coming.as_ref(), &units).await?,
        may_introduce: app.may(principal, IntroduceHeads, &of),
        may_recognise,
        may_hand_over: app.may(principal, HandOverYear, &of),
    })
}

/// The list as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Done>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, SeeSuccession, matter(year, ""))?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let units = Units::load(&app, year).await?;
    let columns = [
        "Đơn vị",
        "Vai trò",
        "Tình trạng",
        "Giới thiệu",
        "Công nhận",
        "Thời gian",
        "Nguồn",
    ];
    let mut sheet = Sheet::of_year(year, "Cụm trưởng, cụm phó", &columns);
    for row in rows(&app, year, &units).await? {
        let words = [
            row.unit,
            row.role.to_owned(),
            row.standing.to_owned(),
            row.introduced,
            row.recognised,
            row.term,
            row.source,
        ];
        sheet.push(words.into_iter().map(Cell::text).collect());
    }
    sheet.answer(format, app.today())
}

/// Headships of the year, and units introduced for it at the conference of another year that are not among them.
async fn rows(app: &App, year: &ClusterYear, units: &Units) -> Result<Vec<Row>, PageError> {
    let heads = app.store().headships(&year.id).await?;
    let mut said = Vec::new();
    for (of, nomination) in app.store().nominations_for(year).await? {
        let words = where_introduced(app, &of, &nomination).await?;
        said.push((nomination, words));
    }
    let mut rows: Vec<Row> = heads
        .iter()
        .map(|head| {
            let here = said
                .iter()
                .find(|(one, _)| one.said.unit == head.unit && one.said.role == head.role);
            row(app, units, head, here.map(|(_, words)| words.clone()))
        })
        .collect();
    let unknown = said.into_iter().filter(|(one, _)| {
        !heads
            .iter()
            .any(|head| head.unit == one.said.unit && head.role == one.said.role)
    });
    rows.extend(unknown.map(|(one, introduced)| Row {
        id: String::new(),
        unit: units.short_name(&one.said.unit),
        role: one.said.role.title(),
        state: "waiting",
        standing: INTRODUCED,
        introduced,
        recognised: NOT_RECOGNISED.to_owned(),
        term: "chưa bắt đầu".to_owned(),
        source: one.said.source.unwrap_or_default(),
        may_end: false,
    }));
    Ok(rows)
}

const INTRODUCED: &str = "Được giới thiệu, chưa công nhận";
const NOT_RECOGNISED: &str = "chưa ghi nhận quyết định công nhận";

fn row(app: &App, units: &Units, head: &Headship, at_conference: Option<String>) -> Row {
    let standing = head.standing(app.today());
    let (state, words) = match standing {
        Standing::Introduced => ("waiting", INTRODUCED),
        Standing::Recognised => ("approved", "Được công nhận"),
        Standing::Ended => ("locked", "Đã kết thúc"),
    };
    let introduced = match (at_conference, head.introduced_on) {
        (Some(words), _) => words,
        (None, Some(day)) => {
            let by = introduced_by(head.introduced_by.as_deref());
            format!("{by} ngày {}", short(day))
        }
        (None, None) => SILENT.to_owned(),
    };
    Row {
        id: head.id.clone(),
        unit: units.short_name(&head.unit),
        role: head.role.title(),
        state,
        standing: words,
        introduced,
        recognised: recognised(head),
        term: term(head),
        source: head.source.clone(),
        may_end: standing == Standing::Recognised,
    }
}

/// "được cụm trưởng đương nhiệm giới thiệu"; who is left out where no source says it.
fn introduced_by(by: Option<&str>) -> String {
    by.map_or_else(
        || "được giới thiệu".to_owned(),
        |by| format!("được {by} giới thiệu"),
    )
}

/// "được công nhận theo Quyết định số 683-QĐ/HVCTQG, ngày 25/02/2021".
fn recognised(head: &Headship) -> String {
    let Some(on) = head.recognised_on else {
        return NOT_RECOGNISED.to_owned();
    };
    let decision = head.decision.as_deref().unwrap_or(SILENT);
    format!(
        "được công nhận theo Quyết định số {decision}, ngày {}",
        short(on)
    )
}

fn term(head: &Headship) -> String {
    match (head.recognised_on, head.ended_on) {
        (None, _) => "chưa bắt đầu".to_owned(),
        (Some(from), None) => format!("từ ngày {}", short(from)),
        (Some(from), Some(to)) => format!("từ ngày {} đến hết ngày {}", short(from), short(to)),
    }
}

/// "được cụm trưởng đương nhiệm giới thiệu tại Hội nghị tổng kết …, ngày 26/11/2021".
async fn where_introduced(
    app: &App,
    of: &ClusterYear,
    nomination: &Nomination,
) -> Result<String, PageError> {
    let said = &nomination.said;
    let meeting = app.store().conference(&of.id, &said.meeting).await?;
    let facts = meeting.map(|meeting| meeting.facts);
    let name = facts.as_ref().map_or(SILENT, |facts| facts.name.as_str());
    let day = facts.as_ref().and_then(|facts| facts.held_on);
    let day = day.map_or_else(String::new, |day| format!(", ngày {}", short(day)));
    let by = introduced_by(said.introduced_by.as_deref());
    Ok(format!("{by} tại {name}{day}"))
}

async fn next_rows(
    app: &App,
    year: &ClusterYear,
    coming: Option<&ClusterYear>,
    units: &Units,
) -> Result<Vec<NextRow>, PageError> {
    let heads = match coming {
        Some(coming) => app.store().headships(&coming.id).await?,
        None => Vec::new(),
    };
    let mut rows = Vec::new();
    for one in app.store().nominations(&year.id).await? {
        let known = heads.iter().find(|head| {
            head.unit == one.said.unit
                && head.role == one.said.role
                && coming.is_some_and(|coming| coming.year == one.said.for_year)
        });
        rows.push(NextRow {
            href: address(year, &format!("/gioi-thieu/{}/rut", one.id)),
            unit: units.short_name(&one.said.unit),
            role: HeadRole::title(one.said.role),
            introduced: where_introduced(app, year, &one).await?,
            recognised: known.map_or_else(|| NOT_RECOGNISED.to_owned(), recognised),
        });
    }
    Ok(rows)
}

async fn handover_view(
    app: &App,
    year: &ClusterYear,
    coming: Option<&ClusterYear>,
    units: &Units,
) -> Result<Option<HandoverView>, PageError> {
    let Some(Handover { said, at, by, .. }) = app.store().handover(&year.id).await? else {
        return Ok(None);
    };
    let next = match coming {
        Some(coming) => Some(Units::load(app, coming).await?),
        None => None,
    };
    let to = next.as_ref().unwrap_or(units).name(&said.to);
    Ok(Some(HandoverView {
        from: units.name(&said.from),
        to,
        on: short(said.on),
        items: said.items,
        note: said.note,
        recorded: format!("{}, {}", moment(at), actor_name(app, &by).await?),
    }))
}
