//! How a unit stands with a directive, in words.

use rules::directives::{Answer, Standing};
use vietnamese::number::prose_count;

/// A status chip: the state that colours it, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chip {
    pub(super) state: &'static str,
    pub(super) text: String,
}

impl Chip {
    pub(super) fn of(standing: Standing, expected: Answer) -> Self {
        let (state, text) = match standing {
            Standing::Waiting => ("waiting", waiting(expected).to_owned()),
            Standing::Late { days } => ("late", format!("Quá hạn {} ngày", count(days))),
            Standing::Done => ("approved", done(expected).to_owned()),
            Standing::DoneLate { days } => (
                "flawed",
                format!("{}, chậm {} ngày", done(expected), count(days)),
            ),
        };
        Self { state, text }
    }
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
