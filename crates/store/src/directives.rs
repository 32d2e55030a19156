//! Directives (văn bản chỉ đạo): the register of a cluster-year, dispatches, answers.
//!
//! A directive stands in the register of the year in which it was entered. While it is in force it is also
//! read, dispatched and answered in later years of the same cluster.

mod answers;
mod dispatches;
mod read;
mod register;

use jiff::Timestamp;
use jiff::civil::Date;
use rules::deadline::Deadline;
use rules::directives::{Answer, Given, Standing, standing};
use rules::ids::{ClusterYearId, DirectiveId, EvidenceId, UnitId};
use vietnamese::symbol::{Kind, Symbol};

use crate::evidence::NewFile;
use crate::{StoreError, table};

pub use register::RegisterError;

table!(directive = "directives_directive", keys { cluster_year_id, id }, {
    number: i64,
    arrived_on: Option<String>,
    symbol: String,
    kind: String,
    issuer: String,
    signer_role: Option<String>,
    issued_on: String,
    subject: Option<String>,
    about: Option<String>,
    in_force_until: Option<String>,
    file_id: Option<String>,
    source: Option<String>,
    entered_at: i64,
    entered_by: String,
    version: i64,
});

table!(removal = "directives_removal", keys { cluster_year_id, id }, {
    directive_id: String,
    reason: String,
    removed_at: i64,
    removed_by: String,
});

table!(dispatch = "directives_dispatch", keys { cluster_year_id, id }, {
    directive_year_id: String,
    directive_id: String,
    asked: Option<String>,
    expected: String,
    deadline: Option<String>,
    dispatched_on: Option<String>,
    source: Option<String>,
    entered_at: i64,
    entered_by: String,
    version: i64,
});

table!(recipient = "directives_recipient", keys { cluster_year_id, id }, {
    dispatch_id: String,
    directive_id: String,
    unit_id: String,
});

table!(answer = "directives_answer", keys { cluster_year_id, id }, {
    recipient_id: String,
    answer: String,
    note: Option<String>,
    answered_at: i64,
    answered_by: String,
});

/// What the head of a paper says, and how long it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectiveFacts {
    /// Số, ký hiệu.
    pub symbol: Symbol,
    /// Its type; symbols do not always tell it.
    pub kind: Kind,
    /// Who issued it.
    pub issuer: String,
    /// The office in whose name it was signed.
    pub signer_role: Option<String>,
    /// Its date.
    pub issued_on: Date,
    /// When it came in.
    pub arrived_on: Option<Date>,
    /// Trích yếu, verbatim; none where the source gives none.
    pub subject: Option<String>,
    /// What it is about in the source's words, where there is no trích yếu.
    pub about: Option<String>,
    /// The last day it is in force; none: until another paper ends it.
    pub in_force_until: Option<Date>,
}

impl DirectiveFacts {
    /// Trích yếu, or what the source says of the content.
    pub fn content(&self) -> &str {
        self.subject
            .as_deref()
            .or(self.about.as_deref())
            .unwrap_or_default()
    }

    /// How the paper is called in a sentence: "Quyết định số 683-QĐ/HVCTQG".
    pub fn title(&self) -> String {
        format!(
            "{} số {}",
            self.kind.name_in(self.symbol.style),
            self.symbol
        )
    }
}

/// A directive to be entered.
#[derive(Clone, Debug)]
pub struct NewDirective {
    /// What its head says.
    pub facts: DirectiveFacts,
    /// The paper itself.
    pub file: Option<NewFile>,
    /// The sentence of a publication from which it is known.
    pub source: Option<String>,
}

/// That a directive was taken out of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// Why.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// Who, as the history names people.
    pub by: String,
}

/// A directive of a register.
#[derive(Clone, Debug)]
pub struct Directive {
    /// Its id.
    pub id: DirectiveId,
    /// The cluster-year in whose register it stands.
    pub cluster_year: ClusterYearId,
    /// Số vào sổ.
    pub number: i64,
    /// What its head says.
    pub facts: DirectiveFacts,
    /// The paper itself.
    pub file: Option<EvidenceId>,
    /// The sentence of a publication from which it is known.
    pub source: Option<String>,
    /// When it was entered.
    pub entered_at: Timestamp,
    /// Who entered it, as the history names people.
    pub entered_by: String,
    /// That it was taken out of the register.
    pub removal: Option<Removal>,
    /// For optimistic locking.
    pub version: i64,
}

/// A directive to be passed on.
#[derive(Clone, Debug)]
pub struct NewDispatch {
    /// To whom.
    pub units: Vec<UnitId>,
    /// What the units are asked to do.
    pub asked: Option<String>,
    /// The answer that is expected.
    pub expected: Answer,
    /// Until when.
    pub deadline: Option<Deadline>,
    /// When it was passed on; none where the source does not say.
    pub dispatched_on: Option<Date>,
    /// The sentence of a publication from which it is known.
    pub source: Option<String>,
}

/// A directive passed on to units.
#[derive(Clone, Debug)]
pub struct Dispatch {
    /// Its id.
    pub id: String,
    /// The directive.
    pub directive: DirectiveId,
    /// What the units are asked to do.
    pub asked: Option<String>,
    /// The answer that is expected.
    pub expected: Answer,
    /// Until when.
    pub deadline: Option<Deadline>,
    /// When it was passed on.
    pub dispatched_on: Option<Date>,
    /// The sentence of a publication from which it is known.
    pub source: Option<String>,
    /// To whom, and what they answered.
    pub recipients: Vec<Recipient>,
    /// For optimistic locking.
    pub version: i64,
}

impl Dispatch {
    /// How a recipient stands at an instant.
    pub fn standing(&self, recipient: &Recipient, now: Timestamp) -> Standing {
        let given: Vec<Given> = recipient.answers.iter().map(|one| one.given).collect();
        standing(self.expected, self.deadline, &given, now)
    }
}

/// A unit to which a directive was passed on.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// The unit.
    pub unit: UnitId,
    /// Its answers in their order.
    pub answers: Vec<UnitAnswer>,
}

impl Recipient {
    /// The answer of this sort, if it was given.
    pub fn answer(&self, answer: Answer) -> Option<&UnitAnswer> {
        self.answers.iter().find(|one| one.given.answer == answer)
    }
}

/// An answer of a unit.
#[derive(Clone, Debug)]
pub struct UnitAnswer {
    /// What and when.
    pub given: Given,
    /// What was done, in words.
    pub note: Option<String>,
    /// Who answered, as the history names people.
    pub by: String,
}

fn instant(micros: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(micros).map_err(|error| StoreError::Fault(Box::new(error)))
}
