//! What a figure stands on: conferences meet in November, years end in December.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The basis of a figure. Figures on different bases are never added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "basis", rename_all = "snake_case")]
pub enum Basis {
    /// Thực hiện đến ngày chốt.
    ToCutoff {
        /// The last day that counts.
        cut_off: Date,
    },
    /// Ước cả năm.
    Estimate,
    /// Chính thức cả năm.
    Official,
}

/// Why a stored or typed basis is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BasisError {
    /// There is no basis of this name.
    #[error("{key:?} is not a basis")]
    Unknown {
        /// The name as it came.
        key: String,
    },
    /// Figures up to a day must say up to which.
    #[error("a figure up to the cut-off needs the cut-off's date")]
    CutOffMissing,
}

impl Basis {
    /// The word in columns and addresses.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::ToCutoff { .. } => "to_cutoff",
            Self::Estimate => "estimate",
            Self::Official => "official",
        }
    }

    /// The cut-off, for the basis that has one.
    pub const fn cut_off(&self) -> Option<Date> {
        match self {
            Self::ToCutoff { cut_off } => Some(*cut_off),
            Self::Estimate | Self::Official => None,
        }
    }

    /// Reads a stored basis; a cut-off beside a basis that has none is left out.
    pub fn from_key(key: &str, cut_off: Option<Date>) -> Result<Self, BasisError> {
        match key {
            "to_cutoff" => cut_off
                .map(|cut_off| Self::ToCutoff { cut_off })
                .ok_or(BasisError::CutOffMissing),
            "estimate" => Ok(Self::Estimate),
            "official" => Ok(Self::Official),
            _ => Err(BasisError::Unknown {
                key: key.to_owned(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Basis, BasisError};

    #[test]
    fn a_basis_is_read_back_from_its_key_and_cut_off() {
        for basis in [
            Basis::ToCutoff {
                cut_off: date(2021, 11, 15),
            },
            Basis::Estimate,
            Basis::Official,
        ] {
            assert_eq!(Basis::from_key(basis.key(), basis.cut_off()), Ok(basis));
        }
    }

    #[test]
    fn figures_to_the_cut_off_need_its_date() {
        assert_eq!(
            Basis::from_key("to_cutoff", None),
            Err(BasisError::CutOffMissing)
        );
        assert_eq!(
            Basis::from_key("whole", None),
            Err(BasisError::Unknown {
                key: "whole".into()
            })
        );
    }
}
