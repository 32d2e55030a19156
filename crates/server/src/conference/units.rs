//! The units that pages about a year name and forms offer: members first, then the upper bodies.

use rules::ids::UnitId;
use store::units::{ClusterYear, Member};

use super::SILENT;
use crate::web::app::App;
use crate::web::error::PageError;

/// Members and upper bodies of a year.
pub(crate) struct Units {
    /// Members in Vietnamese order.
    pub(crate) members: Vec<Member>,
    /// Upper bodies.
    pub(crate) superiors: Vec<Member>,
}

impl Units {
    /// Reads them.
    pub(crate) async fn load(app: &App, year: &ClusterYear) -> Result<Self, PageError> {
        Ok(Self {
            members: app.store().members(year).await?,
            superiors: app.store().superiors(year).await?,
        })
    }

    fn all(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().chain(&self.superiors)
    }

    /// The full name in that year.
    pub(crate) fn name(&self, unit: &UnitId) -> String {
        self.told(unit, |known| &known.name)
    }

    /// The short name in that year.
    pub(crate) fn short_name(&self, unit: &UnitId) -> String {
        self.told(unit, |known| &known.short_name)
    }

    fn told(&self, unit: &UnitId, word: impl Fn(&Member) -> &String) -> String {
        let known = self.all().find(|known| known.unit == *unit);
        known.map_or_else(|| SILENT.to_owned(), |known| word(known).clone())
    }

    /// The part of an address of a unit.
    pub(crate) fn slug(&self, unit: &UnitId) -> String {
        let known = self.all().find(|known| known.unit == *unit);
        known.map_or_else(String::new, |known| known.slug.clone())
    }

    /// The member of a part of an address.
    pub(crate) fn member(&self, slug: &str) -> Option<&Member> {
        self.members.iter().find(|known| known.slug == slug)
    }

    /// The unit of a part of an address, member or upper body.
    pub(crate) fn by_slug(&self, slug: &str) -> Option<&Member> {
        self.all().find(|known| known.slug == slug)
    }

    /// Choices of a form: nothing chosen, in these words, then the members.
    pub(crate) fn member_choices(&self, none: &str) -> Vec<(String, String)> {
        choices(none, self.members.iter())
    }

    /// Choices of a form: nothing chosen, in these words, then members and upper bodies.
    pub(crate) fn choices(&self, none: &str) -> Vec<(String, String)> {
        choices(none, self.all())
    }
}

fn choices<'a>(none: &str, units: impl Iterator<Item = &'a Member>) -> Vec<(String, String)> {
    let none = (String::new(), none.to_owned());
    let all = units.map(|known| (known.slug.clone(), known.name.clone()));
    std::iter::once(none).chain(all).collect()
}
