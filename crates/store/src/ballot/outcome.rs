//! What the vote led to, as pages outside the cluster may show it: the outcome, never the counts.

use rules::ids::{ClusterYearId, UnitId};

use super::RecordedMinutes;
use crate::{Store, StoreError};

/// A unit that the meeting elected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elected {
    /// The unit.
    pub unit: UnitId,
    /// As what: "đơn vị dẫn đầu cụm thi đua".
    pub elected_as: String,
    /// What was voted on.
    pub subject: String,
    /// The sentence it is known from.
    pub source: Option<String>,
}

impl Store {
    /// The units elected in a year, by the newest revision of each minutes.
    pub async fn elected_of_year(&self, year: &ClusterYearId) -> Result<Vec<Elected>, StoreError> {
        let all = self.minutes(year).await?;
        let newest = all.iter().enumerate().filter(|(place, minutes)| {
            let before = place.checked_sub(1).and_then(|before| all.get(before));
            before.is_none_or(|before| before.series != minutes.series)
        });
        Ok(newest.flat_map(|(_, minutes)| elected(minutes)).collect())
    }
}

fn elected(minutes: &RecordedMinutes) -> Vec<Elected> {
    let facts = &minutes.facts;
    let elected = facts.candidates.iter().filter_map(|candidate| {
        Some(Elected {
            unit: candidate.unit.clone(),
            elected_as: candidate.elected_as.clone()?,
            subject: facts.subject.clone(),
            source: candidate.source.clone(),
        })
    });
    elected.collect()
}
