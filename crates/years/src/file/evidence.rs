//! What a fact of a published year stands on.

use serde::Deserialize;

rules::id!(
    /// The key of a source other than the article: `launch-conference`.
    SourceKey
);

/// What a fact stands on: exactly one of `quote`, `source` and `silent` beside it in the file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "Written")]
pub enum Evidence {
    /// The words of the article, verbatim.
    Quote(String),
    /// Another source, which the year names.
    Source(SourceKey),
    /// The article says nothing of it (không nêu).
    Silent,
    /// None of the three, or more than one: refused by the check, so never met in a year that was read.
    Unclear,
}

impl Evidence {
    /// The words of the article, where the fact is quoted from it.
    pub fn quote(&self) -> Option<&str> {
        match self {
            Self::Quote(quote) => Some(quote),
            Self::Source(_) | Self::Silent | Self::Unclear => None,
        }
    }

    /// Whether the article says nothing of it.
    pub fn is_silent(&self) -> bool {
        *self == Self::Silent
    }
}

#[derive(Deserialize)]
struct Written {
    quote: Option<String>,
    source: Option<SourceKey>,
    #[serde(default)]
    silent: bool,
}

impl From<Written> for Evidence {
    fn from(written: Written) -> Self {
        match (written.quote, written.source, written.silent) {
            (Some(quote), None, false) => Self::Quote(quote),
            (None, Some(source), false) => Self::Source(source),
            (None, None, true) => Self::Silent,
            _ => Self::Unclear,
        }
    }
}

/// A fact in words, or the article's silence on it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// The words; none where the article is silent.
    pub text: Option<String>,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A fact that is a day, or the article's silence on it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// The day; none where the article is silent.
    pub on: Option<jiff::civil::Date>,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// A fact that is a whole number.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// The number.
    pub value: i64,
    /// As the article writes it: `3 110`.
    pub written: String,
    /// What it stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}
