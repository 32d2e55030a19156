//! What an act is done to.

use rules::ids::{ClusterYearId, UnitId};

/// The thing an act is about, with just the facts that policies may ask for.
///
/// `kind` and `id` name it in the history; `cluster_year` also chooses the history chain that the act
/// is written to (none: the chain of the instance).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    kind: &'static str,
    id: String,
    unit: Option<UnitId>,
    cluster_year: Option<ClusterYearId>,
    section: Option<String>,
    person: Option<String>,
    state: &'static str,
}

impl Matter {
    /// A matter of the whole instance: units, people, accounts.
    pub fn instance(kind: &'static str, id: impl Into<String>) -> Self {
        Self {
            kind,
            id: id.into(),
            unit: None,
            cluster_year: None,
            section: None,
            person: None,
            state: "",
        }
    }

    /// A matter of one cluster-year.
    pub fn of_year(kind: &'static str, id: impl Into<String>, year: &ClusterYearId) -> Self {
        Self {
            cluster_year: Some(year.clone()),
            ..Self::instance(kind, id)
        }
    }

    /// The same matter, belonging to one unit.
    #[must_use]
    pub fn of_unit(self, unit: &UnitId) -> Self {
        Self {
            unit: Some(unit.clone()),
            ..self
        }
    }

    /// The same matter, restricted to one section of a report.
    #[must_use]
    pub fn in_section(self, section: impl Into<String>) -> Self {
        Self {
            section: Some(section.into()),
            ..self
        }
    }

    /// The same matter, being about one person.
    #[must_use]
    pub fn about(self, person: &str) -> Self {
        Self {
            person: Some(person.to_owned()),
            ..self
        }
    }

    /// The same matter, in a named state that a policy may ask for.
    #[must_use]
    pub fn in_state(self, state: &'static str) -> Self {
        Self { state, ..self }
    }

    /// The kind of thing, as the history names it.
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// The id of the thing.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The unit it belongs to.
    pub fn unit(&self) -> Option<&UnitId> {
        self.unit.as_ref()
    }

    /// The cluster-year it belongs to.
    pub fn cluster_year(&self) -> Option<&ClusterYearId> {
        self.cluster_year.as_ref()
    }

    /// The section of a report it is restricted to.
    pub fn section(&self) -> Option<&str> {
        self.section.as_deref()
    }

    /// The person it is about.
    pub fn person(&self) -> Option<&str> {
        self.person.as_deref()
    }

    /// The state it is in, empty where none matters.
    pub fn state(&self) -> &'static str {
        self.state
    }
}
