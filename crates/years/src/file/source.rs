//! The text of the published article, and where a quotation stands in it.

use std::ops::Range;

/// The text of the published article, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    text: String,
}

impl Source {
    /// Takes the text as it is.
    pub fn new(text: String) -> Self {
        Self { text }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How often the words stand in the text.
    pub fn count(&self, words: &str) -> usize {
        self.text.matches(words).count()
    }

    /// Where the words stand, as bytes of the text.
    pub fn find(&self, words: &str) -> Option<Range<usize>> {
        self.text
            .find(words)
            .map(|start| start..start + words.len())
    }

    /// The whole paragraph in which the words begin.
    pub fn paragraph_of(&self, words: &str) -> Option<&str> {
        let start = self.text.find(words)?;
        let begin = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[start..]
            .find('\n')
            .map_or(self.text.len(), |at| start + at);
        Some(self.text[begin..end].trim())
    }

    /// The number of the paragraph in which the words begin; the title is the first, blank lines do not count.
    pub fn paragraph_number(&self, words: &str) -> Option<usize> {
        let start = self.text.find(words)?;
        let begin = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
        Some(paragraphs(&self.text[..begin]).count() + 1)
    }
}

/// The paragraphs of a text without the blanks around them.
pub(super) fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn a_quotation_leads_to_its_paragraph() {
        let source = Source::new("Tên bài\n\n\u{a0} \u{a0}Đoạn một.\n\nĐoạn hai.".to_owned());
        assert_eq!(source.paragraph_of("một"), Some("Đoạn một."));
        assert_eq!(source.paragraph_number("Tên"), Some(1));
        assert_eq!(source.paragraph_number("Đoạn một"), Some(2));
        assert_eq!(source.paragraph_number("hai."), Some(3));
        assert_eq!(source.paragraph_number("ba"), None);
    }
}
