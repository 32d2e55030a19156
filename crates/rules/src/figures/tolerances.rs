//! How far figures may go before the program asks why; read from `law/checks.toml`.

use jiff::civil::Date;

use super::Decimal;
use crate::law::{Law, LawError};

/// A limit with who says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tolerance {
    /// The share: 1.3 for 130 %.
    pub ratio: Decimal,
    /// Who says so.
    pub citation: String,
}

/// A band with who says so. Both ends are inside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The lower end.
    pub least: Decimal,
    /// The upper end.
    pub most: Decimal,
    /// Who says so.
    pub citation: String,
}

/// The limits of one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tolerances {
    /// Learners per class.
    pub class_size: Band,
    /// How much of its plan an actual figure may reach.
    pub of_plan: Tolerance,
    /// How much a figure may differ from the year before, up or down.
    pub yearly_change: Tolerance,
}

impl Tolerances {
    /// The limits of a day.
    pub fn at(law: &Law, date: Date) -> Result<Self, LawError> {
        let class_size = law.at("check_class_size", date)?;
        Ok(Self {
            class_size: Band {
                least: class_size.value("least")?,
                most: class_size.value("most")?,
                citation: class_size.period.citation.clone(),
            },
            of_plan: tolerance(law, "check_of_plan", date)?,
            yearly_change: tolerance(law, "check_yearly_change", date)?,
        })
    }
}

fn tolerance(law: &Law, code: &str, date: Date) -> Result<Tolerance, LawError> {
    let rule = law.at(code, date)?;
    Ok(Tolerance {
        ratio: rule.value("ratio")?,
        citation: rule.period.citation.clone(),
    })
}
