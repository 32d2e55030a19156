//! Directives (văn bản chỉ đạo).

use super::actions;

actions! {
    /// Enter a directive in the register (vào sổ văn bản đến).
    RegisterDirective = "Vào sổ văn bản đến";
    /// Dispatch a directive to members, with a deadline.
    DispatchDirective = "Chuyển văn bản đến các đơn vị";
    /// Put on record that a unit has seen, acknowledged or acted on a directive.
    AnswerDirective = "Ghi nhận việc thực hiện văn bản";
    /// Read the register of directives with its dispatches.
    SeeDirectives = "Xem sổ văn bản chỉ đạo";
}
