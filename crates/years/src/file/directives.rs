//! `directives.toml`: the papers from above (văn bản chỉ đạo).

use jiff::civil::Date;
use serde::Deserialize;
use vietnamese::symbol::Symbol;

use super::check::{Check, Checked};
use super::{Evidence, Problem, Remark, UnitKey};

rules::id!(
    /// The key of a directive in the files of a year: `qd-550-2021`.
    DirectiveKey
);

/// The directives of a year, in the order of the article.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directives {
    /// The directives.
    #[serde(rename = "directive")]
    pub directives: Vec<Directive>,
    /// That the cluster passed them on.
    pub dispatch: Remark,
}

/// A directive.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directive {
    /// Its key.
    pub key: DirectiveKey,
    /// Number and symbol.
    pub symbol: Symbol,
    /// The kind of paper in words.
    pub kind: String,
    /// Who issued it.
    pub issuer: UnitKey,
    /// The office in whose name it was issued; none where the article does not say.
    pub signer_role: Option<String>,
    /// Its date.
    pub date: Date,
    /// Trích yếu, verbatim; none where the article does not give it.
    pub subject: Option<String>,
    /// What it is about in the words of the article, where there is no trích yếu.
    pub concerns: Option<String>,
    /// What it does in the year.
    pub purpose: Purpose,
    /// Whether it is of an earlier year and still in force.
    #[serde(default)]
    pub still_in_force: bool,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What a directive does in the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Sets up the clusters.
    Founding,
    /// Guides the review (bình xét).
    Review,
    /// Recognises the heads.
    Recognition,
    /// Asks for plans and registrations.
    Registration,
    /// Adds a campaign (cuộc vận động) or movement.
    Campaign,
    /// Rules the bulletin.
    Bulletin,
}

impl Directives {
    /// The directive with this key.
    pub fn get(&self, key: &DirectiveKey) -> Option<&Directive> {
        self.directives
            .iter()
            .find(|directive| directive.key == *key)
    }
}

impl Checked for Directives {
    const FILE: &'static str = "directives.toml";

    fn check(&self, check: &mut Check<'_>) {
        check.keys(
            "directive",
            self.directives
                .iter()
                .map(|directive| directive.key.as_str()),
        );
        for directive in &self.directives {
            check_directive(directive, check);
        }
        check.item("dispatch").remark(&self.dispatch);
    }
}

fn check_directive(directive: &Directive, check: &mut Check<'_>) {
    let is_earlier = directive.date.year() < check.year.year.year;
    let symbol = directive.symbol.to_string();
    let kind_fits = directive.symbol.kind_name() == Some(directive.kind.as_str());
    let kind_mismatch = || Problem::KindMismatch {
        kind: directive.kind.clone(),
        symbol: symbol.clone(),
    };
    let item = check
        .item(format!("directive “{}”", directive.key))
        .evidence(&directive.evidence)
        .says(&format!("{} số {symbol}", directive.kind))
        .dated(directive.date)
        .unit(&directive.issuer)
        .expect(kind_fits, kind_mismatch)
        .expect(is_earlier == directive.still_in_force, || {
            Problem::ForceMismatch
        });
    let words = [
        &directive.signer_role,
        &directive.subject,
        &directive.concerns,
    ];
    words
        .into_iter()
        .flatten()
        .fold(item, |item, words| item.says(words));
}
