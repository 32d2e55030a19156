//! Number and symbol of papers (số, ký hiệu): "05/QĐ-TCT", "550-QĐ/HVCTQG", "06/2022/QH15".
//!
//! Three styles. **State**: number, slash, letters of the type, body (`05/QĐ-TCT`); an official letter (công văn) has no type
//! letters and names the office that drafted it (`12/TCT-TCHC`). **Party**: number, dash, type, slash, body (`550-QĐ/HVCTQG`).
//! **Law**: the year stands between number and letters (`30/2020/NĐ-CP`), and acts of the National Assembly have no type letters.

mod error;
mod kind;
mod parse;

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use error::SymbolError;
pub use kind::Kind;

/// How a body writes its symbols; it belongs to the issuer and the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// State style, NĐ 30/2020/NĐ-CP: `05/QĐ-TCT`.
    State,
    /// Party style, HD 36-HD/VPTW and HD 05-HD/VPTW: `550-QĐ/HVCTQG`.
    Party,
    /// Acts that are law, with their year: `30/2020/NĐ-CP`.
    Law,
}

/// The number and symbol of a paper, in parts.
///
/// What [`Symbol::parse`] returns is written back by `Display` canonically and reads the same again. A symbol put together by
/// hand does too if a Party symbol has a `kind`, a Law symbol alone has a `year`, and the letters of the body are not those of a
/// [`Kind`] where there is no kind.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Symbol {
    /// The number in its series.
    pub number: u32,
    /// The letter of a number put in between: the b of 07b.
    pub suffix: Option<char>,
    /// The year, of acts that are law.
    pub year: Option<u16>,
    /// The type, where the symbol has its letters.
    pub kind: Option<Kind>,
    /// The letters of the issuing body.
    pub issuer: String,
    /// The letters of the office that drafted it, or of further issuers.
    pub drafter: Option<String>,
    /// The order of the parts.
    pub style: Style,
}

impl Symbol {
    /// Reads a symbol; "Số:" before it, spaces, small letters and long dashes do not disturb.
    pub fn parse(text: &str) -> Result<Self, SymbolError> {
        parse::parse(text)
    }

    /// The type of the paper as far as the symbol tells it: a State symbol without letters is an official letter, while an act
    /// of the National Assembly may be a law or a resolution.
    pub fn paper_kind(&self) -> Option<Kind> {
        match self.style {
            Style::State => Some(self.kind.unwrap_or(Kind::OfficialLetter)),
            Style::Party | Style::Law => self.kind,
        }
    }

    /// The full name of the type in the style of this symbol, as [`Kind::name_in`] gives it.
    pub fn kind_name(&self) -> Option<&'static str> {
        self.paper_kind().map(|kind| kind.name_in(self.style))
    }

    /// As the head of a paper prints it: "Số: 05/QĐ-TCT", in Party style "Số 550-QĐ/HVCTQG" without a colon.
    pub fn labelled(&self) -> String {
        match self.style {
            Style::Party => format!("Số {self}"),
            Style::State | Style::Law => format!("Số: {self}"),
        }
    }

    fn write_number(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.number)?;
        self.suffix.map_or(Ok(()), |suffix| write!(f, "{suffix}"))
    }

    fn write_body(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.issuer)?;
        self.drafter
            .as_ref()
            .map_or(Ok(()), |drafter| write!(f, "-{drafter}"))
    }
}

impl Display for Symbol {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.write_number(f)?;
        if let Some(year) = self.year {
            write!(f, "/{year}")?;
        }
        match (self.style, self.kind) {
            (Style::Party, Some(kind)) => write!(f, "-{kind}/")?,
            (Style::State | Style::Law, Some(kind)) => write!(f, "/{kind}-")?,
            (_, None) => write!(f, "/")?,
        }
        self.write_body(f)
    }
}

impl FromStr for Symbol {
    type Err = SymbolError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Symbol {
    type Error = SymbolError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Symbol> for String {
    fn from(symbol: Symbol) -> Self {
        symbol.to_string()
    }
}
