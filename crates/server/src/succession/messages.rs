//! Sentences of this stage.

use rules::headship::Office;
use rules::ids::UnitId;
use rules::succession::{HandoverFault, IntroductionFault, RecognitionFault};
use vietnamese::date::short;

/// What was just done.
pub(super) fn done(key: &str) -> Option<&'static str> {
    match key {
        "cong-nhan" => {
            Some("Đã ghi nhận quyết định công nhận. Quyền của đơn vị theo quyết định này.")
        }
        "gioi-thieu" => {
            Some("Đã ghi nhận việc giới thiệu. Quyền chỉ có khi có quyết định công nhận.")
        }
        "rut" => Some("Đã rút ghi nhận giới thiệu; nhật ký còn lưu."),
        "ket-thuc" => Some("Đã ghi ngày kết thúc."),
        "ban-giao" => Some("Đã lưu biên bản bàn giao."),
        _ => None,
    }
}

/// The handover was saved by somebody else meanwhile.
pub(super) const STALE: &str = "Trong lúc biểu mẫu đang mở, người khác đã lưu một bản mới hơn. Chưa lưu gì đè lên. Nội dung đã nhập còn nguyên ở dưới: đối chiếu rồi lưu lần nữa.";

/// A handover of a year without a recognised head.
pub(super) const NO_HEAD: &str = "Năm này chưa ghi nhận quyết định công nhận cụm trưởng, nên chưa có bên giao. Ghi nhận quyết định công nhận trước, rồi lập biên bản bàn giao.";

/// The office in the middle of a sentence.
pub(super) const fn in_sentence(office: Office) -> &'static str {
    match office {
        Office::Head => "cụm trưởng",
        Office::Deputy => "cụm phó",
    }
}

/// What is wrong with an introduction for a year; `name` gives units their names.
pub(super) fn introduction_fault(
    fault: &IntroductionFault,
    year: i16,
    name: impl Fn(&UnitId) -> String,
) -> String {
    match fault {
        IntroductionFault::Nobody => {
            "Chưa chọn đơn vị nào. Chọn đơn vị được giới thiệu làm cụm trưởng, cụm phó.".to_owned()
        }
        IntroductionFault::NoMember { unit } => format!(
            "{} không phải thành viên của Cụm năm {year}. Bỏ đơn vị này.",
            name(unit)
        ),
        IntroductionFault::Twice { unit } => format!(
            "{} được chọn vừa làm cụm trưởng vừa làm cụm phó. Bỏ một trong hai.",
            name(unit)
        ),
        IntroductionFault::Known { unit, office } => format!(
            "{} đã được giới thiệu làm {} năm {year}. Rút ghi nhận trước, nếu muốn ghi lại.",
            name(unit),
            in_sentence(*office)
        ),
        IntroductionFault::SecondHead { held_by } => format!(
            "Năm {year} đã có {} được giới thiệu làm cụm trưởng. Mỗi năm một cụm trưởng: rút ghi nhận trước, rồi ghi đơn vị khác.",
            name(held_by)
        ),
    }
}

/// What is wrong with a recognition: the field, and the sentence; `name` gives units their names.
pub(super) fn recognition_fault(
    fault: &RecognitionFault,
    name: impl Fn(&UnitId) -> String,
) -> (&'static str, String) {
    match fault {
        RecognitionFault::NoMember => (
            "don_vi",
            "Đơn vị này không phải thành viên của Cụm trong năm. Chọn một đơn vị trong danh sách."
                .to_owned(),
        ),
        RecognitionFault::InFuture { on, today } => (
            "ngay",
            format!(
                "Ngày quyết định {} ở sau hôm nay ({}). Kiểm tra lại ngày trên quyết định.",
                short(*on),
                short(*today)
            ),
        ),
        RecognitionFault::OtherYear { on, year } => (
            "ngay",
            format!(
                "Quyết định ngày {} không thể là của năm thi đua {year}: quyết định công nhận ký trong năm đó hoặc năm liền trước. Kiểm tra lại năm.",
                short(*on)
            ),
        ),
        RecognitionFault::BeforeIntroduction { on, introduced_on } => (
            "ngay",
            format!(
                "Ngày quyết định {} ở trước ngày được giới thiệu {}. Kiểm tra lại ngày.",
                short(*on),
                short(*introduced_on)
            ),
        ),
        RecognitionFault::SecondHead { held_by } => (
            "chuc_danh",
            format!(
                "{} đang là cụm trưởng của năm này. Ghi ngày kết thúc của đơn vị đó trước, rồi ghi nhận cụm trưởng mới.",
                name(held_by)
            ),
        ),
        RecognitionFault::OtherOffice { office } => (
            "chuc_danh",
            format!(
                "Đơn vị này đang là {} của năm này. Ghi ngày kết thúc trước, rồi ghi nhận vai trò mới.",
                in_sentence(*office)
            ),
        ),
        RecognitionFault::Known { from } => (
            "chuc_danh",
            format!(
                "Đơn vị này đã được công nhận ở vai trò này từ ngày {}. Không cần ghi lại.",
                short(*from)
            ),
        ),
    }
}

/// What is wrong with a handover: the field, and the sentence.
pub(super) fn handover_fault(fault: HandoverFault) -> (&'static str, String) {
    match fault {
        HandoverFault::SameUnit => (
            "ben_nhan",
            "Bên nhận trùng với bên giao. Chọn đơn vị làm cụm trưởng năm sau.".to_owned(),
        ),
        HandoverFault::InFuture { on, today } => (
            "ngay",
            format!(
                "Ngày bàn giao {} ở sau hôm nay ({}). Lập biên bản sau khi đã bàn giao.",
                short(on),
                short(today)
            ),
        ),
        HandoverFault::BeforeYear { on, year } => (
            "ngay",
            format!(
                "Ngày bàn giao {} ở trước năm thi đua {year}. Kiểm tra lại năm.",
                short(on)
            ),
        ),
    }
}
