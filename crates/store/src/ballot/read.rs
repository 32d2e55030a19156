//! Rows of minutes as what they say.

use jiff::Timestamp;
use rules::ballot::{Count, Minutes};
use rules::ids::UnitId;
use rules::law::{Base, Comparator, Period, Threshold};

use super::{
    Candidate, CommitteeMember, Manner, MinutesFacts, RecordedMinutes, counter_row, minutes_row,
    votes_row,
};
use crate::StoreError;
use crate::keyed::unknown_key;
use crate::units::day;

/// A revision with its votes and its committee.
pub(super) fn view(
    row: minutes_row::Model,
    votes: &[votes_row::Model],
    counters: &[counter_row::Model],
) -> Result<RecordedMinutes, StoreError> {
    let candidates = votes
        .iter()
        .filter(|votes| votes.minutes_id == row.id)
        .map(|votes| Candidate {
            unit: UnitId::new(&votes.unit_id),
            agreed: count(votes.agreed),
            elected_as: votes.elected_as.clone(),
            source: votes.source.clone(),
        });
    let committee = counters
        .iter()
        .filter(|counter| counter.minutes_id == row.id)
        .map(|counter| CommitteeMember {
            name: counter.name.clone(),
            unit: counter.unit_id.as_ref().map(UnitId::new),
        });
    let manner = row
        .manner
        .as_deref()
        .map(|key| Manner::from_key(key).ok_or_else(|| unknown_key("manner of voting", key)));
    let held_at = row
        .held_at
        .as_deref()
        .map(|time| time.parse().map_err(|_| unknown_key("time of day", time)));
    let facts = MinutesFacts {
        subject: row.subject.clone(),
        manner: manner.transpose()?,
        held_on: day(row.held_on.as_deref())?,
        held_at: held_at.transpose()?,
        place: row.place.clone(),
        counts: counts(&row),
        candidates: candidates.collect(),
        committee: committee.collect(),
        threshold: threshold(&row)?,
        complaints: row.complaints,
        source: row.source,
    };
    Ok(RecordedMinutes {
        id: row.id,
        series: row.series,
        revision: row.revision,
        reason: row.reason,
        facts,
        recorded_at: Timestamp::from_microsecond(row.recorded_at)
            .map_err(|error| StoreError::Fault(Box::new(error)))?,
        recorded_by: row.recorded_by,
    })
}

fn counts(row: &minutes_row::Model) -> Minutes {
    Minutes {
        members: count(row.members),
        entitled: count(row.entitled),
        present: count(row.present),
        issued: count(row.issued),
        collected: count(row.collected),
        valid: count(row.valid),
        invalid: count(row.invalid),
        seats: count(row.seats),
        votes: Vec::new(),
        committee: Vec::new(),
        waiver: row.waiver.clone(),
    }
}

fn count(number: Option<i64>) -> Count {
    number.and_then(|number| u32::try_from(number).ok())
}

fn threshold(row: &minutes_row::Model) -> Result<Option<Threshold>, StoreError> {
    let Some(ratio) = &row.threshold_ratio else {
        return Ok(None);
    };
    let (comparator, base) = (
        row.threshold_comparator.as_deref().unwrap_or_default(),
        row.threshold_base.as_deref().unwrap_or_default(),
    );
    Ok(Some(Threshold {
        code: "cluster_ballot".to_owned(),
        award: None,
        ratio: ratio.parse().map_err(|_| unknown_key("share", ratio))?,
        comparator: Comparator::from_key(comparator)
            .ok_or_else(|| unknown_key("comparator", comparator))?,
        base: Base::from_key(base).ok_or_else(|| unknown_key("base", base))?,
        quorum: None,
        chair_must_agree: false,
        absent_written_vote: false,
        period: Period {
            from: None,
            to: None,
            citation: row.threshold_citation.clone().unwrap_or_default(),
            note: None,
            confirmed: true,
        },
    }))
}
