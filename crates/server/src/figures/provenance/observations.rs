//! What a unit entered for an indicator: the number, how it came in, who, when, what it replaced.

use std::collections::{BTreeMap, BTreeSet};

use access::Matter;
use access::actions::figures::{SeeEvidence, SeeFigures};
use rules::figures::{Catalogue, Indicator, IndicatorKey};
use store::figures::{Observation, Origin, Round};
use store::history::Filter;
use store::units::Member;
use vietnamese::date::moment;

use super::Asking;
use crate::figures::published::PublishedFigures;
use crate::figures::table::cells::{CellText, basis};
use crate::web::error::PageError;
use crate::web::names::actor_name;

/// How many entries of a report are looked through for those that wrote a figure.
const MOST: u64 = 200;

/// Everything that was entered, the newest first, as far as the one who asks may see it.
pub(super) struct ObservationTrail {
    pub(super) lines: Vec<ObservationLine>,
    /// How many earlier entries are not shown.
    pub(super) hidden: usize,
}

/// One entry of a figure.
pub(super) struct ObservationLine {
    pub(super) cell: CellText,
    pub(super) current: bool,
    pub(super) basis: String,
    pub(super) round: String,
    pub(super) origin: &'static str,
    /// `data-from` of the sign beside the origin.
    pub(super) from: &'static str,
    pub(super) notes: Vec<String>,
    pub(super) evidence: Option<EvidenceLine>,
    pub(super) who: String,
    pub(super) at: String,
    /// The place of the entry in the year's history.
    pub(super) height: Option<i64>,
}

/// A file of evidence.
pub(super) struct EvidenceLine {
    pub(super) name: String,
    pub(super) href: String,
}

/// The trail of a unit's figure; none where nothing of it may be seen.
pub(super) async fn read(
    asking: &Asking<'_>,
    all: &PublishedFigures,
    member: &Member,
    indicator: &Indicator,
) -> Result<Option<ObservationTrail>, PageError> {
    let (store, year) = (asking.app.store(), asking.year);
    let trail = store
        .observation_trail(&year.id, &member.unit, &indicator.key)
        .await?;
    let view = View::new(asking, all, member, &trail).await?;
    let entered = trail.len();
    let mut lines = Vec::new();
    for observation in trail {
        if let Some(round) = view.shows(&observation) {
            lines.push(view.line(&observation, round).await?);
        }
    }
    let hidden = if view.inside {
        0
    } else {
        entered - lines.len()
    };
    Ok((!lines.is_empty()).then_some(ObservationTrail { lines, hidden }))
}

/// What lines are made with.
struct View<'a> {
    asking: &'a Asking<'a>,
    all: &'a PublishedFigures,
    member: &'a Member,
    /// Whether the one who asks may see all that the unit entered, and by whom.
    inside: bool,
    rounds: Vec<Round>,
    replaced: BTreeSet<String>,
    heights: BTreeMap<String, i64>,
}

impl<'a> View<'a> {
    async fn new(
        asking: &'a Asking<'a>,
        all: &'a PublishedFigures,
        member: &'a Member,
        trail: &[Observation],
    ) -> Result<Self, PageError> {
        let matter = Matter::of_year("report", "", &asking.year.id).of_unit(&member.unit);
        let who = &asking.session.principal;
        let own = asking.app.may(who, SeeFigures, &matter);
        let replaced = trail.iter().filter_map(|one| one.replaces.as_ref());
        let replaced = replaced.map(ToString::to_string).collect();
        let mut view = Self {
            asking,
            all,
            member,
            inside: asking.sees_all || own,
            rounds: asking.app.store().rounds(&asking.year.id).await?,
            replaced,
            heights: BTreeMap::new(),
        };
        let rounds: BTreeSet<&str> = trail.iter().map(|one| one.round.as_str()).collect();
        for round in rounds {
            view.find_heights(round).await?;
        }
        Ok(view)
    }

    /// The entries of the year's history that wrote these figures.
    async fn find_heights(&mut self, round: &str) -> Result<(), PageError> {
        let filter = Filter {
            matter_id: Some(round.to_owned()),
            unit: Some(self.member.unit.to_string()),
            ..Filter::default()
        };
        let chain = self.asking.year.id.as_str();
        let store = self.asking.app.store();
        let (entries, _) = store.history(chain, &filter, 0, MOST).await?;
        for entry in entries {
            for change in entry.changes {
                if let Some((_, id)) = change.key.split_once('/') {
                    self.heights.insert(id.to_owned(), entry.height);
                }
            }
        }
        Ok(())
    }

    /// The round of an observation that the one who asks may see.
    fn shows(&self, observation: &Observation) -> Option<&Round> {
        let round = self.rounds.iter().find(|one| one.id == observation.round)?;
        if self.inside {
            return Some(round);
        }
        let reported = self.all.reported.as_ref()?;
        let public = reported.round.id == round.id
            && reported.shows(&self.member.unit)
            && !self.replaced.contains(observation.id.as_str());
        public.then_some(round)
    }

    async fn line(
        &self,
        observation: &Observation,
        round: &Round,
    ) -> Result<ObservationLine, PageError> {
        Ok(ObservationLine {
            cell: CellText::of(observation.value),
            current: !self.replaced.contains(observation.id.as_str()),
            basis: basis(&observation.basis),
            round: round.name.clone(),
            origin: observation.origin.title(),
            from: match observation.origin {
                Origin::Computed => "computed",
                Origin::Imported => "imported",
                Origin::Typed | Origin::OnBehalf => "typed",
            },
            notes: self.notes(observation),
            evidence: self.evidence(observation, round).await?,
            who: self.who(observation).await?,
            at: moment(observation.at),
            height: self.heights.get(observation.id.as_str()).copied(),
        })
    }

    /// How the figure came in: formula, cell, message, confirmation.
    fn notes(&self, observation: &Observation) -> Vec<String> {
        let mut notes = Vec::new();
        if let Some(formula) = &observation.formula {
            notes.push(format!(
                "Công thức: {}",
                codes(&self.all.catalogue, formula)
            ));
        }
        match (observation.origin, &observation.source) {
            (Origin::Imported, Some(cell)) => notes.push(format!("Ô {cell}")),
            // A message may name people; only the year's offices and the unit read it.
            (Origin::OnBehalf, Some(message)) if self.inside => {
                notes.push(format!("Tin của đơn vị: “{message}”"));
            }
            (Origin::OnBehalf, _) => notes.push("Theo tin của đơn vị".to_owned()),
            _ => {}
        }
        if observation.origin == Origin::OnBehalf {
            notes.push(match observation.confirmed_at {
                Some(at) => format!("Đơn vị đã xác nhận lúc {}", moment(at)),
                None => "Chờ đơn vị xác nhận".to_owned(),
            });
        }
        notes
    }

    /// The name of the file, for those who may open it.
    async fn evidence(
        &self,
        observation: &Observation,
        round: &Round,
    ) -> Result<Option<EvidenceLine>, PageError> {
        let Some(id) = &observation.evidence else {
            return Ok(None);
        };
        let (asking, unit) = (self.asking, &self.member.unit);
        let matter = Matter::of_year("evidence", id.as_str(), &asking.year.id).of_unit(unit);
        if !asking
            .app
            .may(&asking.session.principal, SeeEvidence, &matter)
        {
            return Ok(None);
        }
        let file = asking.app.store().evidence(id).await?;
        Ok(file.map(|file| EvidenceLine {
            name: file.name,
            href: format!(
                "/nam/{}/so-lieu/ky/{}/{}/tep/{id}",
                asking.year.slug, round.number, self.member.slug
            ),
        }))
    }

    /// The office that entered; the name of the person or department is told inside only.
    async fn who(&self, observation: &Observation) -> Result<String, PageError> {
        let office = match observation.by.split_once(':') {
            Some(("link", _)) => format!("Phòng, khoa của {}", self.member.short_name),
            Some(("program", _)) => "Chương trình nạp dữ liệu".to_owned(),
            _ if observation.origin == Origin::OnBehalf => "Thường trực Cụm".to_owned(),
            _ => format!("Cán bộ {}", self.member.short_name),
        };
        let named = ["person:", "link:"];
        if !self.inside || !named.iter().any(|sort| observation.by.starts_with(sort)) {
            return Ok(office);
        }
        let name = actor_name(self.asking.app, &observation.by).await?;
        Ok(format!("{office}: {name}"))
    }
}

/// "KH.1 + KH.2" for the keys of a formula.
fn codes(catalogue: &Catalogue, formula: &str) -> String {
    let code = |key: &str| {
        let known = catalogue.get(&IndicatorKey::new(key));
        known.map_or_else(|| key.to_owned(), |indicator| indicator.code.clone())
    };
    let codes: Vec<String> = formula.split('+').map(code).collect();
    codes.join(" + ")
}
