//! Sentences of this stage.

use rules::awards::{AwardState, ProposalFault, QuotaWarning};
use vietnamese::number::prose_count;

/// What was just done.
pub(super) fn done(key: &str) -> Option<&'static str> {
    match key {
        "de-nghi" => Some("Đã ghi đề nghị khen thưởng vào sổ."),
        "sua" => Some("Đã sửa đề nghị; nội dung trước còn trong nhật ký."),
        "suspend" => Some("Đã tạm dừng xét đề nghị."),
        "resume" => Some("Đã tiếp tục xét đề nghị."),
        "decide" => Some("Đã ghi nhận quyết định khen thưởng."),
        "cancel" => Some("Đã ghi nhận quyết định hủy bỏ."),
        "recover" => Some("Đã ghi nhận quyết định thu hồi."),
        "so-luong" => Some("Đã đặt số lượng được đề nghị."),
        _ => None,
    }
}

/// Somebody else has saved meanwhile.
pub(super) const STALE: &str = "Trong lúc biểu mẫu đang mở, người khác đã lưu một lần mới hơn. Chưa lưu gì đè lên. Nội dung đã nhập còn nguyên ở dưới: xem lại rồi lưu lần nữa.";

/// The unit has an entry of this award.
pub(super) const TWICE: &str = "Đơn vị đã có đề nghị này trong sổ của năm. Mở đề nghị đã ghi để sửa, hoặc chọn danh hiệu, hình thức khác.";

/// Why a unit cannot be proposed: the field, and the sentence.
pub(super) fn fault(fault: &ProposalFault, unit: &str) -> (&'static str, String) {
    match fault {
        ProposalFault::NotVoted => (
            "don_vi",
            "Năm này chưa có biên bản kiểm phiếu, nên chưa đề nghị khen thưởng được. Thứ tự của năm: công bố điểm, rồi bình xét, rồi đề nghị. Ghi biên bản kiểm phiếu trước.".to_owned(),
        ),
        ProposalFault::Ineligible { ground } => (
            "don_vi",
            format!(
                "{unit} không xếp hạng ({}), nên không đề nghị khen thưởng được. Khi có kết luận, ghi lại điều kiện xếp hạng ở trang chấm điểm.",
                ground.label()
            ),
        ),
        ProposalFault::NoRank => (
            "don_vi",
            format!(
                "{unit} chưa đủ điểm chính thức nên không có hạng, không đề nghị khen thưởng được. Kiểm tra lại ở trang chấm điểm."
            ),
        ),
    }
}

/// An act that does not follow from where the entry stands.
pub(super) fn not_from_here(state: &AwardState) -> String {
    let next = match state {
        AwardState::Proposed => {
            "Đề nghị này chưa có quyết định: ghi quyết định khen thưởng trước, rồi mới hủy bỏ hoặc thu hồi."
        }
        AwardState::Suspended { .. } => {
            "Đề nghị đang tạm dừng xét: tiếp tục xét, rồi mới ghi quyết định."
        }
        AwardState::InForce { .. } => "Đã có quyết định khen thưởng: chỉ còn hủy bỏ hoặc thu hồi.",
        AwardState::Cancelled { .. } => "Quyết định đã hủy bỏ: chỉ còn thu hồi.",
        AwardState::Recovered { .. } => "Đã thu hồi, không còn bước nào nữa.",
    };
    format!(
        "Việc này không ghi được khi đề nghị ở tình trạng “{}”. {next}",
        state.label()
    )
}

/// More was proposed than the guidance names: a warning.
pub(super) fn quota(warning: &QuotaWarning, award: &str) -> String {
    let number = |count: u32| prose_count(i64::from(count));
    format!(
        "{award}: đề nghị {}, trong khi hướng dẫn nêu {} ({}). Vẫn lưu được; kiểm tra trước khi trình.",
        number(warning.proposed),
        number(warning.quota.most),
        warning.quota.citation
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::awards::Quota;

    #[test]
    fn a_quota_warns_with_its_citation() {
        let warning = QuotaWarning {
            quota: Quota {
                award: "bang_khen_hoc_vien".to_owned(),
                most: 2,
                citation: "30-HD/HVCTQG".to_owned(),
            },
            proposed: 3,
        };
        let text = quota(&warning, "Bằng khen của Học viện");
        assert!(text.starts_with(
            "Bằng khen của Học viện: đề nghị 03, trong khi hướng dẫn nêu 02 (30-HD/HVCTQG)"
        ));
    }
}
