//! One version of the scoring table: what it says, what happened to it, what comes next.

use access::actions::scoring::{KeepScoringTable, SeeScores};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::figures::Decimal;
use rules::scoring::{ScoringTable, TableAct, TableState, check_table};
use serde::Deserialize;
use store::scoring::StoredTable;
use vietnamese::date::{moment, short};

use super::tables::chip;
use super::{Done, MENU, OfTable, address, matter, messages, points};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::form::Form;
use crate::web::names::actor_name;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

struct ActLine {
    when: String,
    what: &'static str,
    on: String,
    paper: Option<String>,
    note: Option<String>,
    by: String,
}

#[derive(Template)]
#[template(path = "scoring/table_page.html")]
pub(super) struct TablePage {
    frame: Frame,
    base: String,
    href: String,
    number: i64,
    state: TableState,
    reason: Option<String>,
    table: ScoringTable,
    faults: Vec<String>,
    acts: Vec<ActLine>,
    may_keep: bool,
    form: Form,
}

impl TablePage {
    /// The sign of the state's chip.
    fn chip(&self) -> &'static str {
        chip(self.state)
    }

    /// Points as people read them.
    fn points(&self, known: &Decimal) -> String {
        points(*known)
    }

    /// The acts that may follow.
    fn open(&self) -> Vec<TableAct> {
        let follows = |act: &TableAct| self.state.after(*act).is_ok();
        TableAct::ALL.into_iter().filter(follows).collect()
    }
}

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfTable>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SeeScores, matter(year))?;
    let table = stored(&app, &in_year, of.number).await?;
    let mut shown = table_page(&app, &in_year, table, Form::default()).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// The version of an address.
pub(super) async fn stored(
    app: &App,
    in_year: &InYear,
    number: i64,
) -> Result<StoredTable, PageError> {
    let all = app.store().scoring_tables(&in_year.year.id).await?;
    let found = all.into_iter().find(|table| table.number == number);
    found.ok_or(PageError::NotFound)
}

/// The page, with what stands against an act.
pub(super) async fn table_page(
    app: &App,
    in_year: &InYear,
    stored: StoredTable,
    form: Form,
) -> Result<TablePage, PageError> {
    let year = &in_year.year;
    let mut acts = Vec::new();
    for act in &stored.acts {
        acts.push(ActLine {
            when: moment(act.recorded_at),
            what: act.act.label(),
            on: short(act.on),
            paper: act.paper.clone(),
            note: act.note.clone(),
            by: actor_name(app, &act.recorded_by).await?,
        });
    }
    Ok(TablePage {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        href: address(year, &format!("/bang-tieu-chi/{}", stored.number)),
        number: stored.number,
        state: stored.state,
        reason: stored.reason,
        faults: check_table(&stored.table)
            .iter()
            .map(messages::table)
            .collect(),
        table: stored.table,
        acts,
        may_keep: app.may(&in_year.session.principal, KeepScoringTable, &matter(year)),
        form,
    })
}

/// How the table is asked for.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    dang: String,
}

/// The version as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfTable>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SeeScores, matter(year))?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let table = stored(&app, &in_year, of.number).await?;
    let title = format!("Bảng tiêu chí lần {}", table.number);
    let columns = [
        "Mã",
        "Nhóm, tiêu chí",
        "Điểm tối đa",
        "Cách chấm",
        "Cần minh chứng",
        "Ai chấm",
    ];
    let mut sheet = Sheet::of_year(year, &title, &columns).noting(table.state.label());
    for group in &table.table.groups {
        sheet.push(vec![Cell::text(&group.code), Cell::text(&group.text)]);
        for criterion in &group.criteria {
            sheet.push(vec![
                Cell::text(&criterion.code),
                Cell::text(&criterion.text),
                Cell::Number(criterion.max),
                Cell::text(criterion.method.label()),
                Cell::text(if criterion.evidence_required {
                    "Có"
                } else {
                    "Không"
                }),
                Cell::text(criterion.scored_by.label()),
            ]);
        }
    }
    sheet.answer(format, app.today())
}
