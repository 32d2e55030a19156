//! Sentences of this stage.

use rules::registration::RegistrationError;

/// What was just done.
pub(super) fn done(key: &str) -> Option<&'static str> {
    match key {
        "dang-ky" => Some("Đã lưu đăng ký thi đua. Các lần đăng ký trước vẫn đọc được ở dưới."),
        "chu-de" => Some("Đã lưu chủ đề thi đua chung."),
        "ke-hoach" => Some("Đã lưu kế hoạch thi đua của Cụm."),
        "giao-uoc" => Some("Đã ghi nhận việc ký giao ước thi đua."),
        _ => None,
    }
}

/// What is wrong with a registration: the field, and the sentence.
pub(super) fn refusal(error: &RegistrationError) -> (&'static str, String) {
    match error {
        RegistrationError::DirectiveMissing => (
            "van_ban",
            "Chưa chọn văn bản làm căn cứ bổ sung. Chọn một văn bản trong sổ.".to_owned(),
        ),
        RegistrationError::NothingChanged => (
            "chi_tieu",
            "Nội dung không khác lần đăng ký trước. Sửa nội dung rồi lưu.".to_owned(),
        ),
        RegistrationError::EmptyTarget { number } => (
            "chi_tieu",
            format!("Chỉ tiêu thứ {number} chưa có lời. Viết nội dung, hoặc bỏ dòng đó."),
        ),
        RegistrationError::IndicatorTwice { indicator } => (
            "chi_tieu",
            format!("Chỉ tiêu {indicator} ghi hai lần. Giữ lại một."),
        ),
    }
}

/// Somebody else has saved another version meanwhile.
pub(super) const STALE: &str = "Trong lúc biểu mẫu đang mở, người khác đã lưu một lần mới hơn. Chưa lưu gì đè lên. Nội dung đã nhập còn nguyên ở dưới: xem lại rồi lưu lần nữa.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_directive_is_told_at_its_field() {
        let (field, text) = refusal(&RegistrationError::DirectiveMissing);
        assert_eq!(field, "van_ban");
        assert!(text.contains("Chọn một văn bản"));
    }
}
