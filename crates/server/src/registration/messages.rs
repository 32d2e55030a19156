//! Sentences of this stage.

use rules::registration::RegistrationError;
use store::units::ClusterYear;
use vietnamese::number::prose_count;

/// What was just done.
pub(super) fn done(key: &str) -> Option<&'static str> {
    match key {
        "dang-ky" => Some("Đã lưu đăng ký thi đua. Các lần đăng ký trước vẫn đọc được ở dưới."),
        "chu-de" => Some("Đã lưu chủ đề thi đua chung."),
        "ke-hoach" => Some("Đã lưu kế hoạch thi đua của Cụm."),
        "giao-uoc" => Some("Đã ghi nhận việc ký giao ước thi đua."),
        "sua-giao-uoc" => Some("Đã sửa ghi nhận ký giao ước; bản ghi trước còn trong nhật ký."),
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

/// The directive that was chosen has left the register meanwhile.
pub(super) const DIRECTIVE_GONE: &str = "Văn bản này không còn trong sổ. Chọn văn bản khác.";

/// The text for the units that have not registered yet.
pub(crate) fn reminder(year: &ClusterYear, units: &[&str], link: &str) -> String {
    let lines: Vec<String> = units.iter().map(|unit| format!("- {unit}")).collect();
    format!(
        "Thường trực Cụm đề nghị các đơn vị đăng ký thi đua năm {}.\nCòn chờ {} đơn vị:\n{}\nĐăng ký tại: {link}\nTrân trọng.",
        year.year,
        prose_count(i64::try_from(units.len()).unwrap_or(i64::MAX)),
        lines.join("\n"),
    )
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
