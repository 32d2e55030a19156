//! The versions of the scoring table, and beginning the next one.

use access::actions::scoring::{KeepScoringTable, SeeScores};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::figures::Decimal;
use rules::scoring::{ScoringTable, TableState};
use store::StoreError;
use store::scoring::StoredTable;
use vietnamese::date::moment;

use super::board::is_published_year;
use super::{Done, MENU, address, matter, messages, points};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::query::Query;
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest reason.
const REASON: usize = 1000;

struct Row {
    href: String,
    number: i64,
    state: TableState,
    in_force: bool,
    criteria: usize,
    total: String,
    reason: Option<String>,
    begun: String,
}

impl Row {
    /// The sign of the state's chip.
    fn chip(&self) -> &'static str {
        chip(self.state)
    }
}

/// The sign of a state's chip.
pub(super) const fn chip(state: TableState) -> &'static str {
    match state {
        TableState::Draft => "draft",
        TableState::Agreed => "sent",
        TableState::Issued => "approved",
    }
}

#[derive(Template)]
#[template(path = "scoring/tables.html")]
struct TablesPage {
    frame: Frame,
    base: String,
    rows: Vec<Row>,
    told: bool,
    may_keep: bool,
    may_begin: bool,
    form: Form,
}

/// The list.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SeeScores, matter(year))?;
    let mut shown = tables_page(&app, &in_year, Form::default()).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// Begins the next version: the first one empty, a further one as a copy of the one before, with its reason.
pub(super) async fn begin(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, KeepScoringTable, matter(year))?;
    let last = app.store().scoring_tables(&year.id).await?.pop();
    let reason = last.as_ref().map(|_| form.required("ly_do", REASON));
    if !form.errors().is_empty() {
        if last.is_some_and(|last| last.state != TableState::Issued) {
            form.refuse("ly_do", messages::OPEN_TABLE);
        }
        return refused(&tables_page(&app, &in_year, form).await?);
    }
    let content = last.map_or_else(nothing_yet, |last| last.table);
    let begun = app
        .store()
        .draft_scoring_table(&permit, &content, reason.as_deref())
        .await;
    match begun {
        Ok(number) => Ok(see_other(&address(
            year,
            &format!("/bang-tieu-chi/{number}/sua?xong=lap-bang"),
        ))),
        Err(StoreError::Refused { .. }) => {
            form.refuse("ly_do", messages::OPEN_TABLE);
            conflict(&tables_page(&app, &in_year, form).await?)
        }
        Err(error) => Err(error.into()),
    }
}

fn nothing_yet() -> ScoringTable {
    ScoringTable {
        total: Decimal::ZERO,
        bonus_cap: None,
        groups: Vec::new(),
    }
}

async fn tables_page(app: &App, in_year: &InYear, form: Form) -> Result<TablesPage, PageError> {
    let year = &in_year.year;
    let all = app.store().scoring_tables(&year.id).await?;
    let may_keep = app.may(&in_year.session.principal, KeepScoringTable, &matter(year));
    let in_force = all
        .iter()
        .rfind(|table| table.state == TableState::Issued)
        .map(|table| table.number);
    let open = all
        .last()
        .is_some_and(|last| last.state != TableState::Issued);
    let row = |table: &StoredTable| Row {
        href: address(year, &format!("/bang-tieu-chi/{}", table.number)),
        number: table.number,
        state: table.state,
        in_force: in_force == Some(table.number),
        criteria: table.table.criteria().count(),
        total: points(table.table.total),
        reason: table.reason.clone(),
        begun: moment(table.begun_at),
    };
    Ok(TablesPage {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        rows: all.iter().rev().map(row).collect(),
        told: is_published_year(app, year).await?,
        may_keep,
        may_begin: may_keep && !open,
        form,
    })
}
