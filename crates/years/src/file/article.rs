//! `article.toml`: the article as the portal publishes it.

use std::ops::Range;

use serde::Deserialize;

use super::check::{Check, Checked, unknown};
use super::source::paragraphs;
use super::{Defect, Event, Evidence, Named, Problem, Remark, YearFile};

/// The article as the portal publishes it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// Its part of an address.
    pub slug: String,
    /// Its title, verbatim.
    pub title: String,
    /// The defects that the published text corrects, in the order of the article.
    pub corrections: Vec<String>,
    /// Who made it.
    pub author: Remark,
    /// When it was published.
    pub published: Event,
    /// Where its body begins and ends in the source.
    pub body: Body,
    /// Its pictures.
    #[serde(default, rename = "photo")]
    pub photos: Vec<Photo>,
    /// What the title stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

/// Where the body of an article begins and ends.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// The file with the text.
    pub file: String,
    /// The first words of the first paragraph.
    pub first: String,
    /// The last words of the last paragraph.
    pub last: String,
}

/// A picture of an article.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Photo {
    /// Its key.
    pub key: String,
    /// Its file.
    pub file: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Its caption, with plain spaces.
    pub caption: String,
    /// Whether a drawing stands in for a picture that did not come with the text.
    pub placeholder: bool,
    /// What the caption stands on.
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl YearFile {
    /// The paragraphs of the article as they were published.
    pub fn original_body(&self) -> Vec<&str> {
        let body = self
            .body_range()
            .map_or("", |range| &self.source.text()[range]);
        paragraphs(body).collect()
    }

    /// The paragraphs of the article with the corrections.
    pub fn corrected_body(&self) -> Vec<String> {
        let Some(range) = self.body_range() else {
            return Vec::new();
        };
        let mut body = self.source.text()[range.clone()].to_owned();
        let mut places: Vec<_> = self
            .corrections()
            .filter_map(|defect| self.correction(defect))
            .collect();
        places.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
        for (place, suggestion) in places {
            body.replace_range(
                place.start - range.start..place.end - range.start,
                suggestion,
            );
        }
        paragraphs(&body).map(str::to_owned).collect()
    }

    /// The defects that the published text corrects, in the order of the article.
    pub fn corrections(&self) -> impl Iterator<Item = &Defect> {
        self.article
            .corrections
            .iter()
            .filter_map(|key| self.proofreading.get(key))
    }

    fn body_range(&self) -> Option<Range<usize>> {
        let body = &self.article.body;
        let begin = self.source.find(&body.first)?.start;
        let end = self.source.find(&body.last)?.end;
        let text = self.source.text();
        let opens = text[..begin]
            .lines()
            .next_back()
            .is_none_or(|line| line.trim().is_empty());
        let closes = text[end..]
            .lines()
            .next()
            .is_none_or(|line| line.trim().is_empty());
        (begin < end && opens && closes).then_some(begin..end)
    }

    /// The place that a correction changes, within the body, and what it puts there.
    fn correction<'a>(&self, defect: &'a Defect) -> Option<(Range<usize>, &'a str)> {
        let body = self.body_range()?;
        let place = defect.place(&self.source)?;
        let within = body.start <= place.start && place.end <= body.end;
        within.then_some((place, defect.suggestion.as_deref()?))
    }
}

impl Checked for Article {
    const FILE: &'static str = "article.toml";

    fn check(&self, check: &mut Check<'_>) {
        let expected = vietnamese::text::slug(&self.title);
        let mismatch = || Problem::SlugMismatch {
            expected: expected.clone(),
            found: self.slug.clone(),
        };
        let item = check
            .item("bài viết")
            .evidence(&self.evidence)
            .says(&self.title);
        item.expect(self.slug == expected, mismatch);
        check.item("author").remark(&self.author);
        let published = &self.published;
        let item = check.item("published").evidence(&published.evidence);
        item.given(published.on.is_some(), &published.evidence);
        let (year, body) = (check.year, &self.body);
        let item = check
            .item("body")
            .stands_once(&body.first)
            .stands_once(&body.last);
        item.expect(year.body_range().is_some(), || Problem::NoBody)
            .expect(body.file == year.year.article_source.file, || {
                unknown(Named::File, &body.file)
            });
        self.check_corrections(check);
        check.keys("photo", self.photos.iter().map(|photo| photo.key.as_str()));
        for photo in &self.photos {
            let there = year.pictures.contains_key(&photo.file);
            let item = check
                .item(format!("photo “{}”", photo.key))
                .evidence(&photo.evidence);
            item.says(&photo.caption)
                .expect(there, || unknown(Named::File, &photo.file));
        }
    }
}

impl Article {
    fn check_corrections(&self, check: &mut Check<'_>) {
        check.keys("corrections", self.corrections.iter().map(String::as_str));
        for key in &self.corrections {
            let defect = check.year.proofreading.get(key);
            let fits = defect.is_none_or(|defect| check.year.correction(defect).is_some());
            let item = check.item(format!("corrections “{key}”"));
            item.expect(defect.is_some(), || unknown(Named::Defect, key))
                .expect(fits, || Problem::NotCorrectable);
        }
    }
}
