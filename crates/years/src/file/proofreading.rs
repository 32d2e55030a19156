//! `proofreading.toml`: known defects of the article's text.

use std::ops::Range;

use serde::Deserialize;

use super::check::{Check, Checked};
use super::{Evidence, Problem, Source};

/// The known defects of the article's text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proofreading {
    /// The defects.
    #[serde(default, rename = "defect")]
    pub defects: Vec<Defect>,
}

/// A defect of the text.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Defect {
    /// Its key.
    pub key: String,
    /// What sort of defect.
    pub kind: DefectKind,
    /// The words as they stand.
    pub original: String,
    /// The words as they should be; none where that is not certain.
    pub suggestion: Option<String>,
    /// What is wrong, as pages show it.
    pub note: String,
    /// The statement that a contradiction is about.
    pub statement: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// What sort of defect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DefectKind {
    /// Sai chính tả.
    Spelling,
    /// Lặp chữ.
    DoubledWord,
    /// Thiếu chữ.
    MissingWord,
    /// Tên chưa đủ.
    IncompleteName,
    /// Dấu câu, dấu cách.
    Punctuation,
    /// Viết hoa không thống nhất.
    Capitals,
    /// Số liệu mâu thuẫn.
    Contradiction,
    /// Cần đối chiếu.
    Doubtful,
}

impl Proofreading {
    /// The defect with this key.
    pub fn get(&self, key: &str) -> Option<&Defect> {
        self.defects.iter().find(|defect| defect.key == key)
    }
}

impl Defect {
    /// Where the words stand in the source.
    pub fn place(&self, source: &Source) -> Option<Range<usize>> {
        let quote = self.evidence.quote()?;
        let start = source.find(quote)?.start + quote.find(&self.original)?;
        Some(start..start + self.original.len())
    }
}

impl Checked for Proofreading {
    const FILE: &'static str = "proofreading.toml";

    fn check(&self, check: &mut Check<'_>) {
        check.keys(
            "defect",
            self.defects.iter().map(|defect| defect.key.as_str()),
        );
        for defect in &self.defects {
            let times = defect
                .evidence
                .quote()
                .map_or(0, |quote| quote.matches(&defect.original).count());
            let not_once = || Problem::NotOnce {
                quote: defect.original.clone(),
                times,
            };
            let item = check
                .item(format!("defect “{}”", defect.key))
                .evidence(&defect.evidence);
            let item = item.expect(times == 1, not_once);
            defect
                .statement
                .iter()
                .fold(item, |item, key| item.statement(key));
        }
    }
}
