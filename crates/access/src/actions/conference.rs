//! The conference (hội nghị).

use super::actions;

actions! {
    /// Keep the conference's date, mode, host, agenda, guests, speeches and resolutions.
    KeepConference = "Cập nhật hội nghị";
    /// Check in units present.
    RecordAttendance = "Điểm danh đơn vị";
    /// Assign or close a task that came out of the conference.
    KeepTasks = "Giao việc sau hội nghị";
    /// Read the conference's papers.
    SeeConference = "Xem hội nghị";
}
