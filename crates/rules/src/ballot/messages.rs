//! What people read about minutes and results, in Vietnamese.

use vietnamese::number::{format_decimal, format_integer, prose_count};

use super::{Attendance, Count, Item, MinutesFinding, Outcome, Verdict};
use crate::figures::Decimal;
use crate::ids::{PersonId, UnitId};
use crate::law::{Comparator, Ratio, Threshold};

/// Who is meant by an id.
pub trait Names {
    /// The unit's name on the day of the minutes.
    fn unit(&self, unit: &UnitId) -> String;
    /// The person's name.
    fn person(&self, person: &PersonId) -> String;
}

/// A count, or that it is not published.
pub fn count(count: Count) -> String {
    count.map_or_else(
        || "không công bố".to_owned(),
        |count| format_integer(i64::from(count)),
    )
}

/// What does not hold in counting minutes.
pub fn finding(finding: &MinutesFinding, names: &impl Names) -> String {
    match finding {
        MinutesFinding::Exceeds {
            item,
            count,
            most,
            limit,
        } => {
            let (item, most) = (self::item(item, names), self::item(most, names));
            format!(
                "{item} ({}) nhiều hơn {most} ({})",
                large(*count),
                large(*limit)
            )
        }
        MinutesFinding::DoesNotAddUp {
            valid,
            invalid,
            collected,
        } => format!(
            "số phiếu hợp lệ và không hợp lệ ({valid} + {invalid}) không bằng số phiếu thu về ({collected})"
        ),
        MinutesFinding::NameTwice { unit } => {
            format!(
                "{} có tên hai lần trong danh sách bình xét",
                names.unit(unit)
            )
        }
        MinutesFinding::CommitteeTooSmall {
            size,
            least,
            citation,
        } => {
            format!(
                "ban kiểm phiếu có {} người; cần ít nhất {} người ({citation})",
                prose(*size),
                prose_count(i64::from(*least))
            )
        }
        MinutesFinding::CounterOfCandidate { person, unit } => format!(
            "{} trong ban kiểm phiếu đại diện cho {}, đơn vị có tên trong danh sách bình xét; ghi lý do hội nghị đồng ý vào biên bản",
            names.person(person),
            names.unit(unit)
        ),
        MinutesFinding::CounterTwice { person } => {
            format!(
                "{} có tên hai lần trong ban kiểm phiếu",
                names.person(person)
            )
        }
    }
}

/// The arithmetic of a result: "8/12 = 66,67 %; cần ≥ 2/3 tổng số thành viên, tức 8: đạt".
pub fn outcome(outcome: &Outcome, threshold: &Threshold) -> String {
    let asked = format!("cần {} {}", share(threshold), threshold.base.label());
    let verdict = verdict(outcome, threshold);
    match (
        outcome.agreed,
        outcome.base,
        outcome.needed,
        outcome.percent,
    ) {
        (Some(agreed), Some(all), Some(needed), Some(percent)) => {
            format!(
                "{agreed}/{all} = {} %; {asked}, tức {needed}: {verdict}",
                two_places(percent)
            )
        }
        (Some(agreed), Some(all), _, None) => format!("{agreed}/{all}; {asked}: {verdict}"),
        (agreed, all, _, _) => {
            format!(
                "số phiếu đồng ý: {}; {}: {}; {asked}: {verdict}",
                count(agreed),
                threshold.base.label(),
                count(all)
            )
        }
    }
}

/// Attendance with its arithmetic: "12/12 đơn vị có mặt, cần ít nhất 2/3 tổng số thành viên, tức 8: đủ điều kiện tiến hành hội nghị".
pub fn attendance(attendance: &Attendance) -> String {
    let Attendance {
        present,
        members,
        needed,
        quorum,
    } = attendance;
    let verdict = if attendance.is_quorate() {
        "đủ điều kiện"
    } else {
        "chưa đủ điều kiện"
    };
    let asked = format!(
        "cần {} {} {}, tức {needed}",
        quorum.comparator.label(),
        ratio(quorum.ratio),
        quorum.base.label()
    );
    format!("{present}/{members} đơn vị có mặt, {asked}: {verdict} tiến hành hội nghị")
}

fn verdict(outcome: &Outcome, threshold: &Threshold) -> String {
    match outcome.verdict {
        Verdict::Reached => "đạt".to_owned(),
        Verdict::TooFew => "chưa đạt".to_owned(),
        Verdict::NoQuorum => {
            let quorum = threshold.quorum.map(ratio).unwrap_or_default();
            let (present, needed) = (count(outcome.present), count(outcome.quorum));
            format!(
                "chưa đạt, vì có mặt {present}, cần ít nhất {quorum} tổng số thành viên, tức {needed}"
            )
        }
        Verdict::ChairDisagreed => "chưa đạt, vì người chủ trì không đồng ý".to_owned(),
        Verdict::Unknown => "chưa kết luận được, vì có số liệu không công bố".to_owned(),
    }
}

fn share(threshold: &Threshold) -> String {
    let sign = match threshold.comparator {
        Comparator::AtLeast => "≥",
        Comparator::MoreThan => ">",
    };
    format!("{sign} {}", ratio(threshold.ratio))
}

fn ratio(ratio: Ratio) -> String {
    match ratio.denominator() {
        100 => format!("{} %", ratio.numerator()),
        _ => ratio.to_string(),
    }
}

fn item(item: &Item, names: &impl Names) -> String {
    match item {
        Item::Members => "tổng số thành viên".to_owned(),
        Item::Entitled => "số được bỏ phiếu".to_owned(),
        Item::Present => "số có mặt".to_owned(),
        Item::Issued => "số phiếu phát ra".to_owned(),
        Item::Collected => "số phiếu thu về".to_owned(),
        Item::Valid => "số phiếu hợp lệ".to_owned(),
        Item::VotesFor(unit) => format!("số phiếu đồng ý cho {}", names.unit(unit)),
        Item::AllVotes => "tổng số phiếu đồng ý".to_owned(),
        Item::ValidTimesSeats => "số phiếu hợp lệ nhân số đơn vị được chọn".to_owned(),
    }
}

fn two_places(percent: Decimal) -> String {
    format_decimal(percent.ten_thousandths(), Some(2))
}

fn large(count: u64) -> String {
    format_integer(i64::try_from(count).unwrap_or(i64::MAX))
}

fn prose(count: usize) -> String {
    prose_count(i64::try_from(count).unwrap_or(i64::MAX))
}
