//! What a year led to, in the words of its minutes and proposals.

use rules::awards::AwardState;
use rules::ids::UnitId;
use store::units::{ClusterYear, Member};

use super::SILENT;
use crate::web::app::App;
use crate::web::error::PageError;

/// The outcome of a year.
pub(super) struct Outcome {
    /// Units that were elected, and as what.
    pub elected: Vec<Won>,
    /// Units proposed for an award, one line for each wording.
    pub awards: Vec<Won>,
    /// Units introduced as heads of the next year.
    pub introduced: Vec<Won>,
    /// Whether an award still waits for its decision.
    pub undecided: bool,
}

/// What units won or were introduced as.
pub(super) struct Won {
    /// In words: "Cờ thi đua …".
    pub what: String,
    /// The units.
    pub units: Vec<WonBy>,
}

/// A unit of the outcome.
pub(super) struct WonBy {
    /// Its id.
    pub unit: UnitId,
    /// Its full name of that year.
    pub name: String,
    /// Its short name.
    pub short_name: String,
}

impl Outcome {
    /// Reads the outcome of a year.
    pub(super) async fn load(
        app: &App,
        year: &ClusterYear,
        members: &[Member],
    ) -> Result<Self, PageError> {
        let store = app.store();
        let elected = store.elected_of_year(&year.id).await?;
        let awards = store.awards_of_year(&year.id).await?;
        let introduced = store.nominations(&year.id).await?;
        let elected = elected
            .iter()
            .map(|one| (one.elected_as.clone(), &one.unit));
        let lines = awards
            .iter()
            .map(|one| (one.proposed.wording.clone(), &one.proposed.unit));
        let heads = introduced.iter().map(|one| {
            let what = format!("{} năm {}", one.said.role.title(), one.said.for_year);
            (what, &one.said.unit)
        });
        Ok(Self {
            elected: together(elected, members),
            awards: together(lines, members),
            introduced: together(heads, members),
            undecided: awards.iter().any(|one| one.state == AwardState::Proposed),
        })
    }

    /// Whether nothing is known of it.
    pub(super) fn is_empty(&self) -> bool {
        self.elected.is_empty() && self.awards.is_empty() && self.introduced.is_empty()
    }

    /// What one unit won, in words.
    pub(super) fn of_unit(&self, unit: &UnitId) -> Vec<String> {
        let elected = self.elected.iter().map(|won| (won, "Được suy tôn"));
        let awards = self.awards.iter().map(|won| (won, "Đề nghị"));
        let of_unit = |won: &Won| won.units.iter().any(|by| by.unit == *unit);
        elected
            .chain(awards)
            .filter(|(won, _)| of_unit(won))
            .map(|(won, sort)| format!("{sort}: {}", won.what))
            .collect()
    }
}

impl Won {
    /// The short names of the units: "Sóc Trăng, An Giang".
    pub(super) fn short_names(&self) -> String {
        let names: Vec<&str> = self.units.iter().map(|by| by.short_name.as_str()).collect();
        names.join(", ")
    }
}

/// One line for all units of one wording, in the order in which they were said.
fn together<'a>(lines: impl Iterator<Item = (String, &'a UnitId)>, members: &[Member]) -> Vec<Won> {
    let mut all: Vec<Won> = Vec::new();
    for (what, unit) in lines {
        let by = won_by(members, unit);
        match all.iter_mut().find(|won| won.what == what) {
            Some(won) => won.units.push(by),
            None => all.push(Won {
                what,
                units: vec![by],
            }),
        }
    }
    all
}

fn won_by(members: &[Member], unit: &UnitId) -> WonBy {
    let member = members.iter().find(|member| member.unit == *unit);
    WonBy {
        unit: unit.clone(),
        name: member.map_or_else(|| SILENT.to_owned(), |member| member.name.clone()),
        short_name: member.map_or_else(|| SILENT.to_owned(), |member| member.short_name.clone()),
    }
}
