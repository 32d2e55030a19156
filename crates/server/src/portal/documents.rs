//! Public documents: number, date, issuer and trích yếu of every directive; no files, no names.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use store::directives::DirectiveFacts;
use store::units::ClusterYear;
use vietnamese::date::short;
use vietnamese::text::fold;

use super::frame::PublicFrame;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::page::public;
use crate::web::query::Query;
use crate::web::query_value;

/// Documents on one page.
const PAGE: usize = 25;

/// What the list is asked to show.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tim: String,
    nam: String,
    trang: usize,
    dang: String,
}

/// A document as the public reads it.
pub(super) struct Document {
    /// The year in whose register it stands.
    pub year: ClusterYear,
    /// What its head says.
    pub facts: DirectiveFacts,
}

#[derive(Template)]
#[template(path = "portal/documents.html")]
struct DocumentsPage {
    frame: PublicFrame,
    asked: Asked,
    years: Vec<ClusterYear>,
    documents: Vec<Document>,
    total: usize,
    query: String,
    at: usize,
    last: usize,
}

/// The list, the newest year first and within it the newest paper first.
pub(super) async fn get(
    State(app): State<App>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let mut found = asked.narrow(documents(&app).await?);
    let total = found.len();
    let last = total.div_ceil(PAGE).max(1);
    let at = asked.trang.clamp(1, last);
    let documents = found.drain(..).skip((at - 1) * PAGE).take(PAGE).collect();
    public(&DocumentsPage {
        frame: PublicFrame::load(&app, "van-ban").await?,
        years: app.store().cluster_years().await?,
        documents,
        total,
        query: asked.query(),
        at,
        last,
        asked,
    })
}

/// The documents of one year as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let year = asked.year(&app).await?;
    let mut found = asked.narrow(documents(&app).await?);
    found.retain(|document| document.year.id == year.id);
    let columns = [
        "Ngày ban hành",
        "Số, ký hiệu",
        "Loại văn bản",
        "Trích yếu",
        "Cơ quan ban hành",
    ];
    let mut sheet = Sheet::of_year(&year, "Văn bản chỉ đạo", &columns);
    for Document { facts, .. } in &found {
        sheet.push(vec![
            Cell::Day(facts.issued_on),
            Cell::text(facts.symbol.to_string()),
            Cell::text(facts.kind.name_in(facts.symbol.style)),
            Cell::text(facts.content()),
            Cell::text(&facts.issuer),
        ]);
    }
    sheet.answer(format, app.today())
}

/// Every document of every year, the newest year first.
pub(super) async fn documents(app: &App) -> Result<Vec<Document>, PageError> {
    let mut all = Vec::new();
    for year in app.store().cluster_years().await? {
        let papers = app.store().public_directives(&year.id).await?;
        all.extend(papers.into_iter().map(|facts| Document {
            year: year.clone(),
            facts,
        }));
    }
    Ok(all)
}

impl Document {
    /// All of its words, for searching.
    pub(super) fn words(&self) -> String {
        let facts = &self.facts;
        format!("{} {} {}", facts.title(), facts.content(), facts.issuer)
    }

    fn issued_on(&self) -> String {
        short(self.facts.issued_on)
    }
}

impl Asked {
    /// The year asked for, or the newest that is not made up: one file never mixes the two sorts.
    async fn year(&self, app: &App) -> Result<ClusterYear, PageError> {
        let years = app.store().cluster_years().await?;
        let found = if self.nam.is_empty() {
            years.iter().find(|year| !year.sample).or(years.first())
        } else {
            years.iter().find(|year| year.slug == self.nam)
        };
        found.cloned().ok_or(PageError::NotFound)
    }

    fn narrow(&self, mut all: Vec<Document>) -> Vec<Document> {
        let words = fold(&self.tim);
        all.retain(|document| {
            let of_year = self.nam.is_empty() || document.year.slug == self.nam;
            of_year && fold(&document.words()).contains(&words)
        });
        all
    }

    /// The same request as the end of an address, without the page.
    fn query(&self) -> String {
        let pairs = [("tim", &self.tim), ("nam", &self.nam)];
        let given = pairs.iter().filter(|(_, value)| !value.is_empty());
        given
            .map(|(name, value)| format!("&{name}={}", query_value(value)))
            .collect()
    }
}
