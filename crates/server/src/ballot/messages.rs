//! Sentences of this stage.

use rules::ballot::messages::{Names, finding as found, outcome};
use rules::ballot::{ElectedFinding, Item, MinutesFinding};
use rules::law::Threshold;
use vietnamese::number::prose_count;

/// What was just done.
pub(super) fn done(key: &str) -> Option<&'static str> {
    match key {
        "ghi" => Some("Đã ghi biên bản kiểm phiếu."),
        "sua" => Some("Đã ghi bản sửa của biên bản. Bản trước vẫn đọc được ở dưới."),
        _ => None,
    }
}

/// Somebody else has saved meanwhile.
pub(super) const STALE: &str = "Trong lúc biểu mẫu đang mở, người khác đã lưu một bản mới hơn. Chưa lưu gì đè lên. Nội dung đã nhập còn nguyên ở dưới: xem lại rồi lưu lần nữa.";

/// The order of the year.
pub(super) const NOT_PUBLISHED: &str = "Điểm chính thức của năm chưa công bố, nên chưa ghi được biên bản kiểm phiếu. Thứ tự của năm: công bố điểm, rồi bình xét, rồi đề nghị khen thưởng.";

/// One matter has one series of minutes.
pub(super) const TWICE: &str = "Nội dung này đã có biên bản kiểm phiếu. Mở biên bản đã ghi và sửa bằng một bản mới, hoặc ghi nội dung bình xét khác.";

/// What does not hold between the numbers: the field, and the sentence.
pub(super) fn minutes(finding: &MinutesFinding, names: &impl Names) -> (&'static str, String) {
    let field = match finding {
        MinutesFinding::Exceeds { item, .. } => match item {
            Item::Members => "thanh_vien",
            Item::Entitled => "duoc_bo_phieu",
            Item::Present => "co_mat",
            Item::Issued => "phat_ra",
            Item::Collected => "thu_ve",
            Item::Valid => "hop_le",
            Item::VotesFor(_) | Item::AllVotes | Item::ValidTimesSeats => "co_ten",
        },
        MinutesFinding::DoesNotAddUp { .. } => "khong_hop_le",
        MinutesFinding::NameTwice { .. } => "co_ten",
        MinutesFinding::CommitteeTooSmall { .. }
        | MinutesFinding::CounterOfCandidate { .. }
        | MinutesFinding::CounterTwice { .. } => "mien",
    };
    let mend = match finding {
        MinutesFinding::Exceeds { .. }
        | MinutesFinding::DoesNotAddUp { .. }
        | MinutesFinding::NameTwice { .. } => "Kiểm tra lại với biên bản giấy.",
        MinutesFinding::CommitteeTooSmall { .. } => "Ghi đủ người, hoặc ghi lý do hội nghị đồng ý.",
        MinutesFinding::CounterOfCandidate { .. } => "Ghi lý do vào mục này.",
        MinutesFinding::CounterTwice { .. } => "Bỏ bớt một dòng.",
    };
    (
        field,
        format!("{}. {mend}", capitalised(&found(finding, names))),
    )
}

/// A finding as a sentence of its own, where the minutes are shown.
pub(super) fn shown(finding: &MinutesFinding, names: &impl Names) -> String {
    format!("{}.", capitalised(&found(finding, names)))
}

/// What does not hold between counts and outcome.
pub(super) fn elected(
    finding: &ElectedFinding,
    threshold: Option<&Threshold>,
    names: &impl Names,
) -> String {
    match finding {
        ElectedFinding::NotReached {
            unit,
            outcome: result,
        } => {
            let arithmetic = threshold.map_or_else(String::new, |known| outcome(result, known));
            format!(
                "{} ghi là được suy tôn, nhưng số phiếu không đạt ({arithmetic}). Kiểm tra số phiếu, tỷ lệ, hoặc bỏ trống cột suy tôn.",
                names.unit(unit)
            )
        }
        ElectedFinding::MoreThanSeats { elected, seats } => format!(
            "Ghi {} đơn vị được suy tôn, trong khi được chọn {}. Kiểm tra lại số đơn vị được chọn.",
            prose_count(i64::try_from(*elected).unwrap_or(i64::MAX)),
            prose_count(i64::from(*seats))
        ),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot::MemberNames;

    #[test]
    fn more_ballots_than_were_issued_is_told_with_both_numbers() {
        let finding = MinutesFinding::Exceeds {
            item: Item::Collected,
            count: 13,
            most: Item::Issued,
            limit: 12,
        };
        let (field, text) = minutes(&finding, &MemberNames(&[]));
        assert_eq!(field, "thu_ve");
        assert_eq!(
            text,
            "Số phiếu thu về (13) nhiều hơn số phiếu phát ra (12). Kiểm tra lại với biên bản giấy."
        );
    }
}
