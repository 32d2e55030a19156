//! Searching the public pages, without tones and đ: articles, units, documents, figures, years.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use store::units::ClusterYear;
use vietnamese::text::fold;

use super::digest::Digests;
use super::documents::documents;
use super::frame::PublicFrame;
use super::rich_text::plain;
use crate::figures::published::PublishedFigures;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::public;
use crate::web::query::Query;
use crate::web::query_value;

/// Finds on one page.
const PAGE: usize = 20;

/// The longest question that is read.
const MOST_LETTERS: usize = 200;

/// Words shown around the place that was found.
const AROUND: usize = 16;

/// What is asked.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    trang: usize,
}

#[derive(Template)]
#[template(path = "portal/search.html")]
struct SearchPage {
    frame: PublicFrame,
    finds: Vec<Find>,
    total: usize,
    query: String,
    at: usize,
    last: usize,
}

/// Something that was found.
struct Find {
    /// What sort of thing: "Tin, bài".
    sort: &'static str,
    title: String,
    address: String,
    /// The words around the place.
    words: String,
    /// What must be said of the figures in doubt: both numbers where the words name one, and what is being done.
    doubts: Vec<String>,
    sample: bool,
    /// How near it is to what was asked: 0 is nearest.
    distance: u8,
}

/// What was asked, as bare words.
struct Wanted(Vec<String>);

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let text: String = asked.q.chars().take(MOST_LETTERS).collect();
    let text = vietnamese::text::clean(&text);
    let wanted = Wanted(bare_words(&text));
    let mut finds = if wanted.0.is_empty() {
        Vec::new()
    } else {
        everything(&app, &wanted).await?
    };
    finds.sort_by_key(|find| find.distance);
    let total = finds.len();
    let last = total.div_ceil(PAGE).max(1);
    let at = asked.trang.clamp(1, last);
    let frame = PublicFrame::load(&app, "tim-kiem").await?;
    public(&SearchPage {
        query: format!("&q={}", query_value(&text)),
        frame: PublicFrame {
            asked: text,
            ..frame
        },
        finds: finds.into_iter().skip((at - 1) * PAGE).take(PAGE).collect(),
        total,
        at,
        last,
    })
}

async fn everything(app: &App, wanted: &Wanted) -> Result<Vec<Find>, PageError> {
    let mut finds = articles(app, wanted).await?;
    finds.extend(units(app, wanted).await?);
    finds.extend(papers(app, wanted).await?);
    for year in app.store().cluster_years().await? {
        finds.extend(one_year(&year, wanted));
        finds.extend(figures(app, &year, wanted).await?);
    }
    Ok(finds)
}

async fn articles(app: &App, wanted: &Wanted) -> Result<Vec<Find>, PageError> {
    let mut digests = Digests::new(app);
    let mut finds = Vec::new();
    for article in app.store().public_articles().await? {
        let text = &article.text;
        let lead = text.lead.as_deref().unwrap_or_default();
        let body = format!("{lead} {}", plain(&text.body));
        let Some(distance) = wanted.distance(&text.title, &body) else {
            continue;
        };
        let words = wanted.around(&body);
        let shown = format!("{}\n{words}", text.title);
        finds.push(Find {
            sort: "Tin, bài",
            title: text.title.clone(),
            address: format!("/tin/{}", article.slug),
            doubts: digests.doubts(&article, &shown).await?,
            words,
            sample: article.year.sample,
            distance,
        });
    }
    Ok(finds)
}

async fn units(app: &App, wanted: &Wanted) -> Result<Vec<Find>, PageError> {
    let today = app.today();
    let units = app.store().units().await?;
    let find = |unit: &store::units::Unit| {
        let names: Vec<&str> = unit.names.iter().map(|name| name.name.as_str()).collect();
        let title = unit.name_on(today).name.clone();
        let distance = wanted.distance(&title, &names.join(" "))?;
        let merged = unit.merged_into.is_some();
        Some(Find {
            sort: "Đơn vị",
            words: if merged { "Đã sáp nhập." } else { "" }.to_owned(),
            title,
            address: format!("/don-vi/{}", unit.slug),
            doubts: Vec::new(),
            sample: false,
            distance,
        })
    };
    Ok(units.iter().filter_map(find).collect())
}

async fn papers(app: &App, wanted: &Wanted) -> Result<Vec<Find>, PageError> {
    let all = documents(app).await?;
    let find = |document: &super::documents::Document| {
        let facts = &document.facts;
        let symbol = facts.symbol.to_string();
        let distance = wanted.distance(&symbol, &document.words())?;
        Some(Find {
            sort: "Văn bản",
            title: format!(
                "{}, ngày {}",
                facts.title(),
                vietnamese::date::short(facts.issued_on)
            ),
            address: format!("/van-ban?tim={}", query_value(&symbol)),
            words: facts.content().to_owned(),
            doubts: Vec::new(),
            sample: document.year.sample,
            distance,
        })
    };
    Ok(all.iter().filter_map(find).collect())
}

fn one_year(year: &ClusterYear, wanted: &Wanted) -> Option<Find> {
    let title = format!("Năm thi đua {}", year.year);
    let distance = wanted.distance(&title, &format!("{title} {}", year.name))?;
    Some(Find {
        sort: "Năm thi đua",
        title,
        address: format!("/nam/{}", year.slug),
        words: year.name.clone(),
        doubts: Vec::new(),
        sample: year.sample,
        distance,
    })
}

async fn figures(app: &App, year: &ClusterYear, wanted: &Wanted) -> Result<Vec<Find>, PageError> {
    let members = app.store().members(year).await?;
    let figures = PublishedFigures::load(app, year, members, None)
        .await?
        .of_cluster();
    let find = |figure: crate::figures::published::PublishedFigure| {
        let quotation = figure
            .stated
            .as_ref()
            .map(|stated| stated.quotation.as_str());
        let text = format!(
            "{} {} {}",
            figure.code,
            figure.words,
            quotation.unwrap_or_default()
        );
        let distance = wanted.distance(&figure.name, &text)?;
        Some(Find {
            sort: "Số liệu",
            title: format!("{}, năm {}", figure.name, year.year),
            address: figure.address,
            words: figure.words,
            doubts: figure.chip.into_iter().map(|chip| chip.text).collect(),
            sample: year.sample,
            distance,
        })
    };
    Ok(figures.into_iter().filter_map(find).collect())
}

impl Wanted {
    /// How near a thing is: the words together in its title, together in its text, all of them in the title, all of
    /// them anywhere; none where one of them is missing.
    fn distance(&self, title: &str, text: &str) -> Option<u8> {
        let (title, text) = (bare_words(title), bare_words(text));
        let has = |known: &[String]| self.0.iter().all(|word| known.contains(word));
        if self.place(&title).is_some() {
            return Some(0);
        }
        if self.place(&text).is_some() {
            return Some(1);
        }
        if has(&title) {
            return Some(2);
        }
        let both: Vec<String> = title.into_iter().chain(text).collect();
        has(&both).then_some(3)
    }

    /// Where the words stand together.
    fn place(&self, known: &[String]) -> Option<usize> {
        known.windows(self.0.len()).position(|part| part == self.0)
    }

    /// The words of a text around what was asked for.
    fn around(&self, text: &str) -> String {
        let words: Vec<&str> = text.split_whitespace().collect();
        // A word may bear several: "550-QĐ/HVCTQG". Each bare word remembers the one it comes from.
        let bare: Vec<(String, usize)> = words
            .iter()
            .enumerate()
            .flat_map(|(at, word)| bare_words(word).into_iter().map(move |bare| (bare, at)))
            .collect();
        let alone: Vec<String> = bare.iter().map(|(word, _)| word.clone()).collect();
        let first = self.place(&alone).or_else(|| {
            let first = self.0.first()?;
            alone.iter().position(|word| word == first)
        });
        let at = first
            .and_then(|place| bare.get(place))
            .map_or(0, |(_, at)| *at);
        let (from, to) = (
            at.saturating_sub(AROUND),
            (at + AROUND + AROUND).min(words.len()),
        );
        let before = if from > 0 { "… " } else { "" };
        let after = if to < words.len() { "…" } else { "" };
        format!("{before}{}{after}", words[from..to].join(" "))
    }
}

/// Words in small letters without tones and signs.
fn bare_words(text: &str) -> Vec<String> {
    fold(text)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(text: &str) -> Wanted {
        Wanted(bare_words(text))
    }

    #[test]
    fn tones_d_and_the_place_of_the_tone_do_not_count() {
        for (asked, text) in [
            ("ben tre", "Trường Chính trị tỉnh Bến Tre"),
            ("hoà thuận", "xã Hòa Thuận"),
            ("dong thap", "Đồng Tháp"),
            ("550-qd", "Quyết định số 550-QĐ/HVCTQG"),
        ] {
            assert_eq!(wanted(asked).distance("", text), Some(1), "{asked}");
        }
    }

    #[test]
    fn a_syllable_is_found_whole() {
        assert_eq!(wanted("hoa").distance("", "khoa học"), None);
        assert_eq!(wanted("ben tre").distance("", "bên trên"), None);
    }

    #[test]
    fn words_together_are_nearer_than_words_apart() {
        let wanted = wanted("thi đua");
        assert_eq!(wanted.distance("Thi đua", ""), Some(0));
        assert_eq!(wanted.distance("Đua thi", ""), Some(2));
        assert_eq!(wanted.distance("Đua", "thi"), Some(3));
    }

    #[test]
    fn the_words_around_begin_and_end_with_a_sign_where_something_is_left_out() {
        let long: Vec<String> = (0..99).map(|number| format!("từ{number}")).collect();
        let around = wanted("tu30").around(&long.join(" "));
        assert!(
            around.starts_with("… từ14 ") && around.ends_with(" từ61…"),
            "{around}"
        );
        assert_eq!(wanted("mot").around("Một hai"), "Một hai");
    }
}
