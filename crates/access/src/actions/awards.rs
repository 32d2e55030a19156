//! Proposals and decisions (khen thưởng).

use super::actions;

actions! {
    /// Propose an award for a unit.
    ProposeAward = "Đề nghị khen thưởng";
    /// Set how many of each award the guidance of the year allows to propose.
    SetQuotas = "Đặt số lượng đề nghị khen thưởng";
    /// Put on record the decision on a proposal, or its cancellation.
    DecideAward = "Ghi nhận quyết định khen thưởng";
    /// Read the register of awards with proposals.
    SeeAwards = "Xem sổ khen thưởng";
}
