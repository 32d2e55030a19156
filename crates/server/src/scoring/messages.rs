//! Sentences of this stage.

use rules::scoring::{ScoreError, ScoreKind, Scorer, TableAct, TableError, TableState};
use vietnamese::number::prose_count;

use super::points;

/// What was just done.
pub(super) fn done(key: &str) -> Option<&'static str> {
    match key {
        "luu-bang" => Some("Đã lưu bản nháp của bảng tiêu chí."),
        "lap-bang" => Some("Đã lập bản nháp mới. Bảng trước vẫn đọc được."),
        "agree" => Some("Đã ghi nhận các đơn vị thống nhất bảng tiêu chí."),
        "reopen" => Some("Đã đưa bảng tiêu chí về nháp."),
        "issue" => Some("Đã ban hành bảng tiêu chí. Các đơn vị tự chấm theo bảng này."),
        "self" => Some("Đã lưu điểm tự chấm."),
        "verified" => Some("Đã lưu điểm thẩm định."),
        "final" => Some("Đã lưu điểm chính thức."),
        "cong-bo" => Some("Đã công bố điểm chính thức. Cụm có thể bình xét, suy tôn."),
        "rut" => Some("Đã rút công bố; điểm sửa được trở lại."),
        "xep-hang" => Some("Đã ghi nhận điều kiện xếp hạng của đơn vị."),
        _ => None,
    }
}

/// Somebody else has saved meanwhile.
pub(super) const STALE: &str = "Trong lúc biểu mẫu đang mở, người khác đã lưu một lần mới hơn. Chưa lưu gì đè lên. Nội dung đã nhập còn nguyên ở dưới: xem lại rồi lưu lần nữa.";

/// Scores are published and stay as they are.
pub(super) const PUBLISHED: &str = "Điểm chính thức đã công bố nên không sửa được nữa. Nếu chưa bình xét, thường trực Cụm rút công bố, nêu lý do, rồi sửa.";

/// There is nothing to score by.
pub(super) const NO_TABLE: &str = "Chưa có bảng tiêu chí đã ban hành, nên chưa chấm điểm được. Thường trực Cụm soạn, lấy ý kiến thống nhất rồi ban hành bảng tiêu chí.";

/// Every score is the one that is stored.
pub(super) const NOTHING_CHANGED: &str =
    "Không có điểm nào khác điểm đã lưu. Nhập hoặc sửa điểm rồi lưu.";

/// The order of the year.
pub(super) const VOTED: &str = "Đã có biên bản kiểm phiếu theo các điểm này, nên không rút công bố được nữa. Thứ tự của năm: công bố điểm, rồi bình xét, rồi đề nghị khen thưởng.";

/// What is wrong with a score.
pub(super) fn score(error: &ScoreError) -> String {
    match error {
        ScoreError::UnknownCriterion { code } => format!(
            "Bảng tiêu chí không có tiêu chí {code}. Tải lại trang để lấy bảng đang dùng."
        ),
        ScoreError::OutOfRange { points: given, max } if given > max => format!(
            "Điểm {} cao hơn điểm tối đa {} của tiêu chí. Nhập từ 0 đến {}.",
            points(*given),
            points(*max),
            points(*max)
        ),
        ScoreError::OutOfRange { points: given, max } => format!(
            "Điểm {} thấp hơn 0. Nhập từ 0 đến {}.",
            points(*given),
            points(*max)
        ),
        ScoreError::TooPrecise { .. } => {
            "Điểm có hơn hai chữ số sau dấu phẩy. Viết nhiều nhất hai chữ số, ví dụ 14,42.".to_owned()
        }
        ScoreError::TooLarge => "Tổng điểm quá lớn. Kiểm tra lại các điểm.".to_owned(),
        ScoreError::ReasonNeeded { from, to } => format!(
            "Điểm {} khác điểm {} trước đó mà chưa ghi lý do. Ghi lý do vào ô bên cạnh.",
            points(*to),
            points(*from)
        ),
        ScoreError::NotTheirs { scored_by } => format!(
            "Tiêu chí này do {} chấm. Bỏ trống ô điểm.",
            scorer(*scored_by)
        ),
        ScoreError::NextGiven { next } => match next {
            ScoreKind::Final => "Tiêu chí đã có điểm chính thức, nên điểm thẩm định giữ nguyên. Cần đổi thì sửa điểm chính thức, nêu lý do.".to_owned(),
            ScoreKind::SelfScore | ScoreKind::Verified => "Tiêu chí đã được thẩm định, nên điểm tự chấm giữ nguyên. Có ý kiến khác thì gửi thường trực Cụm bằng văn bản.".to_owned(),
        },
        ScoreError::NotVerified => {
            "Tiêu chí chưa có điểm thẩm định. Thẩm định trước, rồi chốt điểm chính thức.".to_owned()
        }
    }
}

/// Who scores, inside a sentence.
pub(super) const fn scorer(scorer: Scorer) -> &'static str {
    match scorer {
        Scorer::Unit => "đơn vị tự chấm và Cụm",
        Scorer::Cluster => "Cụm thi đua",
        Scorer::UpperBody => "cơ quan cấp trên",
    }
}

/// The most of a line that cannot be.
pub(super) const BAD_MAX: &str = "Điểm tối đa chưa đúng: tiêu chí điều kiện có điểm 0, tiêu chí khác có điểm lớn hơn 0, nhiều nhất hai chữ số sau dấu phẩy.";

/// A version before the next one is not issued yet.
pub(super) const OPEN_TABLE: &str =
    "Đang có một bảng chưa ban hành. Sửa và ban hành bảng đó, không lập thêm bảng khác.";

/// What is wrong with a table.
pub(super) fn table(error: &TableError) -> String {
    match error {
        TableError::Empty => {
            "Bảng chưa có tiêu chí nào. Thêm nhóm và tiêu chí trước khi thống nhất.".to_owned()
        }
        TableError::CodeTwice { code } => {
            format!("Mã {code} có hai lần trong bảng. Đổi một trong hai mã.")
        }
        TableError::BadMax { code, max } => format!(
            "Điểm tối đa {} của {code} chưa đúng: tiêu chí điều kiện có điểm 0, tiêu chí khác có điểm lớn hơn 0, nhiều nhất hai chữ số sau dấu phẩy.",
            points(*max)
        ),
        TableError::TotalNotSum { total, sum } => format!(
            "Tổng điểm của bảng ghi {}, các tiêu chí (không kể điểm thưởng) cộng lại được {}. Sửa tổng điểm hoặc điểm tối đa của tiêu chí.",
            points(*total),
            points(*sum)
        ),
        TableError::TooLarge => "Điểm của các tiêu chí cộng lại quá lớn. Kiểm tra lại.".to_owned(),
    }
}

/// An act that does not follow from where the table stands.
pub(super) fn not_from_here(state: TableState, act: TableAct) -> String {
    let now = match state {
        TableState::Draft => "còn là bản nháp",
        TableState::Agreed => "đã được thống nhất",
        TableState::Issued => "đã ban hành",
    };
    let wish = match act {
        TableAct::Agree => "Chỉ ghi nhận thống nhất cho bản nháp.",
        TableAct::Reopen => "Chỉ đưa về nháp bảng đã thống nhất mà chưa ban hành.",
        TableAct::Issue => "Chỉ ban hành bảng đã được các đơn vị thống nhất.",
    };
    format!("Bảng tiêu chí {now}. {wish}")
}

/// Units that still need final scores.
pub(super) fn missing(units: &[(String, usize)]) -> String {
    let named: Vec<String> = units
        .iter()
        .map(|(name, count)| {
            let count = i64::try_from(*count).unwrap_or(i64::MAX);
            format!("{name} thiếu {} tiêu chí", prose_count(count))
        })
        .collect();
    format!(
        "Chưa công bố được, vì còn điểm chính thức chưa chốt: {}. Chốt đủ điểm, hoặc ghi nhận đơn vị không xếp hạng.",
        named.join("; ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::figures::Decimal;

    #[test]
    fn a_score_above_the_most_is_told_with_both_numbers() {
        let text = score(&ScoreError::OutOfRange {
            points: Decimal::from_ten_thousandths(155_000),
            max: Decimal::from_ten_thousandths(150_000),
        });
        assert!(text.starts_with("Điểm 15,50 cao hơn điểm tối đa 15,00"));
    }
}
