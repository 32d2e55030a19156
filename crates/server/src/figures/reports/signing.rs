//! Recording the signed scan, signing on screen, and handing over a report's files.

use access::actions::figures::{SeeEvidence, SignOnScreen, SignReport};
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use rules::ids::EvidenceId;
use serde::Deserialize;
use store::StoreError;
use store::evidence::NewFile;
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
    let said = Said::read(&mut form, app.today());
    let place = (&app, &in_year, &site, &report);
    if !form.errors().is_empty() {
        refuse_faults(&mut form, place, &code, &said).await?;
        return refused(&report_page(&app, &in_year, &site, &report, form).await?);
    }
    let Some(paper) = said.paper() else {
        return refused(&report_page(&app, &in_year, &site, &report, form).await?);
    };
    let signed_on = paper.signed_on;
    let (store, round) = (app.store(), &report.round.id);
    let recorded = store.record_signature(&permit, round, &code, paper).await;
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
    place: Place<'_>,
    (done, signed_on): (&str, Date),
) -> Result<Response, PageError> {
    let (app, in_year, site, report) = place;
    let Err(error) = signed else {
        return Ok(see_other(&report.done(done)));
    };
    let no_right = is_no_right(&error);
    let (field, said) = refusal(error, place, signed_on).await?;
    form.refuse(field, said);
    let shown = report_page(app, in_year, site, report, form).await?;
    if no_right {
        return refused(&shown);
    }
    conflict(&shown)
}

/// What stands against the paper as far as it can be read is told together with what cannot.
async fn refuse_faults(
    form: &mut Form,
    place: Place<'_>,
    code: &str,
    said: &Said,
) -> Result<(), PageError> {
    let (app, _, _, report) = place;
    let signed = said
        .capacity
        .zip(said.signed_on)
        .filter(|_| !said.signer.is_empty());
    let signed = signed.map(|(capacity, day)| (said.signer.as_str(), capacity, day));
    let (round, unit) = (&report.round, &report.member.unit);
    let faults = app
        .store()
        .signature_faults(round, unit, code, signed)
        .await?;
    for fault in faults {
        let day = said.signed_on.unwrap_or_else(|| app.today());
        let (field, text) = refusal(fault, place, day).await?;
        form.refuse(field, text);
    }
    Ok(())
}

fn is_no_right(error: &StoreError) -> bool {
    matches!(error, StoreError::Refused { why, .. } if [NOT_A_LEADER, OTHER_CAPACITY].contains(why))
}

/// Why a signature is not recorded: the field, and the sentence; the error itself where keeping failed.
async fn refusal(
    error: StoreError,
    (app, _, _, report): Place<'_>,
    signed_on: Date,
) -> Result<(&'static str, String), PageError> {
    if is_no_right(&error) {
        let other_capacity =
            matches!(error, StoreError::Refused { why, .. } if why == OTHER_CAPACITY);
        let leaders = app
            .store()
            .leaders_on(&report.member.unit, signed_on)
            .await?;
        return Ok(messages::no_right(other_capacity, &leaders, signed_on));
    }
    match error {
        StoreError::Stale(_) => Ok(("ma_in", messages::OTHER_CODE.to_owned())),
        StoreError::Refused { .. } => Ok(("ma_in", messages::NOT_SENT.to_owned())),
        error => Err(error.into()),
    }
}

/// What the form says of the paper, as far as it can be read.
struct Said {
    symbol: Option<Symbol>,
    signed_on: Option<Date>,
    signer: String,
    capacity: Option<Capacity>,
    scan: Option<NewFile>,
}

impl Said {
    fn read(form: &mut Form, today: Date) -> Self {
        let said = Self {
            symbol: form.parsed("so_ky_hieu", Symbol::parse),
            signed_on: form.date("ngay_ky"),
            signer: form.required("nguoi_ky", NAME),
            capacity: form.choice("quyen_ky", Capacity::from_key),
            scan: upload::taken(form, "ban_ky"),
        };
        if let Some(day) = said.signed_on.filter(|day| *day > today) {
            form.refuse(
                "ngay_ky",
                format!(
                    "Ngày ký {} ở sau hôm nay. Ghi ngày đã ký trên giấy.",
                    short(day)
                ),
            );
        }
        if said.scan.is_none() && form.error("ban_ky").is_none() {
            form.refuse("ban_ky", "Chưa chọn tệp. Chọn bản chụp đã ký, đóng dấu.");
        }
        said
    }

    fn paper(self) -> Option<SignedPaper> {
        Some(SignedPaper {
            symbol: self.symbol?.to_string(),
            signed_on: self.signed_on?,
            signer: self.signer,
            capacity: self.capacity?,
            scan: self.scan?,
        })
    }
}
