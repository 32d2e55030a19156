//! Handing over (bàn giao): the heads of a year and those of the next.

use super::actions;

actions! {
    /// Put on record what the outgoing head handed over to the incoming one.
    HandOverYear = "Lập biên bản bàn giao cụm trưởng";
    /// Read who heads the cluster, who was introduced, what was handed over.
    SeeSuccession = "Xem cụm trưởng, cụm phó và bàn giao";
}
