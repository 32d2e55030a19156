//! Sentences of this stage.

use jiff::civil::Date;
use rules::conference::{PresenceFault, SittingFault, TaskStanding};
use store::conference::Task;
use vietnamese::date::short;
use vietnamese::number::prose_count;
use vietnamese::time;

use crate::web::overdue::overdue;

/// What was just done.
pub(super) fn done(key: &str) -> Option<&'static str> {
    match key {
        "moi" => Some("Đã thêm hội nghị. Tiếp theo: chương trình, đại biểu mời, điểm danh."),
        "sua" => Some("Đã lưu thông tin hội nghị."),
        "chuong-trinh" => Some("Đã lưu chương trình."),
        "khach-moi" => Some("Đã ghi đại biểu mời."),
        "go-khach-moi" => Some("Đã gỡ đại biểu khỏi danh sách; nhật ký còn lưu."),
        "diem-danh" => Some("Đã ghi điểm danh."),
        "phat-bieu" => Some("Đã ghi ý kiến phát biểu."),
        "go-phat-bieu" => Some("Đã gỡ ý kiến phát biểu; nhật ký còn lưu."),
        "giao-viec" => Some("Đã giao việc."),
        "sua-viec" => Some("Đã lưu nội dung việc."),
        "xong" => Some("Đã ghi nhận việc xong."),
        "mo-lai" => Some("Đã mở lại việc; kết quả ghi trước còn trong nhật ký."),
        _ => None,
    }
}

/// The text for a unit whose task has passed its last day.
pub(crate) fn reminder(task: &Task, (unit, day): (&str, Date), link: &str) -> String {
    format!(
        "Thường trực Cụm đề nghị {unit} thực hiện việc sau hội nghị: {}\nHạn ngày {}, đã quá hạn.\nBáo kết quả tại: {link}\nTrân trọng.",
        task.given.text.replace('\n', " "),
        short(day),
    )
}

/// What is wrong with day and times of a meeting: the field, and the sentence.
pub(super) fn sitting_fault(fault: SittingFault) -> (&'static str, String) {
    match fault {
        SittingFault::OtherYear { on, year } => (
            "ngay",
            format!(
                "Ngày {} không thuộc năm thi đua {year} và cũng không thuộc năm {} (thời gian tổng kết). Kiểm tra lại năm.",
                short(on),
                year + 1
            ),
        ),
        SittingFault::EndsTooEarly { starts, ends } => (
            "ket_thuc",
            format!(
                "Giờ kết thúc {} không sau giờ bắt đầu {}. Sửa một trong hai giờ.",
                time::short(ends),
                time::short(starts)
            ),
        ),
        SittingFault::BeginningMissing => (
            "bat_dau",
            "Có giờ kết thúc mà chưa có giờ bắt đầu. Nhập giờ bắt đầu, hoặc bỏ giờ kết thúc."
                .to_owned(),
        ),
    }
}

/// A field of the form of a unit's presence.
pub(super) enum PresenceField {
    /// The number of delegates.
    Delegates,
    /// Reason or note.
    Note,
}

/// What is wrong with what is said of a unit's presence.
pub(super) fn presence_fault(fault: PresenceFault) -> (PresenceField, String) {
    match fault {
        PresenceFault::DelegatesOfAbsent { delegates } => (
            PresenceField::Delegates,
            format!(
                "Đơn vị vắng mà ghi {} đại biểu. Để trống số đại biểu, hoặc ghi có mặt.",
                prose_count(delegates)
            ),
        ),
        PresenceFault::NoDelegates => (
            PresenceField::Delegates,
            "Đơn vị có mặt thì có ít nhất 01 đại biểu. Sửa số đại biểu, hoặc để trống nếu chưa rõ."
                .to_owned(),
        ),
        PresenceFault::ReasonMissing => (
            PresenceField::Note,
            "Vắng có lý do thì ghi rõ lý do.".to_owned(),
        ),
    }
}

/// Somebody else has saved the meeting or its agenda meanwhile.
pub(super) const STALE: &str = "Trong lúc biểu mẫu đang mở, người khác đã lưu một bản mới hơn của hội nghị này. Chưa lưu gì đè lên. Nội dung đã nhập còn nguyên ở dưới: đối chiếu rồi lưu lần nữa.";

/// Somebody else has recorded a unit meanwhile.
pub(super) const RECORDED: &str = "Trong lúc bảng đang mở, người khác đã ghi điểm danh cho đơn vị trong bảng này. Chưa lưu gì đè lên. Nội dung đã nhập còn nguyên ở dưới: đối chiếu rồi lưu lần nữa.";

/// A task was changed, closed or opened meanwhile.
pub(super) const TASK_STALE: &str = "Trong lúc trang đang mở, người khác đã sửa, ghi xong hoặc mở lại việc này. Chưa lưu gì đè lên. Nội dung đã nhập còn nguyên ở dưới.";

/// How a task stands: the state that colours it, and the words.
pub(super) fn task_chip(standing: TaskStanding, due_on: Option<Date>) -> (&'static str, String) {
    let count = |days: u32| prose_count(i64::from(days));
    match standing {
        TaskStanding::Open => ("waiting", "Đang thực hiện".to_owned()),
        TaskStanding::Late { days } => (
            "late",
            due_on.map_or_else(
                || format!("Quá hạn {} ngày", count(days)),
                |due_on| overdue(i64::from(days), due_on),
            ),
        ),
        TaskStanding::Done => ("approved", "Đã xong".to_owned()),
        TaskStanding::DoneLate { days } => {
            ("flawed", format!("Đã xong, chậm {} ngày", count(days)))
        }
    }
}
