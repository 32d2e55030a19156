//! People, accounts, positions and contacts.

use super::actions;

actions! {
    /// Add a person, an account or a position.
    KeepPeople = "Cập nhật người dùng";
    /// Change one's own password, second factor or contact.
    KeepOwnAccount = "Cập nhật tài khoản của mình";
    /// Keep the contact of a unit for a year (danh bạ đầu mối).
    KeepContact = "Cập nhật danh bạ đầu mối";
    /// Read the contact book of a cluster-year.
    SeeContacts = "Xem danh bạ đầu mối";
    /// Hand a position and its open work to a successor (bàn giao cán bộ).
    HandOverPosition = "Bàn giao cán bộ";
}
