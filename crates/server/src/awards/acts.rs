//! What becomes of a proposal: suspended, resumed, decided, cancelled, recovered.

use access::actions::awards::{DecideAward, ProposeAward};
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use rules::awards::{AwardAct, Decision};
use store::StoreError;
use store::awards::AwardEntry;
use vietnamese::date::short;
use vietnamese::symbol::Symbol;

use super::award_page::award_page;
use super::{OfAward, address, entry, matter, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{conflict, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest note.
const NOTE: usize = 1000;
/// Words of the forms.
const SUSPEND: &str = "suspend";
const RESUME: &str = "resume";
const DECIDE: &str = "decide";
const CANCEL: &str = "cancel";
const RECOVER: &str = "recover";

/// Suspends a proposal, or lets it go on.
pub(super) async fn suspend(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfAward>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, ProposeAward, matter(year, &of.award))?;
    let known = entry(&app, year, &of.award).await?;
    let resumes = form.value("viec") == RESUME;
    let (act, key) = if resumes {
        (AwardAct::Resume, RESUME)
    } else {
        let reason = form.required("cho_ket_luan", NOTE);
        (AwardAct::Suspend { reason }, SUSPEND)
    };
    let note = form.optional("ghi_chu", NOTE);
    if !form.errors().is_empty() {
        return refused(&award_page(&app, &in_year, known, form).await?);
    }
    let note = (!note.is_empty()).then_some(note.as_str());
    let recorded = app
        .store()
        .suspend_award(&permit, &of.award, act, note)
        .await;
    answer(&app, &in_year, known, form, recorded, key).await
}

/// Puts a decision on record.
pub(super) async fn decide(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfAward>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, DecideAward, matter(year, &of.award))?;
    let known = entry(&app, year, &of.award).await?;
    let read = read(&mut form, &known, app.today());
    let Some((act, key, note)) = read else {
        if leads_nowhere(&form, &known, app.today()) {
            form.refuse("viec", messages::not_from_here(&known.state));
        }
        return refused(&award_page(&app, &in_year, known, form).await?);
    };
    let note = (!note.is_empty()).then_some(note.as_str());
    let recorded = app
        .store()
        .decide_award(&permit, &of.award, act, note, None)
        .await;
    answer(&app, &in_year, known, form, recorded, key).await
}

async fn answer(
    app: &App,
    in_year: &InYear,
    known: AwardEntry,
    mut form: Form,
    recorded: Result<(), StoreError>,
    key: &str,
) -> Result<Response, PageError> {
    match recorded {
        Ok(()) => Ok(see_other(&address(
            &in_year.year,
            &format!("/{}?xong={key}", known.id),
        ))),
        Err(StoreError::Refused { .. } | StoreError::Duplicate(_)) => {
            let now = entry(app, &in_year.year, &known.id).await?;
            form.refuse("viec", messages::not_from_here(&now.state));
            conflict(&award_page(app, in_year, now, form).await?)
        }
        Err(error) => Err(error.into()),
    }
}

fn read(
    form: &mut Form,
    known: &AwardEntry,
    today: Date,
) -> Option<(AwardAct, &'static str, String)> {
    let words = [DECIDE, CANCEL, RECOVER];
    let key = form.choice("viec", |chosen| {
        words.into_iter().find(|key| *key == chosen)
    });
    let symbol = form.parsed("so_ky_hieu", Symbol::parse);
    let on = form.date("ngay");
    let note = match key {
        Some(DECIDE) | None => form.optional("ghi_chu", NOTE),
        Some(_) => form.required("ghi_chu", NOTE),
    };
    if let Some(text) = on.and_then(|day| wrong_day(day, known, today)) {
        form.refuse("ngay", text);
    }
    if !form.errors().is_empty() {
        return None;
    }
    let decision = Decision {
        symbol: symbol?.to_string(),
        on: on?,
    };
    let act = match key? {
        DECIDE => AwardAct::Decide { decision },
        CANCEL => AwardAct::Cancel { decision },
        _ => AwardAct::Recover { decision },
    };
    Some((act, key?, note))
}

/// Whether what was chosen does not follow from where the entry stands, whatever the decision says.
fn leads_nowhere(form: &Form, known: &AwardEntry, today: Date) -> bool {
    let decision = Decision {
        symbol: String::new(),
        on: today,
    };
    let act = match form.value("viec") {
        DECIDE => AwardAct::Decide { decision },
        CANCEL => AwardAct::Cancel { decision },
        RECOVER => AwardAct::Recover { decision },
        _ => return false,
    };
    known.state.clone().after(act).is_err()
}

/// A decision is not of tomorrow, and not older than the proposal.
fn wrong_day(day: Date, known: &AwardEntry, today: Date) -> Option<String> {
    if day > today {
        return Some(format!(
            "Ngày {} ở sau hôm nay. Kiểm tra lại ngày trên quyết định.",
            short(day)
        ));
    }
    let proposed = known.proposed.proposed_on.filter(|from| day < *from)?;
    Some(format!(
        "Ngày {} ở trước ngày đề nghị {}. Kiểm tra lại ngày trên quyết định.",
        short(day),
        short(proposed)
    ))
}
