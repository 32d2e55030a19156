//! Sentences of this stage.

use rules::directives::{DueBeforeIssued, HeadFault};
use vietnamese::date::short;

/// What is wrong with the head of a directive: the field, and the sentence.
pub(super) fn head_fault(fault: &HeadFault) -> (&'static str, String) {
    match fault {
        HeadFault::IssuedInFuture { issued_on, today } => (
            "ngay_ban_hanh",
            format!(
                "Ngày ban hành {} ở sau hôm nay ({}). Kiểm tra lại ngày trên văn bản.",
                short(*issued_on),
                short(*today)
            ),
        ),
        HeadFault::ArrivedBeforeIssued {
            arrived_on,
            issued_on,
        } => (
            "ngay_den",
            format!(
                "Ngày đến {} ở trước ngày ban hành {}. Sửa một trong hai ngày.",
                short(*arrived_on),
                short(*issued_on)
            ),
        ),
        HeadFault::ArrivedInFuture { arrived_on, today } => (
            "ngay_den",
            format!(
                "Ngày đến {} ở sau hôm nay ({}). Sửa lại ngày đến.",
                short(*arrived_on),
                short(*today)
            ),
        ),
        HeadFault::EndedBeforeIssued { until, issued_on } => (
            "het_hieu_luc",
            format!(
                "Ngày hết hiệu lực {} ở trước ngày ban hành {}. Sửa lại, hoặc để trống.",
                short(*until),
                short(*issued_on)
            ),
        ),
        HeadFault::OtherYearInSymbol { year, issued_on } => (
            "so_ky_hieu",
            format!(
                "Ký hiệu ghi năm {year}, ngày ban hành lại là {}. Sửa ký hiệu hoặc ngày.",
                short(*issued_on)
            ),
        ),
    }
}

/// A deadline before the directive itself.
pub(super) fn due_fault(fault: &DueBeforeIssued) -> String {
    format!(
        "Hạn {} ở trước ngày ban hành văn bản {}. Chọn ngày từ ngày ban hành trở đi.",
        short(fault.last_day),
        short(fault.issued_on)
    )
}

/// What was just done, said once.
pub(super) fn done(key: &str) -> Option<&'static str> {
    match key {
        "vao-so" => Some("Đã vào sổ văn bản."),
        "sua" => Some("Đã sửa; bản trước còn trong nhật ký."),
        "go" => Some("Đã gỡ văn bản khỏi sổ."),
        "hoan-tac" => Some("Đã đưa văn bản trở lại sổ."),
        "chuyen" => Some("Đã chuyển văn bản đến các đơn vị."),
        "doi-han" => Some("Đã đổi yêu cầu, hạn thực hiện."),
        "tra-loi" => Some("Đã ghi nhận."),
        "rut" => Some("Đã rút ghi nhận; nhật ký còn lưu."),
        _ => None,
    }
}
