//! Plans, themes, registrations, pledge.

use super::actions;

actions! {
    /// Set the common theme and plan of the cluster-year.
    SetTheme = "Đặt chủ đề, kế hoạch thi đua";
    /// Register a unit's theme, targets and titles, or amend them.
    RegisterUnit = "Đăng ký thi đua";
    /// Put on record that members signed the pledge.
    SignPledge = "Ghi nhận ký giao ước thi đua";
    /// Read the registrations of a cluster-year.
    SeeRegistration = "Xem đăng ký thi đua";
}
