//! `figures.toml`: what the article states, in numbers and in sentences. Nothing is repaired.

use rules::figures::{Basis, Catalogue, Decimal, Section};
use rules::ids::UnitId;
use serde::Deserialize;

use super::check::{Check, Checked};
use super::{DirectiveKey, Evidence, Problem, UnitKey, YearFile};

/// What the article states of the year's work.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// On what basis the numbers stand.
    pub basis: StatedBasis,
    /// The numbers.
    #[serde(rename = "statement")]
    pub statements: Vec<Statement>,
    /// The sentences without a number.
    #[serde(rename = "sentence")]
    pub sentences: Vec<Sentence>,
}

/// The basis of the stated numbers, or the article's silence on it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatedBasis {
    /// The basis; none where the article is silent.
    pub stated: Option<Basis>,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A number that the article states.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Its key.
    pub key: String,
    /// The code of its indicator: `KH.2`.
    pub indicator: String,
    /// Of whom; none for the whole cluster.
    pub unit: Option<UnitKey>,
    /// The number.
    pub value: Decimal,
    /// As the article writes it: `07`.
    pub written: String,
    /// What is counted, in the article's word: `đề tài`.
    pub count: String,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A sentence of the article about the year's work, without a number.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sentence {
    /// Its key.
    pub key: String,
    /// The part of a report in which it belongs.
    pub section: Section,
    /// Of whom it speaks.
    pub scope: Scope,
    /// The indicator that it touches.
    pub indicator: Option<String>,
    /// The directive that it names.
    pub directive: Option<DirectiveKey>,
    /// The sentence itself is what it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Of whom a sentence speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// The cluster as a whole.
    Cluster,
    /// Every member ("các trường đều").
    All,
    /// Some members, not named ("một số trường").
    Some,
}

impl Figures {
    /// The statement with this key.
    pub fn statement(&self, key: &str) -> Option<&Statement> {
        self.statements
            .iter()
            .find(|statement| statement.key == key)
    }
}

impl YearFile {
    /// The stated numbers as the rules compare them; `unit_id` gives the id under which a unit is kept.
    pub fn statements(
        &self,
        unit_id: &dyn Fn(&UnitKey) -> UnitId,
    ) -> Vec<rules::figures::Statement> {
        let catalogue = Catalogue::embedded().at(self.year.last_day());
        let stated = self.figures.statements.iter().filter_map(|statement| {
            Some(rules::figures::Statement {
                indicator: catalogue.by_code(&statement.indicator)?.key.clone(),
                unit: statement.unit.as_ref().map(unit_id),
                basis: self.figures.basis.stated,
                value: statement.value,
                quotation: statement.evidence.quote().unwrap_or_default().to_owned(),
                place: self.citation(&statement.evidence),
            })
        });
        stated.collect()
    }
}

impl Checked for Figures {
    const FILE: &'static str = "figures.toml";

    fn check(&self, check: &mut Check<'_>) {
        let basis = &self.basis;
        check
            .item("basis")
            .evidence(&basis.evidence)
            .given(basis.stated.is_some(), &basis.evidence);
        check.keys(
            "statement",
            self.statements
                .iter()
                .map(|statement| statement.key.as_str()),
        );
        for statement in &self.statements {
            let item = check
                .item(format!("statement “{}”", statement.key))
                .evidence(&statement.evidence);
            let item = item
                .number(statement.value.ten_thousandths(), &statement.written)
                .says(&format!("{} {}", statement.written, statement.count))
                .indicator(&statement.indicator);
            statement
                .unit
                .iter()
                .fold(item, |item, unit| item.names_member(unit));
        }
        check.keys(
            "sentence",
            self.sentences.iter().map(|sentence| sentence.key.as_str()),
        );
        for sentence in &self.sentences {
            let quoted = sentence.evidence.quote().is_some();
            let item = check
                .item(format!("sentence “{}”", sentence.key))
                .evidence(&sentence.evidence);
            let item = item.expect(quoted, || Problem::Unfounded);
            let item = sentence
                .indicator
                .iter()
                .fold(item, |item, code| item.indicator(code));
            sentence
                .directive
                .iter()
                .fold(item, |item, key| item.directive(key));
        }
    }
}
