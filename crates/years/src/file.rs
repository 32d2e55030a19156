//! The files of a published year (`years/<slug>/*.toml`): their form, and the check that every fact stands on the
//! article's own words or names another source. The format is told in `years/README.md`.

mod article;
mod awards;
mod ballot;
mod check;
mod conference;
mod directives;
mod error;
mod evidence;
mod figures;
mod heads;
mod proofreading;
mod read;
mod registration;
mod source;
mod units;
mod year;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use article::{Article, Body, Photo};
pub use awards::{Award, AwardState, Awards};
pub use ballot::{Ballot, Elected};
pub use conference::{Attendance, Conference, Guest, Mode, Point, PointKind, Speech};
pub use directives::{Directive, DirectiveKey, Directives, Purpose};
pub use error::{Named, Problem, YearFileError};
pub use evidence::{Count, Event, Evidence, Remark, SourceKey};
pub use figures::{Figures, Scope, Sentence, StatedBasis, Statement};
pub use heads::{Head, Heads, Recognition, Role, Succession};
pub use proofreading::{Defect, DefectKind, Proofreading};
pub use registration::{Amendment, Campaign, Registration, Theme};
pub use source::Source;
pub use units::{Alias, FormerMember, Member, Merger, UnitKey, UnitNames, Units, UpperBody};
pub use year::{
    ArticleSource, Banners, Cluster, ClusterKind, Contact, Counters, Licence, OtherSource, Portal,
    Responsible, Silence, Stage, Year,
};

/// A published year, read and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearFile {
    /// `year.toml`.
    pub year: Year,
    /// `units.toml`.
    pub units: Units,
    /// `directives.toml`.
    pub directives: Directives,
    /// `heads.toml`.
    pub heads: Heads,
    /// `registration.toml`.
    pub registration: Registration,
    /// `figures.toml`.
    pub figures: Figures,
    /// `conference.toml`.
    pub conference: Conference,
    /// `ballot.toml`.
    pub ballot: Ballot,
    /// `awards.toml`.
    pub awards: Awards,
    /// `article.toml`.
    pub article: Article,
    /// `proofreading.toml`.
    pub proofreading: Proofreading,
    /// The text of the article.
    pub source: Source,
    /// The pictures by the name of their file.
    pub pictures: BTreeMap<String, String>,
}

impl YearFile {
    /// Reads the files of a year and checks every fact.
    ///
    /// `files` gives the text of a file by its name in the folder. Everything wrong is told at once: first what
    /// cannot be read (one place in each file), and once all can be read, every fact that does not hold.
    pub fn parse(files: &dyn Fn(&str) -> Option<String>) -> Result<Self, Vec<YearFileError>> {
        let year = read::read(files)?;
        let errors = check::Check::all(&year);
        if errors.is_empty() {
            Ok(year)
        } else {
            Err(errors)
        }
    }

    /// What a fact stands on, in words that pages and registers show.
    pub fn citation(&self, evidence: &Evidence) -> String {
        let article = &self.year.article_source;
        match evidence {
            Evidence::Quote(quote) => {
                let number = self.source.paragraph_number(quote).unwrap_or_default();
                format!("“{}”, {}, đoạn {number}", article.title, article.publisher)
            }
            Evidence::Source(key) => self
                .year
                .source(key)
                .map_or_else(|| key.to_string(), |source| source.title.clone()),
            Evidence::Silent | Evidence::Unclear => "Bài viết không nêu".to_owned(),
        }
    }

    /// What a fact stands on, whole: where it is from with the words quoted, or what is known of another source.
    /// Always ends a sentence, so that more can be said after it.
    pub fn source_of(&self, evidence: &Evidence) -> String {
        let citation = self.citation(evidence);
        match evidence {
            Evidence::Quote(quote) => format!("{citation}: “{quote}”."),
            Evidence::Source(key) => {
                let note = self.year.source(key).map_or("", |source| &source.note);
                format!("{citation}. {note}")
            }
            Evidence::Silent | Evidence::Unclear => format!("{citation}."),
        }
    }
}
