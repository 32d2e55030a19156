//! An article in a list: title, day, first words, and what must be said where they name a figure in doubt.

use std::collections::BTreeMap;

use rules::ids::ClusterYearId;
use store::portal::PublicArticle;

use super::article::{ShownPhoto, shown_photos};
use super::day_or_silent;
use super::rich_text::first_sentences;
use super::text_figures::TextFigures;
use crate::web::app::App;
use crate::web::error::PageError;

/// The letters of the first words.
const MOST: usize = 280;

/// An article in a list.
pub(super) struct Digest {
    /// Its part of an address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The day it bears, or that no source says one.
    pub day: String,
    /// The day for machines.
    pub date: Option<String>,
    /// The year it belongs to.
    pub year: i16,
    /// Whether the year's data are made up.
    pub sample: bool,
    /// Its lead or first words.
    pub words: String,
    /// Both numbers of each figure in doubt that the title or the words name.
    pub doubts: Vec<String>,
    /// Its first photo.
    pub photo: Option<ShownPhoto>,
}

/// Makes digests, reading each year's figures once.
pub(super) struct Digests<'a> {
    app: &'a App,
    years: BTreeMap<ClusterYearId, TextFigures>,
}

impl<'a> Digests<'a> {
    /// Nothing read yet.
    pub(super) fn new(app: &'a App) -> Self {
        Self {
            app,
            years: BTreeMap::new(),
        }
    }

    /// The digest of an article.
    pub(super) async fn of(&mut self, article: &PublicArticle) -> Result<Digest, PageError> {
        let text = article.text.lead.as_ref().unwrap_or(&article.text.body);
        let words = first_sentences(text, MOST);
        let shown = format!("{}\n{words}", article.text.title);
        Ok(Digest {
            slug: article.slug.clone(),
            title: article.text.title.clone(),
            day: day_or_silent(article.published_on),
            date: article.published_on.map(|day| day.to_string()),
            year: article.year.year,
            sample: article.year.sample,
            doubts: self.doubts(article, &shown).await?,
            photo: shown_photos(self.app, article).await?.into_iter().next(),
            words,
        })
    }

    /// What must be said beside words of an article.
    pub(super) async fn doubts(
        &mut self,
        article: &PublicArticle,
        shown: &str,
    ) -> Result<Vec<String>, PageError> {
        let year = &article.year;
        if !self.years.contains_key(&year.id) {
            let figures = TextFigures::load(self.app, year).await?;
            self.years.insert(year.id.clone(), figures);
        }
        let figures = self.years.get(&year.id);
        Ok(figures.map_or_else(Vec::new, |figures| figures.doubts(shown)))
    }
}
