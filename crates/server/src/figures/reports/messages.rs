//! Sentences of reports.

use jiff::civil::Date;
use rules::deadline::DeadlineError;
use rules::figures::{Problem, ReportState, messages};
use store::people::Leader;
use vietnamese::date::short;

/// What was just done.
pub(super) fn done(key: &str) -> Option<&'static str> {
    match key {
        "mo-ky" => Some("Đã mở kỳ báo cáo."),
        "sua-ky" => Some("Đã sửa kỳ báo cáo."),
        "luu" => Some("Đã lưu số liệu."),
        "khong-doi" => Some("Không có số nào thay đổi."),
        "nhap-thay" => Some("Đã nhập thay; số liệu được đánh dấu cho đến khi đơn vị xác nhận."),
        "xac-nhan" => Some("Đã xác nhận số liệu nhập thay."),
        "gui" => Some("Đã gửi báo cáo số liệu."),
        "tra-lai" => Some("Đã trả lại báo cáo cho đơn vị."),
        "duyet" => Some("Đã duyệt báo cáo."),
        "huy-duyet" => Some("Đã hủy duyệt và trả lại báo cáo cho đơn vị."),
        "khoa" => Some("Đã khóa báo cáo."),
        "mo-khoa" => Some("Đã mở khóa báo cáo."),
        "gia-han" => Some("Đã gia hạn cho đơn vị."),
        "ban-ky" => Some("Đã ghi nhận bản đã ký."),
        "ky" => Some("Đã ký báo cáo."),
        "thu-hoi" => Some("Đã thu hồi liên kết; liên kết ấy không mở được nữa."),
        "luu-qua-lien-ket" => Some("Đã lưu số liệu. Cán bộ thi đua của đơn vị đã thấy các số này."),
        _ => None,
    }
}

/// Somebody else has entered figures of the section meanwhile.
pub(super) const SECTION_STALE: &str = "Trong lúc biểu mẫu đang mở, người khác đã lưu số liệu của phần này. Chưa lưu gì đè lên. Những ô đã sửa còn nguyên như đã nhập; những ô không sửa nay hiện số mới. Xem lại rồi lưu lần nữa.";

/// The report is not as it was read.
pub(super) const REPORT_STALE: &str = "Trong lúc trang đang mở, người khác đã sửa số liệu hoặc đã xử lý báo cáo này. Chưa ghi gì. Xem lại báo cáo dưới đây rồi thực hiện lại nếu vẫn cần.";

/// Another one has changed the round.
pub(super) const ROUND_STALE: &str =
    "Người khác vừa sửa kỳ báo cáo này. Chưa lưu gì đè lên. Xem lại rồi lưu lần nữa.";

/// A report without a figure.
pub(super) const EMPTY: &str = "Báo cáo chưa có số liệu nào. Nhập số liệu từng phần, rồi gửi.";

/// Entering on a unit's behalf without its message.
pub(super) const MESSAGE_MISSING: &str =
    "Chưa có căn cứ nhập thay. Chép lời nhắn của đơn vị, hoặc chọn tệp đơn vị đã gửi.";

/// A signature that cannot be recorded now.
pub(super) const NOT_SENT: &str = "Báo cáo chưa gửi hoặc đã khóa nên chưa ghi nhận bản ký được. Chưa gửi thì gửi báo cáo trước; đã khóa thì đề nghị thường trực Cụm mở khóa.";

/// Somebody signed without the right, or in another capacity than the office gives: the field, and who may sign.
pub(super) fn no_right(
    other_capacity: bool,
    leaders: &[Leader],
    signed_on: Date,
) -> (&'static str, String) {
    let named = |leader: &Leader| format!("{} ({})", leader.name, leader.title);
    let named: Vec<String> = leaders.iter().map(named).collect();
    let named = named.join("; ");
    if other_capacity {
        let said = format!(
            "Quyền hạn ký không hợp với chức vụ. Lãnh đạo của đơn vị ngày {}: {named}. Cấp trưởng ký trực tiếp; cấp phó ký thay, ghi KT.",
            short(signed_on)
        );
        return ("quyen_ky", said);
    }
    let said = format!(
        "Người ký không phải lãnh đạo của đơn vị ngày {}. Người có quyền ký: {named}. Nếu danh sách thiếu người, đề nghị người quản trị bổ sung chức vụ.",
        short(signed_on)
    );
    ("nguoi_ky", said)
}

/// A paper with another version code.
pub(super) const OTHER_CODE: &str = "Mã phiên bản này không phải của báo cáo gửi sau cùng. Kiểm tra mã in ở cuối bản giấy; nếu số liệu đã đổi, in lại và trình ký lại.";

/// Why figures cannot be changed in a state.
pub(super) fn closed(state: ReportState) -> String {
    format!(
        "Báo cáo đang ở trạng thái “{}” nên không sửa được số liệu. Chưa lưu gì. Nếu cần sửa, đề nghị thường trực Cụm {}.",
        state.label(),
        way_back(state)
    )
}

/// What the head's office does so that a unit can enter again.
fn way_back(state: ReportState) -> &'static str {
    match state {
        ReportState::Locked => "mở khóa rồi hủy duyệt báo cáo",
        ReportState::Approved => "hủy duyệt báo cáo",
        _ => "trả lại báo cáo",
    }
}

/// A section of a report that takes no figures now cannot be lent.
pub(super) fn not_lent(state: ReportState) -> String {
    format!(
        "Báo cáo đang ở trạng thái “{}” nên phòng, khoa không nhập được gì qua liên kết. Chưa tạo liên kết. Nếu cần nhập thêm, đề nghị thường trực Cụm {}.",
        state.label(),
        way_back(state)
    )
}

/// The same, to the holder of a link.
pub(super) fn link_closed(state: ReportState) -> String {
    format!(
        "Báo cáo của đơn vị đang ở trạng thái “{}” nên không nhập thêm được. Cần sửa số đã nhập, báo cán bộ thi đua của đơn vị.",
        state.label()
    )
}

/// The last day of a link is past, or too far away.
pub(super) fn link_last_day(earliest: Date, latest: Date) -> String {
    format!(
        "Chọn một ngày từ {} đến {}.",
        short(earliest),
        short(latest)
    )
}

/// Why a value is not taken.
pub(super) fn value_refused(problem: &Problem) -> String {
    messages::hint(problem).to_owned()
}

/// A number and an absence at once.
pub(super) const BOTH: &str = "Ô này vừa có số, vừa chọn lý do không có số. Giữ một trong hai.";

/// Why a deadline is not extended: the field, and the sentence.
pub(super) fn extension(error: &DeadlineError) -> (&'static str, String) {
    match error {
        DeadlineError::NotLater { deadline, asked } => (
            "han_moi",
            format!(
                "Hạn mới {} không muộn hơn hạn hiện nay {}. Chọn ngày muộn hơn.",
                short(*asked),
                short(*deadline)
            ),
        ),
        DeadlineError::ReasonNeeded => (
            "ly_do_gia_han",
            "Chưa ghi lý do gia hạn. Mục này cần có.".to_owned(),
        ),
    }
}
