//! Offending text as an error message repeats it.

use std::fmt::{self, Display, Formatter};

/// Longer text is cut, so that a whole page pasted into a field does not come back inside the message.
const LONGEST: usize = 40;

/// Text between quotation marks, cut where it is long.
pub(crate) struct Quoted<'a>(pub(crate) &'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0.char_indices().nth(LONGEST) {
            Some((end, _)) => write!(f, "\"{}…\"", &self.0[..end]),
            None => write!(f, "\"{}\"", self.0),
        }
    }
}
