//! Sentences of this stage.

use rules::units::UnitsError;
use vietnamese::date::short;

/// What was just done.
pub(super) fn done(key: &str) -> Option<&'static str> {
    match key {
        "moi" => Some("Đã thêm đơn vị."),
        "sua" => Some("Đã sửa thông tin đơn vị."),
        "ten" => Some("Đã ghi tên mới. Tên trước hết hiệu lực từ hôm trước đó."),
        "sua-ten" => Some("Đã sửa tên."),
        "bo-ten" => Some("Đã bỏ tên. Tên đã bỏ còn trong nhật ký."),
        "sap-nhap" => Some("Đã ghi nhận sáp nhập."),
        "hoan-tac" => Some("Đã hoàn tác sáp nhập."),
        "lap-nam" => Some("Đã lập năm thi đua với các thành viên dưới đây."),
        "them" => Some("Đã thêm đơn vị vào năm thi đua."),
        "go" => Some("Đã đưa đơn vị ra khỏi danh sách. Việc này còn trong nhật ký."),
        "sua-nam" => Some("Đã sửa số, tên của Cụm trong năm."),
        _ => None,
    }
}

/// Somebody else has changed the same thing meanwhile.
pub(super) const STALE: &str = "Trong lúc biểu mẫu đang mở, người khác đã lưu một thay đổi mới hơn. Chưa lưu gì đè lên. Nội dung đã nhập còn nguyên ở dưới: xem lại rồi lưu lần nữa.";

/// A name that is not typed yet ends before it begins.
pub(super) const ENDS_BEFORE_IT_BEGINS: &str =
    "Ngày kết thúc ở trước ngày bắt đầu. Xem lại hai ngày.";

/// Two units of one name.
pub(super) fn namesake(others: &[String]) -> String {
    format!(
        "Tên này trùng với {}. Nếu là đơn vị khác thì đánh dấu xác nhận rồi lưu: mỗi đơn vị có mã riêng, trùng tên không làm lẫn số liệu.",
        others.join("; ")
    )
}

/// A part of an address that is taken.
pub(super) fn slug_taken(slug: &str, name: &str) -> String {
    format!("Mã “{slug}” đã dùng cho {name}. Chọn mã khác.")
}

/// A part of an address with other letters than those of addresses.
pub(super) fn slug_letters(slug: &str) -> String {
    format!("Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối. Có thể dùng: {slug}.")
}

/// What is wrong with a change of a unit.
pub(super) fn refusal(error: &UnitsError) -> String {
    match error {
        UnitsError::TwoNames { one, other, .. } => format!(
            "Tên “{one}” và tên “{other}” cùng có hiệu lực trong một khoảng ngày. Sửa ngày bắt đầu hoặc ngày kết thúc để hai khoảng không trùng nhau."
        ),
        UnitsError::EndsBeforeItBegins { name } => {
            format!("Tên “{name}” hết hiệu lực trước ngày bắt đầu. Xem lại hai ngày.")
        }
        UnitsError::MergedTwice { .. } => {
            "Đơn vị này đã ghi nhận sáp nhập. Hoàn tác lần ghi trước nếu cần ghi lại.".to_owned()
        }
        UnitsError::MergedIntoItself { .. } => {
            "Đơn vị nhận, qua các lần sáp nhập, lại chính là đơn vị này. Chọn đơn vị khác."
                .to_owned()
        }
        UnitsError::NamedAfterMerger { name, on } => format!(
            "Tên “{name}” còn hiệu lực sau khi đơn vị sáp nhập ngày {}. Ghi ngày kết thúc trước ngày đó.",
            short(*on)
        ),
        UnitsError::MergedBeforeFounding { founded } => format!(
            "Đơn vị chỉ có từ ngày {}; ngày sáp nhập phải sau ngày đó.",
            short(*founded)
        ),
        UnitsError::SuccessorNotYet { founded } => format!(
            "Đơn vị nhận chỉ có từ ngày {}; ngày sáp nhập không được trước ngày đó.",
            short(*founded)
        ),
        UnitsError::SuccessorGone { on } => format!(
            "Đơn vị nhận đã sáp nhập từ ngày {}. Chọn đơn vị còn hoạt động, hoặc xem lại ngày.",
            short(*on)
        ),
        UnitsError::MergedBeforePredecessor { on } => format!(
            "Có đơn vị khác sáp nhập vào đơn vị này ngày {}; ngày sáp nhập không được trước ngày đó.",
            short(*on)
        ),
        UnitsError::MemberAfterMerger { year } => format!(
            "Đơn vị đang là thành viên của năm thi đua {year}. Đưa đơn vị ra khỏi năm đó trước, hoặc xem lại ngày."
        ),
        UnitsError::NotYetThatYear { year, founded } => format!(
            "Năm {year} chưa có đơn vị này (có từ ngày {}).",
            short(*founded)
        ),
        UnitsError::GoneThatYear { year, on } => format!(
            "Năm {year} không còn đơn vị này (sáp nhập từ ngày {}).",
            short(*on)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::ids::UnitId;

    #[test]
    fn overlapping_names_are_told_with_both_names_and_the_way_out() {
        let text = refusal(&UnitsError::TwoNames {
            unit: UnitId::new("a"),
            one: "Một".to_owned(),
            other: "Hai".to_owned(),
        });
        assert!(text.contains("“Một”") && text.contains("“Hai”") && text.contains("Sửa ngày"));
    }
}
