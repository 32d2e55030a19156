//! Who asks, and with what offices.

use rules::ids::{ClusterYearId, PersonId, UnitId};

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody signed in.
    Visitor,
    /// A signed-in person.
    Person(PersonId),
    /// The holder of a link to one section of a report, without an account; the id of the link.
    Link(String),
    /// A command or a job of the program itself, by name.
    Program(&'static str),
}

impl Actor {
    /// The actor as the history names it: never a person's name, only an id.
    pub fn label(&self) -> String {
        match self {
            Self::Visitor => "visitor".to_owned(),
            Self::Person(id) => format!("person:{id}"),
            Self::Link(id) => format!("link:{id}"),
            Self::Program(name) => format!("program:{name}"),
        }
    }
}

/// A fact that gives authority, true on the day of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Office {
    /// Keeps the instance: units, accounts, clusters.
    Administrator,
    /// Emulation officer of a unit (cán bộ thi đua).
    Officer(UnitId),
    /// Principal or deputy principal of a unit.
    Leader(UnitId),
    /// Officer or leader of a unit that is a member in this cluster-year.
    Member(ClusterYearId),
    /// Officer or leader of the unit recognised as head for this cluster-year.
    Head(ClusterYearId),
    /// Officer or leader of a unit recognised as deputy head for this cluster-year.
    Deputy(ClusterYearId),
    /// Officer or leader of the upper body of this cluster-year.
    Superior(ClusterYearId),
    /// Editor of the pages of this cluster-year.
    Editor(ClusterYearId),
    /// Holder of a link to one section of one unit's report.
    Section {
        /// The unit whose report it is.
        unit: UnitId,
        /// The year of the report.
        cluster_year: ClusterYearId,
        /// The key of the section.
        section: String,
    },
}

/// Somebody who asks, with the offices that the facts of the day give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principal {
    actor: Actor,
    offices: Vec<Office>,
}

impl Principal {
    /// A principal with these offices.
    pub fn new(actor: Actor, offices: Vec<Office>) -> Self {
        Self { actor, offices }
    }

    /// Somebody who has not signed in.
    pub fn visitor() -> Self {
        Self::new(Actor::Visitor, Vec::new())
    }

    /// The program itself, for commands such as loading a published year.
    pub fn program(name: &'static str) -> Self {
        Self::new(Actor::Program(name), Vec::new())
    }

    /// Who acts.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The signed-in person, if any.
    pub fn person(&self) -> Option<&PersonId> {
        match &self.actor {
            Actor::Person(id) => Some(id),
            Actor::Visitor | Actor::Link(_) | Actor::Program(_) => None,
        }
    }

    /// The offices held today.
    pub fn offices(&self) -> &[Office] {
        &self.offices
    }

    /// Units for which this person is officer or leader.
    pub fn units(&self) -> Vec<&UnitId> {
        let mut units: Vec<&UnitId> = self
            .offices
            .iter()
            .filter_map(|office| match office {
                Office::Officer(unit) | Office::Leader(unit) => Some(unit),
                _ => None,
            })
            .collect();
        units.dedup();
        units
    }
}
