//! The figures that a text names: each is led to its source, and where the source contradicts itself both numbers
//! stand beside the text.

use std::ops::Range;

use store::units::ClusterYear;

use crate::figures::published::{PublishedFigure, PublishedFigures};
use crate::web::app::App;
use crate::web::error::PageError;

/// The stated figures of a year, with the words in which its sources write them.
pub(super) struct TextFigures {
    figures: Vec<Written>,
}

struct Written {
    /// The sentence it comes from.
    quotation: String,
    /// The figure's words in it: "45 đề tài".
    words: String,
    figure: PublishedFigure,
}

/// A place of a text that names a figure.
pub(super) struct Mark {
    /// The bytes of the text.
    pub place: Range<usize>,
    /// The figure.
    pub figure: usize,
}

impl TextFigures {
    /// No figures at all.
    #[cfg(test)]
    pub(super) fn none() -> Self {
        Self {
            figures: Vec::new(),
        }
    }

    /// The stated figures of a year.
    pub(super) async fn load(app: &App, year: &ClusterYear) -> Result<Self, PageError> {
        let members = app.store().members(year).await?;
        let all = PublishedFigures::load(app, year, members, None).await?;
        let figures = all.statements.iter().filter_map(|statement| {
            let figure = all.figure(statement.indicator.as_ref()?, statement.unit.as_ref())?;
            let (written, counted) = (statement.written.as_ref()?, statement.counted.as_ref()?);
            Some(Written {
                quotation: statement.quotation.replace('\u{a0}', " "),
                words: format!("{written} {counted}"),
                figure,
            })
        });
        Ok(Self {
            figures: figures.collect(),
        })
    }

    /// A figure by its place.
    pub(super) fn get(&self, figure: usize) -> Option<&PublishedFigure> {
        self.figures.get(figure).map(|written| &written.figure)
    }

    /// The places of a text that name a figure, from the first to the last, none over another: the words of a stated
    /// figure in the sentence it comes from, and those of a figure in doubt wherever they stand.
    pub(super) fn marks(&self, text: &str) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        for (figure, written) in self.figures.iter().enumerate() {
            let places = if written.figure.chip.is_some() {
                words_in(text, &written.words)
            } else {
                written.in_its_sentence(text)
            };
            marks.extend(places.into_iter().map(|place| Mark { place, figure }));
        }
        marks.sort_by_key(|mark| mark.place.start);
        let mut end = 0;
        marks.retain(|mark| {
            let free = mark.place.start >= end;
            if free {
                end = mark.place.end;
            }
            free
        });
        marks
    }

    /// What must be said beside a text that names a figure in doubt: both numbers in one line with
    /// what is being done about them, each figure once.
    pub(super) fn doubts(&self, text: &str) -> Vec<String> {
        let mut said = Vec::new();
        for mark in self.marks(text) {
            let Some(figure) = self.get(mark.figure) else {
                continue;
            };
            let Some(chip) = &figure.chip else {
                continue;
            };
            let line = format!("{}: {}. {}.", figure.name, figure.words, chip.text);
            if !said.contains(&line) {
                said.push(line);
            }
        }
        said
    }
}

impl Written {
    fn in_its_sentence(&self, text: &str) -> Vec<Range<usize>> {
        let Some(start) = text.find(&self.quotation) else {
            return Vec::new();
        };
        let found = words_in(&self.quotation, &self.words).into_iter().next();
        let place = found.map(|place| start + place.start..start + place.end);
        place.into_iter().collect()
    }
}

/// Where words stand in a text as whole words.
fn words_in(text: &str, words: &str) -> Vec<Range<usize>> {
    let joins = |letter: char| letter.is_alphanumeric();
    text.match_indices(words)
        .map(|(start, found)| start..start + found.len())
        .filter(|place| {
            let before = text[..place.start].chars().next_back();
            let after = text[place.end..].chars().next();
            !before.is_some_and(|letter| joins(letter) || matches!(letter, '.' | ','))
                && !after.is_some_and(joins)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::words_in;

    #[test]
    fn a_number_inside_another_is_not_the_figure() {
        assert_eq!(words_in("tổng số 45 đề tài", "45 đề tài").len(), 1);
        assert_eq!(words_in("145 đề tài, 1.45 đề tài", "45 đề tài").len(), 0);
        assert_eq!(words_in("370 lớpx", "370 lớp").len(), 0);
    }
}
