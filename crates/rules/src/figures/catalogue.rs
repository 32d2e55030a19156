//! The catalogue of indicators (danh mục chỉ số), as data: `law/indicators.toml`.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Decimal, Figures};
use crate::law::Period;

crate::id!(
    /// The stable ASCII name of an indicator, for columns and addresses: `dt01a`.
    IndicatorKey
);

/// The part of a report in which an indicator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Đào tạo, bồi dưỡng.
    Training,
    /// Nghiên cứu khoa học.
    Research,
    /// Nghiên cứu thực tế.
    FieldStudy,
    /// Đội ngũ.
    Staff,
    /// Trường chính trị chuẩn.
    Standard,
    /// Thi đua.
    Emulation,
}

impl Section {
    /// All sections in the order of a report.
    pub const ALL: [Self; 6] = [
        Self::Training,
        Self::Research,
        Self::FieldStudy,
        Self::Staff,
        Self::Standard,
        Self::Emulation,
    ];

    /// The word in columns and addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::Research => "research",
            Self::FieldStudy => "field_study",
            Self::Staff => "staff",
            Self::Standard => "standard",
            Self::Emulation => "emulation",
        }
    }

    /// The heading in a report.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Training => "Đào tạo, bồi dưỡng",
            Self::Research => "Nghiên cứu khoa học",
            Self::FieldStudy => "Nghiên cứu thực tế",
            Self::Staff => "Đội ngũ",
            Self::Standard => "Trường chính trị chuẩn",
            Self::Emulation => "Thi đua",
        }
    }
}

/// One way in which a total falls into parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breakdown {
    /// The way, as it follows "cộng": "theo cấp".
    pub by: String,
    /// The parts.
    pub parts: Vec<IndicatorKey>,
}

/// What a figure carried over from last year must equal: all of last year less what ended in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    /// All of last year.
    pub all: IndicatorKey,
    /// What ended in last year.
    pub ended: IndicatorKey,
}

/// An indicator (chỉ số).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// The stable ASCII name.
    pub key: IndicatorKey,
    /// The code that people read: "ĐT.01a".
    pub code: String,
    /// The name in full.
    pub name: String,
    /// The name as a part of its total: "cấp tỉnh".
    pub label: Option<String>,
    /// What is counted: "lớp".
    pub count: String,
    /// The part of the report.
    pub section: Section,
    /// Whether only whole numbers make sense.
    #[serde(default = "whole_by_default")]
    pub whole: bool,
    /// The ways in which it falls into parts; the first is its formula.
    #[serde(default)]
    pub breakdowns: Vec<Breakdown>,
    /// The indicator that it cannot exceed (returned ≤ sent).
    pub at_most: Option<IndicatorKey>,
    /// The number that it cannot exceed (55 indicators of the standard).
    pub limit: Option<Decimal>,
    /// For learners: the classes in which they sit.
    pub classes: Option<IndicatorKey>,
    /// For what is carried over: what last year left open.
    pub opening: Option<Opening>,
    /// When it is in use.
    #[serde(flatten)]
    pub period: Period,
}

const fn whole_by_default() -> bool {
    true
}

impl Indicator {
    /// Whether it is a total of other indicators.
    pub fn is_total(&self) -> bool {
        !self.breakdowns.is_empty()
    }

    /// Its short name beside its siblings, or its name in full.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}

/// Why a catalogue cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueError {
    /// The text is not a catalogue.
    #[error("the catalogue cannot be read: {reason}")]
    Unreadable {
        /// What the reader said.
        reason: String,
    },
    /// Two indicators of one day have the same key or code.
    #[error("{name} stands for two indicators at once")]
    Twice {
        /// The key or code.
        name: String,
    },
    /// An indicator names one that does not exist.
    #[error("{key} names {named}, which does not exist")]
    Dangling {
        /// The indicator that names.
        key: IndicatorKey,
        /// What it names.
        named: IndicatorKey,
    },
    /// An indicator is, through its parts, a part of itself.
    #[error("{key} is a part of itself")]
    Circular {
        /// The indicator.
        key: IndicatorKey,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    citation: String,
    confirmed: bool,
    note: String,
    indicator: Vec<Indicator>,
}

/// The indicators in their order.
#[derive(Clone, Debug)]
pub struct Catalogue {
    source: Arc<Source>,
    indicators: Vec<Arc<Indicator>>,
    positions: BTreeMap<IndicatorKey, usize>,
}

#[derive(Debug)]
struct Source {
    citation: String,
    confirmed: bool,
    note: String,
}

impl Source {
    /// An indicator without a source of its own has the catalogue's.
    fn vouch_for(&self, mut indicator: Indicator) -> Indicator {
        if indicator.period.citation.is_empty() {
            indicator.period.citation.clone_from(&self.citation);
            indicator.period.confirmed = self.confirmed;
        }
        indicator
    }
}

static EMBEDDED: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::parse(include_str!("../../../../law/indicators.toml"))
        .expect("a test reads law/indicators.toml")
});

impl Catalogue {
    /// The catalogue that comes with the program, all periods together.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Reads a catalogue and tests that it holds together.
    pub fn parse(text: &str) -> Result<Self, CatalogueError> {
        let file: File = toml::from_str(text).map_err(|error| CatalogueError::Unreadable {
            reason: error.to_string(),
        })?;
        let source = Source {
            citation: file.citation,
            confirmed: file.confirmed,
            note: file.note,
        };
        let indicators = file
            .indicator
            .into_iter()
            .map(|indicator| Arc::new(source.vouch_for(indicator)))
            .collect();
        let catalogue = Self::of(Arc::new(source), indicators);
        catalogue.test_names()?;
        catalogue.test_references()?;
        Ok(catalogue)
    }

    /// The indicators in use on a day.
    pub fn at(&self, date: Date) -> Self {
        let in_use = self
            .indicators
            .iter()
            .filter(|indicator| indicator.period.contains(date))
            .cloned()
            .collect();
        Self::of(Arc::clone(&self.source), in_use)
    }

    fn of(source: Arc<Source>, indicators: Vec<Arc<Indicator>>) -> Self {
        let positions = indicators
            .iter()
            .enumerate()
            .map(|(at, indicator)| (indicator.key.clone(), at))
            .collect();
        Self {
            source,
            indicators,
            positions,
        }
    }

    /// Where the catalogue comes from.
    pub fn citation(&self) -> &str {
        &self.source.citation
    }

    /// Whether a source confirms it as it stands.
    pub fn is_confirmed(&self) -> bool {
        self.source.confirmed
    }

    /// What one should know about it.
    pub fn note(&self) -> &str {
        &self.source.note
    }

    /// The indicators in the order of a report.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.iter().map(AsRef::as_ref)
    }

    /// The indicators of one part of a report.
    pub fn section(&self, section: Section) -> impl Iterator<Item = &Indicator> {
        self.indicators()
            .filter(move |indicator| indicator.section == section)
    }

    /// An indicator by its key.
    pub fn get(&self, key: &IndicatorKey) -> Option<&Indicator> {
        self.positions
            .get(key)
            .map(|at| self.indicators[*at].as_ref())
    }

    /// An indicator by the code that people read.
    pub fn by_code(&self, code: &str) -> Option<&Indicator> {
        self.indicators().find(|indicator| indicator.code == code)
    }

    /// The totals of which an indicator is a part.
    pub fn totals_of<'a>(&'a self, key: &'a IndicatorKey) -> impl Iterator<Item = &'a Indicator> {
        self.indicators().filter(move |total| {
            total
                .breakdowns
                .iter()
                .any(|breakdown| breakdown.parts.contains(key))
        })
    }

    /// The total by its formula; none where a part is without a number or the sum does not fit.
    ///
    /// A part that does not apply, or was not assigned, counts as nothing.
    pub fn computed(&self, key: &IndicatorKey, figures: &Figures) -> Option<Decimal> {
        let formula = self.get(key)?.breakdowns.first()?;
        let mut numbers = Vec::new();
        for part in &formula.parts {
            match figures.get(part).copied() {
                Some(value) if !value.is_missing() => numbers.extend(value.number()),
                _ => numbers.push(self.computed(part, figures)?),
            }
        }
        if numbers.is_empty() {
            return None;
        }
        Decimal::sum(numbers)
    }

    fn test_names(&self) -> Result<(), CatalogueError> {
        for (at, indicator) in self.indicators().enumerate() {
            for earlier in self
                .indicators()
                .take(at)
                .filter(|earlier| earlier.period.overlaps(&indicator.period))
            {
                if earlier.key == indicator.key {
                    return Err(CatalogueError::Twice {
                        name: indicator.key.to_string(),
                    });
                }
                if earlier.code == indicator.code {
                    return Err(CatalogueError::Twice {
                        name: indicator.code.clone(),
                    });
                }
            }
        }
        Ok(())
    }

    fn test_references(&self) -> Result<(), CatalogueError> {
        for indicator in self.indicators() {
            let dangling = named_by(indicator).find(|named| self.get(named).is_none());
            if let Some(named) = dangling {
                return Err(CatalogueError::Dangling {
                    key: indicator.key.clone(),
                    named: named.clone(),
                });
            }
        }
        for indicator in self.indicators() {
            self.test_descent(indicator, &mut vec![&indicator.key])?;
        }
        Ok(())
    }

    fn test_descent<'a>(
        &'a self,
        indicator: &'a Indicator,
        above: &mut Vec<&'a IndicatorKey>,
    ) -> Result<(), CatalogueError> {
        for part in indicator
            .breakdowns
            .iter()
            .flat_map(|breakdown| &breakdown.parts)
        {
            if above.contains(&part) {
                return Err(CatalogueError::Circular { key: part.clone() });
            }
            above.push(part);
            if let Some(below) = self.get(part) {
                self.test_descent(below, above)?;
            }
            above.pop();
        }
        Ok(())
    }
}

fn named_by(indicator: &Indicator) -> impl Iterator<Item = &IndicatorKey> {
    let parts = indicator
        .breakdowns
        .iter()
        .flat_map(|breakdown| &breakdown.parts);
    let opening = indicator
        .opening
        .iter()
        .flat_map(|opening| [&opening.all, &opening.ended]);
    parts
        .chain(&indicator.at_most)
        .chain(&indicator.classes)
        .chain(opening)
}
