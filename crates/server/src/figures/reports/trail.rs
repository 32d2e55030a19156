//! What was done to a report, and its signatures, as the page shows them.

use rules::figures::{Act, Catalogue, ReportState, messages};
use rules::ids::{ObservationId, RevisionId};
use store::figures::{RecordedAct, ReportStatus, Revision, Signature};
use vietnamese::date::{moment, short};

use super::Report;
use super::standing::count;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::names::actor_name;

/// One act in words.
#[derive(Clone)]
pub(super) struct ActLine {
    pub(super) what: &'static str,
    pub(super) at: String,
    pub(super) by: String,
    pub(super) reason: Option<String>,
    pub(super) remarks: Vec<String>,
    pub(super) code: String,
    pub(super) found: Option<String>,
    act: Act,
}

/// One signature in words.
pub(super) struct SignatureLine {
    pub(super) code: String,
    pub(super) words: String,
    pub(super) scan: Option<String>,
    pub(super) at: String,
    pub(super) by: String,
}

/// The past of a report, the newest first.
pub(super) struct TrailPart {
    pub(super) acts: Vec<ActLine>,
    pub(super) signatures: Vec<SignatureLine>,
}

impl TrailPart {
    pub(super) async fn read(
        app: &App,
        report: &Report,
        catalogue: &Catalogue,
    ) -> Result<Self, PageError> {
        let (store, round, unit) = (app.store(), &report.round, &report.member.unit);
        let revisions = store.revisions(round, unit).await?;
        let mut acts = Vec::new();
        for act in store.report_acts(round, unit).await?.into_iter().rev() {
            let by = actor_name(app, &act.by).await?;
            acts.push(act_line(act, by, &revisions, catalogue));
        }
        let mut signatures = Vec::new();
        for signature in store.signatures(round, unit).await? {
            let by = actor_name(app, &signature.by).await?;
            signatures.push(signature_line(report, signature, by, &revisions));
        }
        Ok(Self { acts, signatures })
    }
}

/// The act that returned the report, while it is returned.
pub(super) fn returned(status: &ReportStatus, acts: &[ActLine]) -> Option<ActLine> {
    if status.state != ReportState::Returned {
        return None;
    }
    let last = acts.first()?;
    matches!(last.act, Act::Return | Act::UndoApproval).then(|| last.clone())
}

/// What the head's office entered figures from, on the unit's behalf.
#[derive(PartialEq, Eq)]
pub(super) struct MessageLine {
    pub(super) text: Option<String>,
    pub(super) file: Option<String>,
    pub(super) by: String,
    pub(super) at: String,
}

/// The messages behind figures that wait for confirmation, each once.
pub(super) async fn messages_behind(
    app: &App,
    report: &Report,
    waiting: &[ObservationId],
) -> Result<Vec<MessageLine>, PageError> {
    let mut lines: Vec<MessageLine> = Vec::new();
    for one in app.store().observations(&report.year.id, waiting).await? {
        let line = MessageLine {
            text: one.source,
            file: one.evidence.map(|id| report.address(&format!("/tep/{id}"))),
            by: actor_name(app, &one.by).await?,
            at: moment(one.at),
        };
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    Ok(lines)
}

fn act_line(
    act: RecordedAct,
    by: String,
    revisions: &[Revision],
    catalogue: &Catalogue,
) -> ActLine {
    let (errors, warnings) = act.findings;
    let found = (act.act == Act::Send && errors + warnings > 0).then(|| {
        let of = |number: u32| count(usize::try_from(number).unwrap_or(usize::MAX));
        format!("{} lỗi, {} cảnh báo", of(errors), of(warnings))
    });
    let remark = |one: &store::figures::Remark| {
        let named = catalogue.get(&one.indicator);
        let code = named.map_or(one.indicator.as_str(), |known| known.code.as_str());
        format!("{code}: {}", one.reason)
    };
    ActLine {
        what: messages::act(act.act),
        at: moment(act.at),
        by,
        remarks: act.remarks.iter().map(remark).collect(),
        reason: act.reason,
        code: code_of(revisions, &act.revision),
        found,
        act: act.act,
    }
}

fn signature_line(
    report: &Report,
    signature: Signature,
    by: String,
    revisions: &[Revision],
) -> SignatureLine {
    let signer = signature.signer.as_deref().unwrap_or("người ký đã xóa tên");
    let symbol = signature
        .symbol
        .as_ref()
        .map_or_else(String::new, |symbol| format!("Số {symbol}, "));
    SignatureLine {
        code: code_of(revisions, &signature.revision),
        words: format!(
            "{symbol}ngày {}, {}: {signer}",
            short(signature.signed_on),
            signature.capacity.title()
        ),
        scan: signature
            .scan
            .map(|id| report.address(&format!("/tep/{id}"))),
        at: moment(signature.at),
        by,
    }
}

fn code_of(revisions: &[Revision], id: &RevisionId) -> String {
    let known = revisions.iter().find(|revision| revision.id == *id);
    known.map_or_else(String::new, |revision| revision.code.clone())
}
