//! One article as the public reads it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use store::directives::DirectiveFacts;
use store::portal::{Photo, PublicArticle, TextCorrection};
use vietnamese::date::short;

use super::day_or_silent;
use super::frame::PublicFrame;
use super::outcome::Outcome;
use super::rich_text::{Block, blocks, excerpt, first_named};
use super::text_figures::TextFigures;
use crate::figures::published::PublishedFigure;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::public;

/// The letters of a description for search engines.
const DESCRIPTION: usize = 200;

#[derive(Template)]
#[template(path = "portal/article.html")]
struct ArticlePage {
    frame: PublicFrame,
    article: PublicArticle,
    description: String,
    day: String,
    first: Option<ShownPhoto>,
    blocks: Vec<ShownBlock>,
    peeks: Vec<Peek>,
    outcome: Outcome,
    directives: Vec<MentionedDirective>,
    corrections: Vec<TextCorrection>,
}

impl ArticlePage {
    fn corrected_places(&self) -> String {
        let count = i64::try_from(self.corrections.len()).unwrap_or(i64::MAX);
        vietnamese::number::prose_count(count)
    }
}

#[derive(Template)]
#[template(path = "portal/figure_link.html")]
struct FigureLink<'a> {
    address: &'a str,
    doubtful: bool,
    words: &'a str,
    number: usize,
}

/// A block of the text with what stands under it.
struct ShownBlock {
    html: String,
    doubtful: Vec<PublishedFigure>,
    photo: Option<ShownPhoto>,
}

/// A photo with its address.
#[derive(Clone)]
pub(super) struct ShownPhoto {
    /// The address of the picture.
    pub address: String,
    /// The photo.
    pub photo: Photo,
}

/// What is said of a figure without leaving the page.
struct Peek {
    number: usize,
    figure: PublishedFigure,
}

/// A directive that the text names.
struct MentionedDirective {
    symbol: String,
    line: String,
}

/// The article of an address.
#[derive(Deserialize)]
pub(super) struct OfArticle {
    pub(super) slug: String,
}

/// The article.
pub(super) async fn get(
    State(app): State<App>,
    Path(of): Path<OfArticle>,
) -> Result<Response, PageError> {
    let article = app.store().public_article(&of.slug).await?;
    let article = article.ok_or(PageError::NotFound)?;
    let year = &article.year;
    let members = app.store().members(year).await?;
    let figures = TextFigures::load(&app, year).await?;
    let mut photos = shown_photos(&app, &article).await?;
    let first = (!photos.is_empty()).then(|| photos.remove(0));
    let written = blocks(&article.text.body, &figures, |number, words| {
        link(&figures, number, words)
    });
    public(&ArticlePage {
        frame: PublicFrame::of_year(&app, "tin", year).await?,
        description: description(&article),
        day: day_or_silent(article.published_on),
        first,
        peeks: peeks(&figures, &written),
        blocks: with_photos(with_doubts(written, &figures), photos),
        outcome: Outcome::load(&app, year, &members).await?,
        directives: mentioned(&app, &article).await?,
        corrections: app.store().text_corrections(&year.id, &article.id).await?,
        article,
    })
}

/// The photos of an article that are shown, each with its address.
pub(super) async fn shown_photos(
    app: &App,
    article: &PublicArticle,
) -> Result<Vec<ShownPhoto>, PageError> {
    let photos = app.store().photos(&article.year.id, &article.id).await?;
    let shown = photos.into_iter().filter(|photo| !photo.removed);
    Ok(shown
        .map(|photo| ShownPhoto {
            address: format!("/tin/{}/anh/{}", article.slug, photo.id),
            photo,
        })
        .collect())
}

fn description(article: &PublicArticle) -> String {
    let text = article.text.lead.as_ref().unwrap_or(&article.text.body);
    excerpt(text, DESCRIPTION)
}

/// The words of a figure as a link to its source.
pub(super) fn link(figures: &TextFigures, number: usize, words: &str) -> String {
    let Some(figure) = figures.get(number) else {
        return words.to_owned();
    };
    let link = FigureLink {
        address: &figure.address,
        doubtful: figure.chip.is_some(),
        words,
        number,
    };
    link.render().unwrap_or_else(|_| words.to_owned())
}

fn peeks(figures: &TextFigures, written: &[Block]) -> Vec<Peek> {
    let named = first_named(written);
    let peek = |number: usize| {
        let figure = figures.get(number)?.clone();
        Some(Peek { number, figure })
    };
    named.into_keys().filter_map(peek).collect()
}

/// Where a figure in doubt is first named, both numbers stand under the block.
fn with_doubts(written: Vec<Block>, figures: &TextFigures) -> Vec<ShownBlock> {
    let first = first_named(&written);
    let doubtful_in = |at: usize| {
        let here = first.iter().filter(|(_, block)| **block == at);
        let known = here.filter_map(|(figure, _)| figures.get(*figure));
        let doubtful = known.filter(|figure| figure.chip.is_some());
        doubtful.cloned().collect()
    };
    let shown = written
        .into_iter()
        .enumerate()
        .map(|(at, block)| ShownBlock {
            html: block.html,
            doubtful: doubtful_in(at),
            photo: None,
        });
    shown.collect()
}

/// Spreads the photos over the text at even distances.
fn with_photos(mut shown: Vec<ShownBlock>, photos: Vec<ShownPhoto>) -> Vec<ShownBlock> {
    let (parts, length) = (photos.len() + 1, shown.len());
    for (number, photo) in (1..).zip(photos) {
        let at = (number * length / parts).clamp(1, length.max(1)) - 1;
        if let Some(block) = shown.get_mut(at) {
            block.photo = Some(photo);
        }
    }
    shown
}

async fn mentioned(
    app: &App,
    article: &PublicArticle,
) -> Result<Vec<MentionedDirective>, PageError> {
    let all = app.store().public_directives(&article.year.id).await?;
    let named = |facts: &&DirectiveFacts| article.text.body.contains(&facts.symbol.to_string());
    Ok(all
        .iter()
        .filter(named)
        .map(|facts| MentionedDirective {
            symbol: facts.symbol.to_string(),
            line: format!("{} · {}", short(facts.issued_on), facts.content()),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use rules::ids::EvidenceId;
    use store::portal::PhotoWords;

    use super::*;

    fn shown(count: usize) -> Vec<ShownBlock> {
        let block = |_| ShownBlock {
            html: String::new(),
            doubtful: Vec::new(),
            photo: None,
        };
        (0..count).map(block).collect()
    }

    fn photo(id: &str) -> ShownPhoto {
        let words = PhotoWords {
            caption: String::new(),
            alt: String::new(),
            credit: None,
        };
        let photo = Photo {
            id: id.to_owned(),
            file: EvidenceId::new(id),
            words,
            placeholder: false,
            removed: false,
            version: 1,
        };
        ShownPhoto {
            address: id.to_owned(),
            photo,
        }
    }

    #[test]
    fn photos_stand_at_even_distances_and_in_their_order() {
        let blocks = with_photos(shown(9), vec![photo("a"), photo("b")]);
        let places: Vec<(usize, &str)> = blocks
            .iter()
            .enumerate()
            .filter_map(|(at, block)| Some((at, block.photo.as_ref()?.address.as_str())))
            .collect();
        assert_eq!(places, [(2, "a"), (5, "b")]);
    }
}
