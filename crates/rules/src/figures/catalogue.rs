//! The catalogue of indicators (danh mục chỉ số), as data: `law/indicators.toml`.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use serde::Deserialize;

use super::{Decimal, Figures, Indicator, IndicatorKey, Section};

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
            let dangling = indicator.named().find(|named| self.get(named).is_none());
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
