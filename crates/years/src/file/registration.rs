//! `registration.toml`: plans, themes, registrations (kế hoạch, chủ đề, đăng ký, giao ước).

use serde::Deserialize;

use super::check::{Check, Checked};
use super::{DirectiveKey, Event, Evidence, Problem, Remark, Scope, UnitKey};

/// Plans, themes and registrations of a year.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// The launch conference.
    pub launch: Event,
    /// The pledge (giao ước thi đua).
    pub pledge: Event,
    /// Registered targets.
    pub targets: Remark,
    /// Registered titles.
    pub titles: Remark,
    /// That plans were made.
    pub plans: Remark,
    /// The theme of the cluster.
    pub common_theme: Remark,
    /// The themes of the units: one entry for each member.
    #[serde(rename = "theme")]
    pub themes: Vec<Theme>,
    /// The campaign added in the year.
    pub campaign: Campaign,
    /// The amendment of the registrations that it caused.
    pub amendment: Amendment,
}

/// A unit's own theme, or the article's silence on it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The unit.
    pub unit: UnitKey,
    /// The theme, verbatim; none where the article is silent.
    pub text: Option<String>,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A campaign (cuộc vận động).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Its name, verbatim.
    pub name: String,
    /// The directive that began it.
    pub directive: DirectiveKey,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// An amendment of the registrations.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amendment {
    /// The directive that caused it.
    pub caused_by: DirectiveKey,
    /// Whose registrations.
    pub scope: Scope,
    /// What was done, verbatim.
    pub text: String,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl Registration {
    /// The theme entry of a unit.
    pub fn theme_of(&self, unit: &UnitKey) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.unit == *unit)
    }
}

impl Checked for Registration {
    const FILE: &'static str = "registration.toml";

    fn check(&self, check: &mut Check<'_>) {
        for (name, event) in [("launch", &self.launch), ("pledge", &self.pledge)] {
            let item = check
                .item(name)
                .evidence(&event.evidence)
                .given(event.on.is_some(), &event.evidence);
            event.on.into_iter().fold(item, |item, on| item.dated(on));
        }
        check.item("targets").remark(&self.targets);
        check.item("titles").remark(&self.titles);
        check.item("plans").remark(&self.plans);
        check.item("common_theme").remark(&self.common_theme);
        self.check_themes(check);
        let campaign = &self.campaign;
        let item = check.item("campaign").evidence(&campaign.evidence);
        item.says(&campaign.name).directive(&campaign.directive);
        let amendment = &self.amendment;
        let item = check.item("amendment").evidence(&amendment.evidence);
        item.says(&amendment.text).directive(&amendment.caused_by);
    }
}

impl Registration {
    fn check_themes(&self, check: &mut Check<'_>) {
        check.keys("theme", self.themes.iter().map(|theme| theme.unit.as_str()));
        for theme in &self.themes {
            let item = check
                .item(format!("theme “{}”", theme.unit))
                .evidence(&theme.evidence);
            let item = item
                .given(theme.text.is_some(), &theme.evidence)
                .names_member(&theme.unit);
            theme.text.iter().fold(item, |item, text| item.says(text));
        }
        for member in &check.year.units.members {
            let found = self
                .themes
                .iter()
                .filter(|theme| theme.unit == member.key)
                .count();
            let missing = || Problem::NotExactlyOne {
                what: "chủ đề của mỗi thành viên",
                found,
            };
            check
                .item(format!("theme “{}”", member.key))
                .expect(found == 1, missing);
        }
    }
}
