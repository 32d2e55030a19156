//! Putting on record that a table was agreed, taken back to the draft, or issued.

use access::actions::scoring::KeepScoringTable;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::scoring::{TableAct, check_table};
use store::StoreError;
use store::scoring::{NewTableAct, StoredTable, TableActError};
use vietnamese::date::short;

use super::table_page::{stored, table_page};
use super::{OfTable, address, matter, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{conflict, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest number and symbol.
const SYMBOL: usize = 100;
/// The longest note.
const NOTE: usize = 1000;

/// Records the act.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfTable>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, KeepScoringTable, matter(year))?;
    let table = stored(&app, &in_year, of.number).await?;
    let seen = form.value("thay").parse().unwrap_or(usize::MAX);
    let Some(new) = read(&mut form, app.today()) else {
        for text in against(&table, form.value("viec")) {
            form.refuse("viec", text);
        }
        return refused(&table_page(&app, &in_year, table, form).await?);
    };
    let (act, state) = (new.act, table.state);
    let recorded = app
        .store()
        .record_table_act(&permit, of.number, seen, new)
        .await;
    let refusals = match recorded {
        Ok(()) => {
            let rest = format!("/bang-tieu-chi/{}?xong={}", of.number, act.key());
            return Ok(see_other(&address(year, &rest)));
        }
        Err(TableActError::Faulty(faults)) => faults.iter().map(messages::table).collect(),
        Err(TableActError::NotFromHere(_)) => vec![messages::not_from_here(state, act)],
        Err(TableActError::Published) => vec![messages::PUBLISHED.to_owned()],
        Err(TableActError::Store(StoreError::Stale(_))) => vec![messages::STALE.to_owned()],
        Err(TableActError::Store(error)) => return Err(error.into()),
    };
    for text in refusals {
        form.refuse("viec", text);
    }
    conflict(&table_page(&app, &in_year, table, form).await?)
}

/// What stands against an act is told together with what is wrong in the form.
fn against(table: &StoredTable, key: &str) -> Vec<String> {
    let Some(act) = TableAct::from_key(key) else {
        return Vec::new();
    };
    if table.state.after(act).is_err() {
        return vec![messages::not_from_here(table.state, act)];
    }
    if act == TableAct::Reopen {
        return Vec::new();
    }
    check_table(&table.table)
        .iter()
        .map(messages::table)
        .collect()
}

fn read(form: &mut Form, today: jiff::civil::Date) -> Option<NewTableAct> {
    let act = form.choice("viec", TableAct::from_key);
    let on = form.date("ngay");
    let paper = form.optional("so_ky_hieu", SYMBOL);
    let note = if act == Some(TableAct::Reopen) {
        form.required("ghi_chu", NOTE)
    } else {
        form.optional("ghi_chu", NOTE)
    };
    if let Some(day) = on.filter(|day| *day > today) {
        let text = format!(
            "Ngày {} ở sau hôm nay. Ghi nhận sau khi việc đã làm.",
            short(day)
        );
        form.refuse("ngay", text);
    }
    if !form.errors().is_empty() {
        return None;
    }
    Some(NewTableAct {
        act: act?,
        on: on?,
        paper: (!paper.is_empty()).then_some(paper),
        note: (!note.is_empty()).then_some(note),
    })
}
