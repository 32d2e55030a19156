//! The vote (bình xét, suy tôn).

use super::actions;

actions! {
    /// Enter the counting minutes (biên bản kiểm phiếu).
    RecordMinutes = "Ghi biên bản kiểm phiếu";
    /// Read the counting minutes.
    SeeMinutes = "Xem biên bản kiểm phiếu";
}
