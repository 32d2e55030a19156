//! Figures, reports, statements, corrections.

use super::actions;

actions! {
    /// Open a reporting round, or change its name and deadline.
    OpenRound = "Mở kỳ báo cáo";
    /// Enter figures of a unit's report.
    EnterFigures = "Nhập số liệu";
    /// Enter figures for a unit on its message (nhập thay).
    EnterOnBehalf = "Nhập thay số liệu";
    /// Confirm figures entered on the unit's behalf.
    ConfirmFigures = "Xác nhận số liệu nhập thay";
    /// Send a report.
    SendReport = "Gửi báo cáo số liệu";
    /// Return a report with reasons.
    ReturnReport = "Trả lại báo cáo số liệu";
    /// Approve a report, or undo the approval.
    ApproveReport = "Duyệt báo cáo số liệu";
    /// Lock a report, or unlock it with a reason.
    LockReport = "Khóa báo cáo số liệu";
    /// Upload the signed, stamped scan of a report.
    SignReport = "Ghi nhận bản đã ký";
    /// Sign a report on screen.
    SignOnScreen = "Ký báo cáo trên màn hình";
    /// Set or extend the deadline of a unit's report.
    ExtendDeadline = "Gia hạn báo cáo";
    /// Record what a published source states.
    RecordStatement = "Ghi nhận số liệu đã công bố";
    /// Publish a correction of a stated figure (đính chính).
    PublishCorrection = "Công bố đính chính";
    /// Give a department an expiring link to one section (giao phòng nhập).
    LendSection = "Giao phòng nhập";
    /// See the figures of one unit.
    SeeFigures = "Xem số liệu của đơn vị";
    /// See the figures of all units of the cluster-year.
    SeeAllFigures = "Xem số liệu của các đơn vị";
    /// Attach a file of evidence.
    AttachEvidence = "Đính kèm minh chứng";
    /// Open a file of evidence.
    SeeEvidence = "Xem minh chứng";
}
