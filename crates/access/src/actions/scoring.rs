//! Scoring tables and scores.

use super::actions;

actions! {
    /// Draft, agree or issue the scoring table.
    KeepScoringTable = "Cập nhật bảng tiêu chí";
    /// Give a unit's own scores (tự chấm).
    ScoreSelf = "Tự chấm điểm";
    /// Give verified scores (thẩm định).
    VerifyScores = "Thẩm định điểm";
    /// Make scores final (điểm chính thức).
    FinaliseScores = "Công bố điểm chính thức";
    /// Read the scores of a cluster-year.
    SeeScores = "Xem bảng điểm";
}
