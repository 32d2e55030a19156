//! Minutes and their revisions. A correction never overwrites: it is the next revision, with its reason.

use std::collections::BTreeMap;

use access::{Permit, actions::ballot::RecordMinutes};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use rules::ballot::{Count, Counter, Minutes, Votes};
use rules::ids::{ClusterYearId, PersonId, UnitId};
use rules::law::Threshold;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::read::view;
use super::{Manner, counter_row, minutes_row, votes_row};
use crate::history::Act;
use crate::{Store, StoreError};

/// A unit on the list of the vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The unit.
    pub unit: UnitId,
    /// How many agreed.
    pub agreed: Count,
    /// As what the meeting elected it; none where it did not.
    pub elected_as: Option<String>,
    /// The sentence it is known from.
    pub source: Option<String>,
}

/// A member of the counting committee, as the minutes name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitteeMember {
    /// The name; none once erased.
    pub name: Option<String>,
    /// The unit that the member comes from.
    pub unit: Option<UnitId>,
}

/// What counting minutes say; what is not published stays none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MinutesFacts {
    /// What was voted on.
    pub subject: String,
    /// How the vote was held.
    pub manner: Option<Manner>,
    /// The day.
    pub held_on: Option<Date>,
    /// The time of day.
    pub held_at: Option<Time>,
    /// The place.
    pub place: Option<String>,
    /// The numbers. Votes and committee stand in the fields below.
    pub counts: Minutes,
    /// The list of the vote, in its order.
    pub candidates: Vec<Candidate>,
    /// The counting committee; the first is its head.
    pub committee: Vec<CommitteeMember>,
    /// What the vote must reach, as the cluster's guidance sets it.
    pub threshold: Option<Threshold>,
    /// Complaints, in words.
    pub complaints: Option<String>,
    /// The sentence it is known from.
    pub source: Option<String>,
}

/// A revision of counting minutes as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedMinutes {
    /// Its id.
    pub id: String,
    /// What all revisions of these minutes share.
    pub series: String,
    /// 1, 2, 3…
    pub revision: i64,
    /// Why it replaces the one before; none for the first.
    pub reason: Option<String>,
    /// What it says.
    pub facts: MinutesFacts,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// By whom, as the history names it.
    pub recorded_by: String,
}

/// Where a revision stands.
struct Place {
    series: String,
    id: String,
    revision: i64,
    reason: Option<String>,
}

impl MinutesFacts {
    /// The numbers with list and committee, as the rules check them. The minutes name counters by text, so a
    /// name stands for its person.
    pub fn for_check(&self) -> Minutes {
        let votes = self.candidates.iter().map(|candidate| Votes {
            unit: candidate.unit.clone(),
            agreed: candidate.agreed,
        });
        let committee = self.committee.iter().map(|member| Counter {
            person: PersonId::new(member.name.clone().unwrap_or_default()),
            unit: member.unit.clone(),
        });
        Minutes {
            votes: votes.collect(),
            committee: committee.collect(),
            ..self.counts.clone()
        }
    }
}

impl Store {
    /// Records minutes for the first time; returns their series. `Duplicate` where the matter has minutes already,
    /// `Refused` where the final scores are not published. What a publication tells (`source`) is recorded as told.
    pub async fn record_minutes(
        &self,
        permit: &Permit<RecordMinutes>,
        facts: MinutesFacts,
    ) -> Result<String, StoreError> {
        let id = self.sources.id();
        let mut act = self.begin(permit).await?;
        act.matter_is(id.as_str());
        let year = act.year()?;
        if facts.source.is_none() && !crate::scoring::is_published(act.db(), &year).await? {
            return Err(StoreError::Refused {
                what: "minutes",
                why: "scores are not published",
            });
        }
        require_only(act.db(), &year, &id, &facts.subject).await?;
        let place = Place {
            series: id.clone(),
            id: id.clone(),
            revision: 1,
            reason: None,
        };
        self.write_minutes(&mut act, place, facts).await?;
        act.finish().await?;
        Ok(id)
    }

    /// Records the next revision of minutes. `Stale` where `replaces` is not the newest any more.
    pub async fn correct_minutes(
        &self,
        permit: &Permit<RecordMinutes>,
        series: &str,
        replaces: i64,
        reason: &str,
        facts: MinutesFacts,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        let newest = minutes_row::Entity::find()
            .filter(minutes_row::Column::ClusterYearId.eq(year.as_str()))
            .filter(minutes_row::Column::Series.eq(series))
            .order_by_desc(minutes_row::Column::Revision)
            .one(act.db())
            .await?
            .ok_or(StoreError::NotFound("minutes"))?;
        if newest.revision != replaces {
            return Err(StoreError::Stale("minutes"));
        }
        require_only(act.db(), &year, series, &facts.subject).await?;
        act.note(reason);
        let place = Place {
            series: series.to_owned(),
            id: self.sources.id(),
            revision: replaces + 1,
            reason: Some(reason.to_owned()),
        };
        self.write_minutes(&mut act, place, facts).await?;
        act.finish().await?;
        Ok(())
    }

    async fn write_minutes(
        &self,
        act: &mut Act,
        place: Place,
        facts: MinutesFacts,
    ) -> Result<(), StoreError> {
        let (year, id) = (act.year()?, place.id.clone());
        let (candidates, committee) = (facts.candidates.clone(), facts.committee.clone());
        act.insert::<minutes_row::Entity>(row(act, place, facts)?)
            .await?;
        for candidate in candidates {
            let row = votes_row::Model {
                cluster_year_id: year.clone(),
                id: self.sources.id(),
                minutes_id: id.clone(),
                unit_id: candidate.unit.into(),
                agreed: candidate.agreed.map(i64::from),
                elected_as: candidate.elected_as,
                source: candidate.source,
            };
            act.insert::<votes_row::Entity>(row).await?;
        }
        for (member, position) in committee.into_iter().zip(0..) {
            let row = counter_row::Model {
                cluster_year_id: year.clone(),
                id: self.sources.id(),
                minutes_id: id.clone(),
                position,
                privacy_key: member.name.as_ref().map(|_| self.sources.token()),
                name: member.name,
                unit_id: member.unit.map(String::from),
            };
            act.insert::<counter_row::Entity>(row).await?;
        }
        Ok(())
    }

    /// All minutes of a year with all their revisions, the newest revision of each series first.
    pub async fn minutes(&self, year: &ClusterYearId) -> Result<Vec<RecordedMinutes>, StoreError> {
        let rows = minutes_row::Entity::find()
            .filter(minutes_row::Column::ClusterYearId.eq(year.as_str()))
            .order_by_asc(minutes_row::Column::Series)
            .order_by_desc(minutes_row::Column::Revision)
            .all(&self.db)
            .await?;
        let votes = votes_row::Entity::find()
            .filter(votes_row::Column::ClusterYearId.eq(year.as_str()))
            .all(&self.db)
            .await?;
        let counters = counter_row::Entity::find()
            .filter(counter_row::Column::ClusterYearId.eq(year.as_str()))
            .order_by_asc(counter_row::Column::Position)
            .all(&self.db)
            .await?;
        rows.into_iter()
            .map(|row| view(row, &votes, &counters))
            .collect()
    }
}

/// Whether minutes of a vote are on record in a year.
pub(crate) async fn is_voted(db: &impl ConnectionTrait, year: &str) -> Result<bool, StoreError> {
    let any = minutes_row::Entity::find()
        .filter(minutes_row::Column::ClusterYearId.eq(year))
        .one(db)
        .await?;
    Ok(any.is_some())
}

/// One matter has one series of minutes.
async fn require_only(
    db: &impl ConnectionTrait,
    year: &str,
    series: &str,
    subject: &str,
) -> Result<(), StoreError> {
    let rows = minutes_row::Entity::find()
        .filter(minutes_row::Column::ClusterYearId.eq(year))
        .order_by_asc(minutes_row::Column::Revision)
        .all(db)
        .await?;
    let newest: BTreeMap<&str, &str> = rows
        .iter()
        .map(|row| (row.series.as_str(), row.subject.as_str()))
        .collect();
    let twice = newest.into_iter().any(|(other, known)| {
        other != series && vietnamese::text::fold(known) == vietnamese::text::fold(subject)
    });
    if twice {
        return Err(StoreError::Duplicate("minutes"));
    }
    Ok(())
}

fn row(act: &Act, place: Place, facts: MinutesFacts) -> Result<minutes_row::Model, StoreError> {
    let counts = facts.counts;
    let threshold = facts.threshold.as_ref();
    let number = |count: Count| count.map(i64::from);
    Ok(minutes_row::Model {
        cluster_year_id: act.year()?,
        id: place.id,
        series: place.series,
        revision: place.revision,
        reason: place.reason,
        subject: facts.subject,
        manner: facts.manner.map(|manner| manner.key().to_owned()),
        held_on: facts.held_on.map(|day| day.to_string()),
        held_at: facts.held_at.map(|time| time.to_string()),
        place: facts.place,
        members: number(counts.members),
        entitled: number(counts.entitled),
        present: number(counts.present),
        issued: number(counts.issued),
        collected: number(counts.collected),
        valid: number(counts.valid),
        invalid: number(counts.invalid),
        seats: number(counts.seats),
        threshold_ratio: threshold.map(|known| known.ratio.to_string()),
        threshold_comparator: threshold.map(|known| known.comparator.key().to_owned()),
        threshold_base: threshold.map(|known| known.base.key().to_owned()),
        threshold_citation: threshold.map(|known| known.period.citation.clone()),
        waiver: counts.waiver,
        complaints: facts.complaints,
        recorded_at: act.at(),
        recorded_by: act.actor().to_owned(),
        source: facts.source,
    })
}
