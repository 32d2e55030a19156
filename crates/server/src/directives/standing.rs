//! How a unit stands with a directive, in words.

use jiff::Timestamp;
use rules::deadline::Deadline;
use rules::directives::{Answer, Standing};
use store::directives::{Dispatch, Recipient};
use vietnamese::number::prose_count;

use crate::web::overdue::overdue;

/// A status chip: the state that colours it, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chip {
    pub(super) state: &'static str,
    pub(super) text: String,
}

impl Chip {
    /// How a unit stands with a dispatch.
    pub(super) fn of(dispatch: &Dispatch, to: &Recipient, now: Timestamp) -> Self {
        let expected = dispatch.expected;
        let (state, text) = match dispatch.standing(to, now) {
            Standing::Waiting => ("waiting", waiting(expected).to_owned()),
            Standing::Late { days } => ("late", late(days, dispatch.deadline)),
            Standing::Done => ("approved", done(expected).to_owned()),
            Standing::DoneLate { days } => (
                "flawed",
                format!("{}, chậm {} ngày", done(expected), count(days)),
            ),
        };
        Self { state, text }
    }
}

fn late(days: u32, deadline: Option<Deadline>) -> String {
    deadline.map_or_else(
        || format!("Quá hạn {} ngày", count(days)),
        |deadline| overdue(i64::from(days), deadline.last_day()),
    )
}

fn waiting(expected: Answer) -> &'static str {
    match expected {
        Answer::Seen => "Chờ xem",
        Answer::Acknowledged => "Chờ xác nhận đã nhận",
        Answer::ActedOn => "Chờ thực hiện",
    }
}

fn done(expected: Answer) -> &'static str {
    match expected {
        Answer::Seen => "Đã xem",
        Answer::Acknowledged => "Đã nhận",
        Answer::ActedOn => "Đã thực hiện",
    }
}

/// What the dispatch asks for, as a choice in its form.
pub(super) fn expectation(expected: Answer) -> &'static str {
    match expected {
        Answer::Seen => "Xem để biết",
        Answer::Acknowledged => "Xác nhận đã nhận",
        Answer::ActedOn => "Báo đã thực hiện, kèm kết quả",
    }
}

pub(super) fn count(number: u32) -> String {
    prose_count(i64::from(number))
}
