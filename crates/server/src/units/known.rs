//! Everything known of units, years and who took part in them, read once for a page.

use jiff::civil::Date;
use rules::ids::{ClusterYearId, UnitId};
use rules::units::{self as rule, Merger};
use store::units::{
    Cluster, ClusterYear, HeadRole, Participation, Role, Standing, Unit, UnitKind, UnitName,
};
use vietnamese::date::short;
use vietnamese::sort::Collator;

use crate::web::app::App;
use crate::web::error::PageError;

/// Units, clusters, years, memberships.
pub(crate) struct Known {
    pub(crate) units: Vec<Unit>,
    pub(crate) clusters: Vec<Cluster>,
    /// Newest first.
    pub(crate) years: Vec<ClusterYear>,
    participations: Vec<Participation>,
}

impl Known {
    /// Reads all of it; units in Vietnamese order of the short name of today.
    pub(crate) async fn load(app: &App) -> Result<Self, PageError> {
        let store = app.store();
        let mut units = store.units().await?;
        let today = app.today();
        Collator::new().sort_by_name(&mut units, |unit| &unit.name_on(today).short_name);
        Ok(Self {
            units,
            clusters: store.clusters().await?,
            years: store.cluster_years().await?,
            participations: store.participations().await?,
        })
    }

    /// A unit by its id.
    pub(crate) fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == *id)
    }

    /// What a unit was called on a day; the nearest known name where no source tells.
    pub(crate) fn name_on(&self, id: &UnitId, day: Date) -> String {
        let unit = self.unit(id);
        unit.map_or_else(
            || super::SILENT.to_owned(),
            |unit| unit.name_on(day).name.clone(),
        )
    }

    /// Years in which a unit takes part, newest first, each with the role.
    pub(crate) fn years_of(&self, unit: &UnitId) -> Vec<(&ClusterYear, Role)> {
        let role_in = |year: &ClusterYearId| {
            let found = self
                .participations
                .iter()
                .find(|one| one.unit == *unit && one.cluster_year == *year)?;
            Some(found.role)
        };
        self.years
            .iter()
            .filter_map(|year| Some((year, role_in(&year.id)?)))
            .collect()
    }

    /// How many units take part in a year in a role.
    pub(crate) fn count(&self, year: &ClusterYearId, role: Role) -> usize {
        self.participations
            .iter()
            .filter(|one| one.cluster_year == *year && one.role == role)
            .count()
    }

    /// What a cluster is called in its newest year.
    pub(crate) fn cluster_name(&self, cluster: &Cluster) -> String {
        let year = self.years.iter().find(|year| year.cluster == cluster.id);
        year.map_or_else(|| cluster.slug.clone(), |year| year.name.clone())
    }

    /// Whether a unit took part in any year of a cluster, given by its part of an address.
    pub(crate) fn in_cluster(&self, unit: &UnitId, cluster: &str) -> bool {
        let id = self.clusters.iter().find(|known| known.slug == cluster);
        let years = self.years_of(unit);
        id.is_some_and(|known| years.iter().any(|(year, _)| year.cluster == known.id))
    }

    /// All mergers, as the rules know them.
    pub(crate) fn mergers(&self) -> Vec<Merger> {
        let merger = |unit: &Unit| {
            let (into, on, _) = unit.merged_into.as_ref()?;
            Some(Merger {
                unit: unit.id.clone(),
                into: into.clone(),
                on: *on,
            })
        };
        self.units.iter().filter_map(merger).collect()
    }

    /// All names, as the rules know them.
    pub(crate) fn names(&self) -> Vec<rule::UnitName> {
        let names = |unit: &Unit| {
            let of_rule = |name: &UnitName| rule_name(&unit.id, name);
            unit.names.iter().map(of_rule).collect::<Vec<_>>()
        };
        self.units.iter().flat_map(names).collect()
    }

    /// Units that exist on some day of a year.
    pub(crate) fn alive_in(&self, year: i16) -> Vec<&Unit> {
        let (names, mergers) = (self.names(), self.mergers());
        let alive = |unit: &&Unit| rule::check_exists_in(&names, &mergers, &unit.id, year).is_ok();
        self.units.iter().filter(alive).collect()
    }

    /// Units that merged directly into one, each with the day, oldest first.
    pub(crate) fn merged_here(&self, unit: &Unit) -> Vec<(&Unit, Date)> {
        let mut merged: Vec<(&Unit, Date)> = self
            .units
            .iter()
            .filter_map(|one| {
                let (into, on, _) = one.merged_into.as_ref()?;
                (*into == unit.id).then_some((one, *on))
            })
            .collect();
        merged.sort_by_key(|(_, on)| *on);
        merged
    }

    /// The day from which no source tells how a unit is called, where its last name has ended and it goes on.
    pub(crate) fn nameless_since(&self, unit: &Unit) -> Option<Date> {
        let since = unit.names.last()?.valid_to?.tomorrow().ok()?;
        let ended = unit
            .merged_into
            .as_ref()
            .is_some_and(|(_, on, _)| *on <= since);
        (!ended).then_some(since)
    }

    /// Into what and when a unit was merged, in words.
    pub(crate) fn merged_words(&self, unit: &Unit) -> Option<String> {
        let (into, on, _) = unit.merged_into.as_ref()?;
        let into = self.unit(into)?;
        Some(format!(
            "Nhập vào {} từ ngày {}",
            called(into, *on),
            short(*on)
        ))
    }
}

/// A name of a unit as the rules know it.
pub(crate) fn rule_name(unit: &UnitId, name: &UnitName) -> rule::UnitName {
    rule::UnitName {
        unit: unit.clone(),
        name: name.name.clone(),
        from: name.valid_from,
        to: name.valid_to,
    }
}

/// What a unit is called from a day on; that the name is not known is said.
pub(crate) fn called(unit: &Unit, day: Date) -> String {
    match unit.known_name_on(day) {
        Some(name) => name.name.clone(),
        None => format!("{} (tên từ ngày này chưa rõ)", unit.name_on(day).name),
    }
}

/// The Vietnamese term of a kind of unit.
pub(crate) fn kind_title(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::School => "Trường chính trị",
        UnitKind::UpperBody => "Cơ quan cấp trên",
        UnitKind::LocalSuperior => "Cấp trên tại địa phương",
    }
}

/// Kinds to choose from: the key, the words.
pub(crate) fn kinds() -> Vec<(String, String)> {
    [
        UnitKind::School,
        UnitKind::UpperBody,
        UnitKind::LocalSuperior,
    ]
    .map(|kind| (kind.key().to_owned(), kind_title(kind).to_owned()))
    .to_vec()
}

/// The period of a name in words: "từ ngày … đến hết ngày …".
pub(crate) fn period(name: &UnitName) -> String {
    match (name.valid_from, name.valid_to) {
        (None, None) => "Không nêu ngày bắt đầu; đang dùng".to_owned(),
        (None, Some(to)) => format!("Đến hết ngày {}; không nêu ngày bắt đầu", short(to)),
        (Some(from), None) => format!("Từ ngày {}", short(from)),
        (Some(from), Some(to)) => {
            format!("Từ ngày {} đến hết ngày {}", short(from), short(to))
        }
    }
}

/// What a unit is in a year: head and deputy by recognition; who is introduced only is said to be.
pub(crate) async fn role_in(
    app: &App,
    year: &ClusterYear,
    unit: &UnitId,
    role: Role,
) -> Result<String, PageError> {
    let heads = app.store().headships(&year.id).await?;
    let Some(head) = heads.iter().find(|head| head.unit == *unit) else {
        return Ok(role.title().to_owned());
    };
    let office = HeadRole::title(head.role);
    Ok(match (head.standing(year.last_day()), head.ended_on) {
        (Standing::Recognised, _) => office.to_owned(),
        (Standing::Introduced, _) => {
            format!("Thành viên, được giới thiệu làm {}", office.to_lowercase())
        }
        (Standing::Ended, Some(end)) => format!("{office} đến hết ngày {}", short(end)),
        (Standing::Ended, None) => office.to_owned(),
    })
}
