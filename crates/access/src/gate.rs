//! The one place where a question of authority is answered.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;
use std::sync::Arc;

use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid,
    PolicySet, Request, RestrictedExpression, Schema, ValidationMode, Validator,
};

use crate::{Action, Actor, Matter, Office, Permit, Principal, actions};

/// Policies by stage, read into the program when it is built.
const POLICIES: &[&str] = &[
    include_str!("../../../policies/common.cedar"),
    include_str!("../../../policies/units.cedar"),
    include_str!("../../../policies/people.cedar"),
    include_str!("../../../policies/directives.cedar"),
    include_str!("../../../policies/registration.cedar"),
    include_str!("../../../policies/figures.cedar"),
    include_str!("../../../policies/scoring.cedar"),
    include_str!("../../../policies/conference.cedar"),
    include_str!("../../../policies/ballot.cedar"),
    include_str!("../../../policies/awards.cedar"),
    include_str!("../../../policies/succession.cedar"),
    include_str!("../../../policies/portal.cedar"),
];

/// The entity types; actions are appended from [`actions::all`].
const SCHEMA: &str = include_str!("../../../policies/schema.cedarschema");

/// The policies cannot be used. A fault of the program, found by its tests.
#[derive(Debug, thiserror::Error)]
#[error("policies cannot be used: {0}")]
pub struct GateError(String);

/// The answer no: who asked for what.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{action} is not permitted")]
pub struct Denied {
    /// The name of the action.
    pub action: &'static str,
    /// What the act is called on screen.
    pub title: &'static str,
    /// Whether the one who asked was not signed in, so that signing in may help.
    pub signed_out: bool,
}

/// Decides by the policies; everything that no policy permits is denied. Copies share the policies that were read.
#[derive(Clone)]
pub struct Gate(Arc<Read>);

struct Read {
    authorizer: Authorizer,
    policies: PolicySet,
    schema: Schema,
}

impl Gate {
    /// Reads the policies and validates them strictly against the schema.
    pub fn new() -> Result<Self, GateError> {
        let (schema, _) = Schema::from_cedarschema_str(&schema_text()).map_err(explain)?;
        let policies = PolicySet::from_str(&POLICIES.join("\n")).map_err(explain)?;
        let verdict = Validator::new(schema.clone()).validate(&policies, ValidationMode::Strict);
        if !verdict.validation_passed() {
            return Err(GateError(verdict.to_string()));
        }
        Ok(Self(Arc::new(Read {
            authorizer: Authorizer::new(),
            policies,
            schema,
        })))
    }

    /// A permit for the act, or the refusal.
    pub fn decide<A: Action>(
        &self,
        principal: &Principal,
        _action: A,
        matter: Matter,
    ) -> Result<Permit<A>, Denied> {
        if self.permits(principal, A::NAME, &matter) {
            return Ok(Permit::new(principal.actor().clone(), matter));
        }
        Err(Denied {
            action: A::NAME,
            title: A::TITLE,
            signed_out: *principal.actor() == Actor::Visitor,
        })
    }

    /// Whether the act would be permitted; for offering buttons, never instead of [`Gate::decide`].
    pub fn may<A: Action>(&self, principal: &Principal, _action: A, matter: &Matter) -> bool {
        self.permits(principal, A::NAME, matter)
    }

    fn permits(&self, principal: &Principal, action: &str, matter: &Matter) -> bool {
        let answer = self.ask(principal, action, matter);
        // What cannot be asked is not permitted.
        answer.unwrap_or(false)
    }

    fn ask(&self, principal: &Principal, action: &str, matter: &Matter) -> Result<bool, GateError> {
        let who = principal_entity(principal)?;
        let what = matter_entity(matter)?;
        let request = Request::new(
            who.uid(),
            uid("Action", action)?,
            what.uid(),
            Context::empty(),
            Some(&self.0.schema),
        )
        .map_err(explain)?;
        let entities =
            Entities::from_entities([who, what], Some(&self.0.schema)).map_err(explain)?;
        let Read {
            authorizer,
            policies,
            ..
        } = self.0.as_ref();
        let response = authorizer.is_authorized(&request, policies, &entities);
        Ok(response.decision() == Decision::Allow)
    }
}

fn schema_text() -> String {
    let names: Vec<String> = actions::all()
        .map(|(name, _)| format!("\"{name}\""))
        .collect();
    format!(
        "{SCHEMA}\naction {} appliesTo {{ principal: [Person, Visitor, Link, Program], resource: [Matter] }};\n",
        names.join(", ")
    )
}

fn principal_entity(principal: &Principal) -> Result<Entity, GateError> {
    let (kind, id) = match principal.actor() {
        Actor::Visitor => ("Visitor", "visitor"),
        Actor::Person(person) => ("Person", person.as_str()),
        Actor::Link(link) => ("Link", link.as_str()),
        Actor::Program(name) => ("Program", *name),
    };
    let attributes = match principal.actor() {
        Actor::Person(_) => offices(principal.offices())?,
        Actor::Link(_) => section(principal.offices())?,
        Actor::Visitor | Actor::Program(_) => HashMap::new(),
    };
    Entity::new(uid(kind, id)?, attributes, HashSet::new()).map_err(explain)
}

type Attributes = HashMap<String, RestrictedExpression>;

fn offices(offices: &[Office]) -> Result<Attributes, GateError> {
    let mut sets: HashMap<&str, Vec<RestrictedExpression>> = [
        "officerOf",
        "leaderOf",
        "memberIn",
        "headIn",
        "deputyIn",
        "superiorIn",
        "editorIn",
    ]
    .into_iter()
    .map(|name| (name, Vec::new()))
    .collect();
    for office in offices {
        let (name, kind, id) = match office {
            Office::Officer(unit) => ("officerOf", "Unit", unit.as_str()),
            Office::Leader(unit) => ("leaderOf", "Unit", unit.as_str()),
            Office::Member(year) => ("memberIn", "Year", year.as_str()),
            Office::Head(year) => ("headIn", "Year", year.as_str()),
            Office::Deputy(year) => ("deputyIn", "Year", year.as_str()),
            Office::Superior(year) => ("superiorIn", "Year", year.as_str()),
            Office::Editor(year) => ("editorIn", "Year", year.as_str()),
            Office::Administrator | Office::Section { .. } => continue,
        };
        let entity = RestrictedExpression::new_entity_uid(uid(kind, id)?);
        sets.entry(name).or_default().push(entity);
    }
    let mut attributes: Attributes = sets
        .into_iter()
        .map(|(name, set)| (name.to_owned(), RestrictedExpression::new_set(set)))
        .collect();
    let administrator = offices.contains(&Office::Administrator);
    attributes.insert(
        "administrator".into(),
        RestrictedExpression::new_bool(administrator),
    );
    Ok(attributes)
}

fn section(offices: &[Office]) -> Result<Attributes, GateError> {
    let mut attributes = Attributes::new();
    for office in offices {
        let Office::Section {
            unit,
            cluster_year,
            section,
        } = office
        else {
            continue;
        };
        attributes.insert("unit".into(), reference("Unit", unit.as_str())?);
        attributes.insert("year".into(), reference("Year", cluster_year.as_str())?);
        attributes.insert(
            "section".into(),
            RestrictedExpression::new_string(section.clone()),
        );
    }
    Ok(attributes)
}

fn matter_entity(matter: &Matter) -> Result<Entity, GateError> {
    let mut attributes = Attributes::new();
    attributes.insert(
        "kind".into(),
        RestrictedExpression::new_string(matter.kind().into()),
    );
    attributes.insert(
        "state".into(),
        RestrictedExpression::new_string(matter.state().into()),
    );
    if let Some(unit) = matter.unit() {
        attributes.insert("unit".into(), reference("Unit", unit.as_str())?);
    }
    if let Some(year) = matter.cluster_year() {
        attributes.insert("year".into(), reference("Year", year.as_str())?);
    }
    if let Some(section) = matter.section() {
        attributes.insert(
            "section".into(),
            RestrictedExpression::new_string(section.into()),
        );
    }
    if let Some(person) = matter.person() {
        attributes.insert("person".into(), reference("Person", person)?);
    }
    let id = format!("{}/{}", matter.kind(), matter.id());
    Entity::new(uid("Matter", &id)?, attributes, HashSet::new()).map_err(explain)
}

fn reference(kind: &str, id: &str) -> Result<RestrictedExpression, GateError> {
    Ok(RestrictedExpression::new_entity_uid(uid(kind, id)?))
}

fn uid(kind: &str, id: &str) -> Result<EntityUid, GateError> {
    let kind = EntityTypeName::from_str(kind).map_err(explain)?;
    Ok(EntityUid::from_type_name_and_id(kind, EntityId::new(id)))
}

fn explain(error: impl std::fmt::Display) -> GateError {
    GateError(error.to_string())
}

#[cfg(test)]
mod tests {
    use rules::ids::{ClusterYearId, PersonId, UnitId};

    use super::*;
    use crate::actions::{figures, people};

    fn officer(unit: &str, year: &str) -> Principal {
        let offices = vec![
            Office::Officer(UnitId::new(unit)),
            Office::Member(ClusterYearId::new(year)),
        ];
        Principal::new(Actor::Person(PersonId::new("p1")), offices)
    }

    fn report(unit: &str, year: &str) -> Matter {
        Matter::of_year("report", "r1", &ClusterYearId::new(year)).of_unit(&UnitId::new(unit))
    }

    #[test]
    fn policies_are_valid_and_an_officer_may_enter_only_the_figures_of_the_own_unit() {
        let gate = Gate::new().expect("the policies are valid");
        let officer = officer("ben-tre", "y1");
        assert!(
            gate.decide(&officer, figures::EnterFigures, report("ben-tre", "y1"))
                .is_ok()
        );
        assert!(
            gate.decide(&officer, figures::EnterFigures, report("ca-mau", "y1"))
                .is_err()
        );
        assert!(
            gate.decide(&officer, figures::EnterFigures, report("ben-tre", "y2"))
                .is_err()
        );
        assert!(
            gate.decide(&officer, figures::ApproveReport, report("ben-tre", "y1"))
                .is_err()
        );
    }

    #[test]
    fn a_visitor_is_denied_and_told_that_signing_in_may_help() {
        let gate = Gate::new().expect("the policies are valid");
        let denied = gate
            .decide(
                &Principal::visitor(),
                figures::EnterFigures,
                report("ben-tre", "y1"),
            )
            .expect_err("nothing permits a visitor");
        assert!(denied.signed_out);
        assert_eq!(denied.title, "Nhập số liệu");
    }

    #[test]
    fn a_link_opens_one_section_of_one_report_and_nothing_else() {
        let gate = Gate::new().expect("the policies are valid");
        let office = Office::Section {
            unit: UnitId::new("ben-tre"),
            cluster_year: ClusterYearId::new("y1"),
            section: "khoa-hoc".into(),
        };
        let link = Principal::new(Actor::Link("l1".into()), vec![office]);
        let enter = figures::EnterFigures;
        assert!(gate.may(
            &link,
            enter,
            &report("ben-tre", "y1").in_section("khoa-hoc")
        ));
        assert!(!gate.may(&link, enter, &report("ben-tre", "y1").in_section("dao-tao")));
        assert!(!gate.may(&link, enter, &report("ben-tre", "y1")));
        assert!(!gate.may(
            &link,
            figures::SendReport,
            &report("ben-tre", "y1").in_section("khoa-hoc")
        ));
    }

    #[test]
    fn a_person_keeps_the_own_account_and_nobody_elses() {
        let gate = Gate::new().expect("the policies are valid");
        let person = officer("ben-tre", "y1");
        assert!(gate.may(
            &person,
            people::KeepOwnAccount,
            &Matter::instance("account", "p1").about("p1")
        ));
        assert!(!gate.may(
            &person,
            people::KeepOwnAccount,
            &Matter::instance("account", "p2").about("p2")
        ));
    }
}
