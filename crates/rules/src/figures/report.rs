//! The states of a report (trạng thái báo cáo) and the acts that lead from one to the next.

use serde::{Deserialize, Serialize};

use super::{Finding, Severity};

/// Where a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReportState {
    /// Nháp.
    Draft,
    /// Đã gửi.
    Sent,
    /// Đã gửi, còn lỗi: with an explanation.
    SentFlawed,
    /// Trả lại: with a reason.
    Returned,
    /// Đã duyệt.
    Approved,
    /// Khóa.
    Locked,
}

impl ReportState {
    /// All states in the order of a report's life.
    pub const ALL: [Self; 6] = [
        Self::Draft,
        Self::Sent,
        Self::SentFlawed,
        Self::Returned,
        Self::Approved,
        Self::Locked,
    ];

    /// The word in columns and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sent => "sent",
            Self::SentFlawed => "sent_flawed",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Locked => "locked",
        }
    }

    /// Reads the word back.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "Nháp",
            Self::Sent => "Đã gửi",
            Self::SentFlawed => "Đã gửi, còn lỗi",
            Self::Returned => "Bị trả lại",
            Self::Approved => "Đã duyệt",
            Self::Locked => "Đã khóa",
        }
    }

    /// Whether the unit may change its figures.
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Returned)
    }

    /// Whether the level above has accepted it.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Approved | Self::Locked)
    }
}

/// What someone does to a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Gửi.
    Send,
    /// Trả lại, with a reason.
    Return,
    /// Duyệt.
    Approve,
    /// Khóa.
    Lock,
    /// Hủy duyệt, with a reason.
    UndoApproval,
    /// Mở khóa, with a reason.
    Unlock,
}

impl Act {
    /// All acts in the order of a report's life.
    pub const ALL: [Self; 6] = [
        Self::Send,
        Self::Return,
        Self::Approve,
        Self::Lock,
        Self::UndoApproval,
        Self::Unlock,
    ];

    /// The word in columns and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Send => "send",
            Self::Return => "return",
            Self::Approve => "approve",
            Self::Lock => "lock",
            Self::UndoApproval => "undo_approval",
            Self::Unlock => "unlock",
        }
    }

    /// Reads the word back.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.key() == key)
    }
}

/// What surrounds a report when someone acts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Situation<'a> {
    /// What the checks found.
    pub findings: &'a [Finding],
    /// What the person wrote: an explanation when sending, a reason when returning or undoing.
    pub explanation: Option<&'a str>,
    /// The reports of which this one is made; none for a unit's.
    pub below: &'a [ReportState],
    /// The report of which this one is a part.
    pub above: Option<ReportState>,
    /// Whether no signature is recorded under what was sent.
    pub unsigned: bool,
}

/// Why an act is not possible.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransitionError {
    /// The act does not follow from this state.
    #[error("{act:?} does not follow from {state:?}")]
    NotFromHere {
        /// Where the report stands.
        state: ReportState,
        /// What was asked.
        act: Act,
    },
    /// Sending with findings needs a written explanation.
    #[error("{errors} errors and {warnings} warnings need an explanation")]
    ExplanationNeeded {
        /// How many errors.
        errors: usize,
        /// How many warnings.
        warnings: usize,
    },
    /// Returning, undoing and unlocking need a written reason.
    #[error("{act:?} needs a reason")]
    ReasonNeeded {
        /// What was asked.
        act: Act,
    },
    /// Locking a report that nobody has signed needs a written reason.
    #[error("locking without a signature needs a reason")]
    SignatureMissing,
    /// Errors block approval and locking.
    #[error("{errors} errors block {act:?}")]
    ErrorsBlock {
        /// What was asked.
        act: Act,
        /// How many errors.
        errors: usize,
    },
    /// Approval goes bottom-up: these below are not approved yet.
    #[error("{unsettled} reports below are not approved yet")]
    BelowNotApproved {
        /// How many.
        unsettled: usize,
    },
    /// Undoing goes top-down: the report above still builds on this one.
    #[error("the report above is still approved")]
    AboveStillApproved,
}

/// The state to which an act leads.
pub fn transition(
    state: ReportState,
    act: Act,
    situation: Situation<'_>,
) -> Result<ReportState, TransitionError> {
    use ReportState::{Approved, Draft, Locked, Returned, Sent, SentFlawed};
    match (state, act) {
        (Draft | Returned, Act::Send) => situation.send(),
        (Sent | SentFlawed, Act::Return) => situation.reasoned(act, Returned),
        (Sent | SentFlawed, Act::Approve) => situation.settle(act, Approved),
        (Approved, Act::Lock) => situation.lock(),
        (Approved, Act::UndoApproval) => situation.undo(act, Returned),
        (Locked, Act::Unlock) => situation.undo(act, Approved),
        _ => Err(TransitionError::NotFromHere { state, act }),
    }
}

impl Situation<'_> {
    fn send(&self) -> Result<ReportState, TransitionError> {
        let (errors, warnings) = (self.count(Severity::Error), self.count(Severity::Warning));
        if errors + warnings > 0 && !self.is_explained() {
            return Err(TransitionError::ExplanationNeeded { errors, warnings });
        }
        Ok(if errors > 0 {
            ReportState::SentFlawed
        } else {
            ReportState::Sent
        })
    }

    fn settle(&self, act: Act, next: ReportState) -> Result<ReportState, TransitionError> {
        let errors = self.count(Severity::Error);
        if errors > 0 {
            return Err(TransitionError::ErrorsBlock { act, errors });
        }
        match self
            .below
            .iter()
            .filter(|state| !state.is_settled())
            .count()
        {
            0 => Ok(next),
            unsettled => Err(TransitionError::BelowNotApproved { unsettled }),
        }
    }

    fn lock(&self) -> Result<ReportState, TransitionError> {
        let locked = self.settle(Act::Lock, ReportState::Locked)?;
        if self.unsigned && !self.is_explained() {
            return Err(TransitionError::SignatureMissing);
        }
        Ok(locked)
    }

    fn undo(&self, act: Act, next: ReportState) -> Result<ReportState, TransitionError> {
        if self.above.is_some_and(ReportState::is_settled) {
            return Err(TransitionError::AboveStillApproved);
        }
        self.reasoned(act, next)
    }

    fn reasoned(&self, act: Act, next: ReportState) -> Result<ReportState, TransitionError> {
        if self.is_explained() {
            Ok(next)
        } else {
            Err(TransitionError::ReasonNeeded { act })
        }
    }

    fn is_explained(&self) -> bool {
        self.explanation.is_some_and(|text| !text.trim().is_empty())
    }

    fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.severity() == severity)
            .count()
    }
}
