//! What the store knows of the stages of a year, read once.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rules::awards::AwardState;
use store::conference::{MeetingFacts, MeetingKind};
use store::units::{ClusterYear, Member, Standing};

use super::RoundProgress;
use crate::web::app::App;
use crate::web::error::PageError;

/// Everything that the line of stages is made of.
pub(super) struct Facts {
    pub(super) today: Date,
    /// Whether the year has passed.
    pub(super) over: bool,
    /// The days on which directives of the year itself were issued, in order.
    pub(super) papers: Vec<Date>,
    pub(super) pledged_on: Option<Date>,
    /// How many members have registered.
    pub(super) registered: usize,
    pub(super) members: usize,
    /// Whether a publication states figures.
    pub(super) stated: bool,
    pub(super) rounds: Vec<RoundProgress>,
    pub(super) scores_published: bool,
    pub(super) scored: bool,
    pub(super) summary: Option<MeetingFacts>,
    pub(super) minutes: bool,
    pub(super) elected: bool,
    pub(super) awards: usize,
    /// Awards that still wait for a decision.
    pub(super) undecided: usize,
    pub(super) articles: usize,
    pub(super) handed_over_on: Option<Date>,
    pub(super) successor_recognised_on: Option<Date>,
    pub(super) introduced: bool,
}

impl Facts {
    pub(super) async fn read(
        app: &App,
        year: &ClusterYear,
        members: &[Member],
    ) -> Result<Self, PageError> {
        let store = app.store();
        let papers = store.public_directives(&year.id).await?;
        let papers = papers.iter().map(|paper| paper.issued_on);
        let registrations = store.registrations(&year.id).await?;
        let registered: BTreeSet<_> = registrations.iter().map(|one| &one.unit).collect();
        let statements = store.statements(&year.id).await?;
        let meetings = store.conferences(&year.id).await?;
        let summary = meetings
            .into_iter()
            .find(|meeting| meeting.facts.kind == MeetingKind::Summary);
        let awards = store.awards_of_year(&year.id).await?;
        let undecided = awards.iter().filter(|award| is_undecided(&award.state));
        let articles = store.public_articles().await?;
        let articles = articles.iter().filter(|one| one.year.id == year.id);
        let handover = store.handover(&year.id).await?;
        Ok(Self {
            today: app.today(),
            over: year.is_over(app.today()),
            papers: papers.filter(|day| day.year() == year.year).collect(),
            pledged_on: store.pledge(&year.id).await?.map(|pledge| pledge.said.on),
            registered: registered.len(),
            members: members.len(),
            stated: statements.iter().any(|one| one.value.is_some()),
            rounds: rounds(app, year, members).await?,
            scores_published: store.scores_are_published(&year.id).await?,
            scored: !store.scores(&year.id).await?.is_empty(),
            summary: summary.map(|meeting| meeting.facts),
            minutes: !store.minutes(&year.id).await?.is_empty(),
            elected: !store.elected_of_year(&year.id).await?.is_empty(),
            undecided: undecided.count(),
            awards: awards.len(),
            articles: articles.count(),
            handed_over_on: handover.map(|handover| handover.said.on),
            successor_recognised_on: successor_recognised_on(app, year).await?,
            introduced: !store.nominations(&year.id).await?.is_empty(),
        })
    }
}

fn is_undecided(state: &AwardState) -> bool {
    matches!(state, AwardState::Proposed | AwardState::Suspended { .. })
}

async fn rounds(
    app: &App,
    year: &ClusterYear,
    members: &[Member],
) -> Result<Vec<RoundProgress>, PageError> {
    let mut all = Vec::new();
    for round in app.store().rounds(&year.id).await? {
        let reports = app.store().reports(&round).await?;
        let (mut sent, mut settled) = (0, 0);
        for member in members {
            let state = reports.of(&member.unit)?.state;
            sent += usize::from(!state.is_editable());
            settled += usize::from(state.is_settled());
        }
        all.push(RoundProgress {
            round,
            sent,
            settled,
            total: members.len(),
        });
    }
    Ok(all)
}

/// The first day on which a head of the next year was recognised; a made-up year does not follow a real one.
async fn successor_recognised_on(app: &App, year: &ClusterYear) -> Result<Option<Date>, PageError> {
    let years = app.store().cluster_years().await?;
    let next = years.iter().find(|next| {
        next.cluster == year.cluster && next.year == year.year + 1 && next.sample == year.sample
    });
    let Some(next) = next else { return Ok(None) };
    let heads = app.store().headships(&next.id).await?;
    Ok(heads
        .iter()
        .filter(|head| head.standing(next.last_day()) == Standing::Recognised)
        .filter_map(|head| head.recognised_on)
        .min())
}
