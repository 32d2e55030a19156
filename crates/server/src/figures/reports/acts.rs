//! Sending, returning, approving, locking, and taking back.

use access::actions::figures::{ApproveReport, LockReport, ReturnReport, SendReport};
use axum::extract::{Path, State};
use axum::response::Response;
use rules::figures::{Catalogue, ReportState, messages::refusal};
use store::StoreError;
use store::figures::{Remark, ReportError, Seen};

use super::report_page::report_page;
use super::{OfReport, Report, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{conflict, refused};
use crate::web::see_other;
use crate::web::session::InYear;
use crate::web::site::Site;

/// The longest explanation or reason.
const REASON: usize = 4000;

/// Sends the report.
pub(super) async fn send(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfReport>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let report = Report::find(&app, &in_year.year, &of).await?;
    let permit = in_year.session.decide(&app, SendReport, report.matter())?;
    let reason = form.optional("giai_trinh", REASON);
    let asking = Asking::new(&app, &in_year, &site, &report, "giai_trinh");
    if !form.errors().is_empty() {
        return asking.refuse(form).await;
    }
    let seen = Seen {
        code: Some(form.value("ma").to_owned()),
        ..seen(&form)
    };
    let store = app.store();
    let sent = store.send_report(&permit, &report.round.id, &seen, some(&reason));
    asking.answer(sent.await, form, "gui").await
}

/// Returns it with reasons.
pub(super) async fn return_it(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfReport>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let report = Report::find(&app, &in_year.year, &of).await?;
    let permit = in_year
        .session
        .decide(&app, ReturnReport, report.matter())?;
    let reason = form.optional("ly_do", REASON);
    let remarks = read_remarks(&mut form, &report.round.catalogue());
    let asking = Asking::new(&app, &in_year, &site, &report, "ly_do");
    if !form.errors().is_empty() {
        return asking.refuse(form).await;
    }
    let (store, round) = (app.store(), &report.round.id);
    let read = seen(&form);
    let returned = store.return_report(&permit, round, &read, some(&reason), &remarks);
    asking.answer(returned.await, form, "tra-lai").await
}

/// Approves it.
pub(super) async fn approve(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfReport>,
    Posted(form): Posted,
) -> Result<Response, PageError> {
    let report = Report::find(&app, &in_year.year, &of).await?;
    let permit = in_year
        .session
        .decide(&app, ApproveReport, report.matter())?;
    let read = seen(&form);
    let store = app.store();
    let approved = store.approve_report(&permit, &report.round.id, &read);
    let asking = Asking::new(&app, &in_year, &site, &report, "duyet");
    asking.answer(approved.await, form, "duyet").await
}

/// Takes the approval back.
pub(super) async fn undo(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfReport>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let report = Report::find(&app, &in_year.year, &of).await?;
    let permit = in_year
        .session
        .decide(&app, ApproveReport, report.matter())?;
    let reason = form.required("ly_do_huy", REASON);
    let asking = Asking::new(&app, &in_year, &site, &report, "ly_do_huy");
    if !form.errors().is_empty() {
        return asking.refuse(form).await;
    }
    let read = seen(&form);
    let store = app.store();
    let undone = store.undo_approval(&permit, &report.round.id, &read, some(&reason));
    asking.answer(undone.await, form, "huy-duyet").await
}

/// Locks it.
pub(super) async fn lock(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfReport>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let report = Report::find(&app, &in_year.year, &of).await?;
    let permit = in_year.session.decide(&app, LockReport, report.matter())?;
    let reason = form.optional("ly_do_khoa", REASON);
    let asking = Asking::new(&app, &in_year, &site, &report, "khoa");
    if !form.errors().is_empty() {
        return asking.refuse(form).await;
    }
    let read = seen(&form);
    let store = app.store();
    let locked = store.lock_report(&permit, &report.round.id, &read, some(&reason));
    asking.answer(locked.await, form, "khoa").await
}

/// Unlocks it.
pub(super) async fn unlock(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfReport>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let report = Report::find(&app, &in_year.year, &of).await?;
    let permit = in_year.session.decide(&app, LockReport, report.matter())?;
    let reason = form.required("ly_do_mo", REASON);
    let asking = Asking::new(&app, &in_year, &site, &report, "ly_do_mo");
    if !form.errors().is_empty() {
        return asking.refuse(form).await;
    }
    let read = seen(&form);
    let store = app.store();
    let unlocked = store.unlock_report(&permit, &report.round.id, &read, some(&reason));
    asking.answer(unlocked.await, form, "mo-khoa").await
}

/// An act under way, and the field at which its refusal is told.
struct Asking<'a> {
    app: &'a App,
    in_year: &'a InYear,
    site: &'a Site,
    report: &'a Report,
    field: &'static str,
}

impl<'a> Asking<'a> {
    fn new(
        app: &'a App,
        in_year: &'a InYear,
        site: &'a Site,
        report: &'a Report,
        field: &'static str,
    ) -> Self {
        Self {
            app,
            in_year,
            site,
            report,
            field,
        }
    }

    async fn answer(
        &self,
        acted: Result<ReportState, ReportError>,
        mut form: Form,
        done: &str,
    ) -> Result<Response, PageError> {
        match acted {
            Ok(_) => return Ok(see_other(&self.report.done(done))),
            Err(ReportError::Refused(error)) => form.refuse(self.field, refusal(&error)),
            Err(ReportError::Empty) => form.refuse(self.field, messages::EMPTY),
            Err(ReportError::Store(StoreError::Stale(_))) => return self.stale(form).await,
            Err(ReportError::Store(error)) => return Err(error.into()),
        }
        self.refuse(form).await
    }

    async fn refuse(&self, form: Form) -> Result<Response, PageError> {
        refused(&report_page(self.app, self.in_year, self.site, self.report, form).await?)
    }

    async fn stale(&self, form: Form) -> Result<Response, PageError> {
        let mut shown = report_page(self.app, self.in_year, self.site, self.report, form).await?;
        shown.stale = Some(messages::REPORT_STALE);
        conflict(&shown)
    }
}

fn seen(form: &Form) -> Seen {
    Seen {
        acts: form.value("lan").parse().unwrap_or(u32::MAX),
        code: None,
    }
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// One remark a line: the code of an indicator, then the reason.
fn read_remarks(form: &mut Form, catalogue: &Catalogue) -> Vec<Remark> {
    let text = form.optional("tung_chi_so", REASON);
    let mut remarks: Vec<Remark> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match read_remark(line, catalogue) {
            Some(remark) if remarks.iter().any(|one| one.indicator == remark.indicator) => {
                form.refuse(
                    "tung_chi_so",
                    format!("Dòng “{line}” lặp lại một chỉ tiêu đã nêu. Gộp lại thành một dòng."),
                );
            }
            Some(remark) => remarks.push(remark),
            None => form.refuse(
                "tung_chi_so",
                format!(
                    "Dòng “{line}” chưa bắt đầu bằng mã của một chỉ tiêu, hoặc chưa có lý do. Viết như: KH.2: thiếu quyết định giao đề tài."
                ),
            ),
        }
    }
    remarks
}

fn read_remark(line: &str, catalogue: &Catalogue) -> Option<Remark> {
    let line = line.trim();
    let end = line.find([':', ' '])?;
    let (code, reason) = line.split_at(end);
    let indicator = catalogue.by_code(code)?;
    let reason = reason.trim_start_matches([':', ' ']);
    (!reason.is_empty()).then(|| Remark {
        indicator: indicator.key.clone(),
        reason: reason.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::{read_remark, read_remarks};
    use crate::web::form::Form;
    use rules::figures::Catalogue;

    #[test]
    fn a_remark_names_an_indicator_by_its_code_before_a_colon_or_a_space() {
        for line in ["KH.2: thiếu quyết định", "KH.2 thiếu quyết định"] {
            let remark = read_remark(line, Catalogue::embedded()).expect("KH.2 exists");
            assert_eq!(remark.indicator.as_str(), "kh2");
            assert_eq!(remark.reason, "thiếu quyết định");
        }
    }

    #[test]
    fn lines_without_a_known_code_are_refused_at_the_field() {
        let typed = "KH.99: sai\nKH.2".to_owned();
        let mut form = Form::filled([("tung_chi_so", typed)]);
        assert_eq!(read_remarks(&mut form, Catalogue::embedded()), []);
        assert_eq!(form.errors().len(), 2);
    }
}
