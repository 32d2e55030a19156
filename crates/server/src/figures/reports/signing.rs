//! Recording the signed scan, signing on screen, and handing over a report's files.

use access::actions::figures::{SeeEvidence, SignOnScreen, SignReport};
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use rules::ids::EvidenceId;
use serde::Deserialize;
use store::StoreError;
use store::figures::{Capacity, NOT_A_LEADER, OTHER_CAPACITY, SignedPaper};
use vietnamese::date::short;
use vietnamese::symbol::Symbol;

use super::report_page::report_page;
use super::{OfReport, Report, messages};
use crate::web::app::App;
use crate::web::download;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{conflict, refused};
use crate::web::see_other;
use crate::web::session::InYear;
use crate::web::site::Site;
use crate::web::upload;

/// The longest name of a signer.
const NAME: usize = 100;

/// Records the scan of the signed, stamped paper.
pub(super) async fn paper(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfReport>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let report = Report::find(&app, &in_year.year, &of).await?;
    let permit = in_year.session.decide(&app, SignReport, report.matter())?;
    let code = form.required("ma_in", 20).to_uppercase();
    let Some(paper) = read(&mut form, app.today()) else {
        return refused(&report_page(&app, &in_year, &site, &report, form).await?);
    };
    let signed_on = paper.signed_on;
    let (store, round) = (app.store(), &report.round.id);
    let recorded = store.record_signature(&permit, round, &code, paper).await;
    let place = (&app, &in_year, &site, &report);
    answer(recorded, form, place, ("ban-ky", signed_on)).await
}

/// Signs on screen.
pub(super) async fn screen(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfReport>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let report = Report::find(&app, &in_year.year, &of).await?;
    let permit = in_year
        .session
        .decide(&app, SignOnScreen, report.matter())?;
    let Some(capacity) = form.choice("quyen_ky", Capacity::from_key) else {
        return refused(&report_page(&app, &in_year, &site, &report, form).await?);
    };
    let code = form.value("ma").to_owned();
    let signer = (in_year.session.name.clone(), capacity);
    let (store, round) = (app.store(), &report.round.id);
    let signed = store.sign_on_screen(&permit, round, &code, signer).await;
    let place = (&app, &in_year, &site, &report);
    answer(signed, form, place, ("ky", app.today())).await
}

/// A file of a report.
#[derive(Deserialize)]
pub(super) struct OfFile {
    round: String,
    unit: String,
    file: String,
}

/// Hands over a scan, or a file that figures were taken from.
pub(super) async fn file(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfFile>,
) -> Result<Response, PageError> {
    let place = OfReport {
        round: of.round,
        unit: of.unit,
    };
    let report = Report::find(&app, &in_year.year, &place).await?;
    in_year.session.decide(&app, SeeEvidence, report.matter())?;
    let id = EvidenceId::new(of.file);
    let known = app
        .store()
        .evidence(&id)
        .await?
        .ok_or(PageError::NotFound)?;
    // The permit is for this unit's files of this year and no others.
    let same_unit = known.unit.as_deref() == Some(report.member.unit.as_str());
    let same_year = known.cluster_year.as_deref() == Some(in_year.year.id.as_str());
    if !same_unit || !same_year {
        return Err(PageError::NotFound);
    }
    download::evidence(&app, &id).await
}

type Place<'a> = (&'a App, &'a InYear, &'a Site, &'a Report);

async fn answer(
    signed: Result<(), StoreError>,
    mut form: Form,
    (app, in_year, site, report): Place<'_>,
    (done, signed_on): (&str, Date),
) -> Result<Response, PageError> {
    match signed {
        Ok(()) => Ok(see_other(&report.done(done))),
        Err(StoreError::Stale(_)) => {
            form.refuse("ma_in", messages::OTHER_CODE);
            conflict(&report_page(app, in_year, site, report, form).await?)
        }
        Err(StoreError::Refused { why, .. }) if [NOT_A_LEADER, OTHER_CAPACITY].contains(&why) => {
            let unit = &report.member.unit;
            let leaders = app.store().leaders_on(unit, signed_on).await?;
            let (field, said) = messages::no_right(why == OTHER_CAPACITY, &leaders, signed_on);
            form.refuse(field, said);
            refused(&report_page(app, in_year, site, report, form).await?)
        }
        Err(StoreError::Refused { .. }) => {
            form.refuse("ma_in", messages::NOT_SENT);
            conflict(&report_page(app, in_year, site, report, form).await?)
        }
        Err(error) => Err(error.into()),
    }
}

fn read(form: &mut Form, today: Date) -> Option<SignedPaper> {
    let symbol = form.parsed("so_ky_hieu", Symbol::parse);
    let signed_on = form.date("ngay_ky");
    if let Some(day) = signed_on.filter(|day| *day > today) {
        form.refuse(
            "ngay_ky",
            format!(
                "Ngày ký {} ở sau hôm nay. Ghi ngày đã ký trên giấy.",
                short(day)
            ),
        );
    }
    let signer = form.required("nguoi_ky", NAME);
    let capacity = form.choice("quyen_ky", Capacity::from_key);
    let scan = upload::taken(form, "ban_ky");
    if scan.is_none() && form.error("ban_ky").is_none() {
        form.refuse("ban_ky", "Chưa chọn tệp. Chọn bản chụp đã ký, đóng dấu.");
    }
    let paper = SignedPaper {
        symbol: symbol?.to_string(),
        signed_on: signed_on?,
        signer,
        capacity: capacity?,
        scan: scan?,
    };
    form.errors().is_empty().then_some(paper)
}
