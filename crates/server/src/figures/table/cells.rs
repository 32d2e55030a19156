//! A cell and a basis as tables of figures print them.

use std::borrow::Cow;

use rules::figures::{Absence, Basis, FigureValue, messages};
use vietnamese::date::short;

/// What stands in a cell: the words, and the mark that shows its kind (`data-cell`).
pub(in crate::figures) struct CellText {
    pub(in crate::figures) text: Cow<'static, str>,
    pub(in crate::figures) mark: &'static str,
}

impl CellText {
    /// A number, or one of the four absences. A real zero is 0.
    pub(in crate::figures) fn of(value: FigureValue) -> Self {
        match value {
            FigureValue::Value(number) => Self::plain(messages::number(number)),
            FigureValue::Absent(Absence::Missing) => Self::marked("thiếu", "missing"),
            FigureValue::Absent(absence) => Self::marked(messages::absence(absence), "none"),
        }
    }

    /// The figure of a report that is not public yet.
    pub(in crate::figures) fn unpublished() -> Self {
        Self::marked("chưa công bố", "none")
    }

    /// Words without a mark.
    pub(in crate::figures) fn plain(text: impl Into<Cow<'static, str>>) -> Self {
        Self {
            text: text.into(),
            mark: "",
        }
    }

    fn marked(text: &'static str, mark: &'static str) -> Self {
        Self {
            text: text.into(),
            mark,
        }
    }
}

/// What figures stand on, in a heading: "Thực hiện đến 31/10/2021".
pub(in crate::figures) fn basis(basis: &Basis) -> String {
    match basis {
        Basis::ToCutoff { cut_off } => format!("Thực hiện đến {}", short(*cut_off)),
        Basis::Estimate | Basis::Official => messages::basis(basis),
    }
}
