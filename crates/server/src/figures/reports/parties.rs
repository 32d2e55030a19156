//! Which of a report's acts the one who asks may do; for offering buttons, never instead of deciding.

use access::Principal;
use access::actions::figures::{
    ApproveReport, ConfirmFigures, EnterFigures, EnterOnBehalf, ExtendDeadline, LendSection,
    LockReport, ReturnReport, SendReport, SignOnScreen, SignReport,
};
use rules::figures::ReportState;
use store::figures::Signing;

use super::Report;
use crate::web::app::App;

/// What may be done now: permitted, and following from the state.
#[derive(Clone, Copy, Debug)]
pub(super) struct May {
    pub(super) enter: bool,
    pub(super) enter_on_behalf: bool,
    pub(super) lend: bool,
    pub(super) confirm: bool,
    pub(super) send: bool,
    pub(super) return_it: bool,
    pub(super) approve: bool,
    pub(super) undo: bool,
    pub(super) lock: bool,
    pub(super) unlock: bool,
    pub(super) extend: bool,
    pub(super) record_paper: bool,
    pub(super) sign_on_screen: bool,
    /// Whether the one who asks is of the head's office.
    pub(super) office: bool,
}

impl May {
    pub(super) fn of(app: &App, who: &Principal, report: &Report, state: ReportState) -> Self {
        let matter = report.matter();
        let editable = state.is_editable();
        let waiting = matches!(state, ReportState::Sent | ReportState::SentFlawed);
        let signable = !editable && state != ReportState::Locked;
        let approves = app.may(who, ApproveReport, &matter);
        let locks = app.may(who, LockReport, &matter);
        let on_behalf = app.may(who, EnterOnBehalf, &matter);
        Self {
            enter: editable && app.may(who, EnterFigures, &matter),
            enter_on_behalf: editable && on_behalf,
            lend: editable && app.may(who, LendSection, &matter),
            confirm: app.may(who, ConfirmFigures, &matter),
            send: editable && app.may(who, SendReport, &matter),
            return_it: waiting && app.may(who, ReturnReport, &matter),
            approve: waiting && approves,
            undo: state == ReportState::Approved && approves,
            lock: state == ReportState::Approved && locks,
            unlock: state == ReportState::Locked && locks,
            extend: editable && app.may(who, ExtendDeadline, &matter),
            record_paper: signable && app.may(who, SignReport, &matter),
            sign_on_screen: signable
                && report.round.signing == Signing::Screen
                && app.may(who, SignOnScreen, &matter),
            office: on_behalf,
        }
    }
}
