//! The articles of a year: drafts and published ones.

use access::actions::portal::KeepArticles;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use store::portal::Article;
use vietnamese::date::moment;
use vietnamese::sort::Collator;
use vietnamese::text::fold;

use super::super::{day_or_silent, messages};
use super::{MENU, address, matter, standing};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::names::actor_name;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::query_value;
use crate::web::session::InYear;

/// What the list is asked to show.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tim: String,
    tinh_trang: String,
    sap: String,
    dang: String,
    xong: String,
}

/// Standings by which the list is narrowed: the key in the address, the words.
const STANDINGS: &[(&str, &str)] = &[
    ("", "Mọi bài"),
    ("draft", "Bản nháp"),
    ("public", "Đã đăng"),
];

/// Orders of the list.
const ORDERS: &[(&str, &str)] = &[("", "Mới sửa trước"), ("ten", "Tên bài")];

struct Row {
    href: String,
    title: String,
    chip: (&'static str, &'static str),
    day: String,
    saved: String,
}

#[derive(Template)]
#[template(path = "portal/editing/list.html")]
struct ListPage {
    frame: Frame,
    base: String,
    asked: Asked,
    standings: &'static [(&'static str, &'static str)],
    orders: &'static [(&'static str, &'static str)],
    rows: Vec<Row>,
    empty: bool,
    query: String,
}

/// The list.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, KeepArticles, matter(year, ""))?;
    let all = app.store().articles(&year.id).await?;
    let mut rows = Vec::new();
    for article in asked.narrow(&all) {
        let name = actor_name(&app, &article.latest.saved_by).await?;
        rows.push(Row {
            href: address(year, &format!("/{}", article.id)),
            title: article.latest.text.title.clone(),
            chip: standing(article),
            day: day(article),
            saved: format!("{}, {name}", moment(article.latest.saved_at)),
        });
    }
    page(&ListPage {
        frame: Frame::of_year(&in_year.session, year, MENU).saying(messages::done(&asked.xong)),
        base: address(year, ""),
        standings: STANDINGS,
        orders: ORDERS,
        rows,
        empty: all.is_empty(),
        query: asked.query(),
        asked,
    })
}

/// The list, narrowed as asked, as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, KeepArticles, matter(year, ""))?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let all = app.store().articles(&year.id).await?;
    let columns = [
        "Tên bài",
        "Tình trạng",
        "Ngày đăng",
        "Thực hiện",
        "Sửa lần cuối",
    ];
    let mut sheet = Sheet::of_year(year, "Tin, bài", &columns);
    for article in asked.narrow(&all) {
        let text = &article.latest.text;
        sheet.push(vec![
            Cell::text(&text.title),
            Cell::text(standing(article).1),
            Cell::text(day(article)),
            Cell::text(text.author.as_deref().unwrap_or(super::super::SILENT)),
            Cell::text(moment(article.latest.saved_at)),
        ]);
    }
    sheet.answer(format, app.today())
}

/// The day of a published article; a draft has none yet.
fn day(article: &Article) -> String {
    match article.public_number {
        Some(_) => day_or_silent(article.published_on),
        None => "chưa đăng".to_owned(),
    }
}

impl Asked {
    fn narrow<'a>(&self, all: &'a [Article]) -> Vec<&'a Article> {
        let words = fold(&self.tim);
        let matches = |article: &&Article| {
            let fits = match self.tinh_trang.as_str() {
                "draft" => article.public_number.is_none(),
                "public" => article.public_number.is_some(),
                _ => true,
            };
            fits && fold(&article.latest.text.title).contains(&words)
        };
        let mut found: Vec<&Article> = all.iter().filter(matches).collect();
        if self.sap == "ten" {
            Collator::new().sort_by_name(&mut found, |article| article.latest.text.title.as_str());
        }
        found
    }

    /// The same request as the end of an address.
    fn query(&self) -> String {
        let pairs = [
            ("tim", &self.tim),
            ("tinh_trang", &self.tinh_trang),
            ("sap", &self.sap),
        ];
        let given = pairs.iter().filter(|(_, value)| !value.is_empty());
        given
            .map(|(name, value)| format!("&{name}={}", query_value(value)))
            .collect()
    }
}
