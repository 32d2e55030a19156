//! Units, clusters, memberships and heads.

use super::actions;

actions! {
    /// Open a unit's own internal page or an office page of a cluster-year.
    SeeOffice = "Xem trang làm việc";
    /// Register a unit, a name of it, or a merger.
    KeepUnits = "Cập nhật đơn vị";
    /// Open a cluster-year and set its members.
    KeepClusterYear = "Lập năm thi đua";
    /// Put on record that heads were introduced for a year.
    IntroduceHeads = "Ghi nhận giới thiệu cụm trưởng, cụm phó";
    /// Put on record the decision that recognises the heads of a year.
    RecogniseHeads = "Ghi nhận quyết định công nhận cụm trưởng, cụm phó";
    /// Read the history of a cluster-year or of the instance.
    SeeHistory = "Xem nhật ký";
}
