//! All units, as everybody reads them.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use store::units::{Role, Unit};
use vietnamese::sort::Collator;
use vietnamese::text::fold;

use super::SILENT;
use super::known::{Known, called, kind_title};
use crate::portal::frame::PublicFrame;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::page::public;
use crate::web::query::Query;

/// What the list is asked to show.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tim: String,
    cum: String,
    dang: String,
}

struct Row {
    slug: String,
    short_name: String,
    name: String,
    kind: &'static str,
    merged: String,
    years: String,
    superior: String,
}

#[derive(Template)]
#[template(path = "units/list.html")]
struct ListPage {
    frame: PublicFrame,
    asked: Asked,
    clusters: Vec<(String, String)>,
    rows: Vec<Row>,
    total: usize,
    query: String,
}

/// The list.
pub(super) async fn get(
    State(app): State<App>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let known = Known::load(&app).await?;
    public(&ListPage {
        frame: PublicFrame::load(&app, "don-vi").await?,
        rows: rows(&app, &known, &asked),
        clusters: clusters(&known),
        total: known.units.len(),
        query: asked.query(),
        asked,
    })
}

/// The list, narrowed as asked, as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let columns = [
        "Tên gọn",
        "Tên đầy đủ",
        "Loại",
        "Cấp trên tại địa phương",
        "Sáp nhập",
        "Năm tham gia",
    ];
    let known = Known::load(&app).await?;
    let mut sheet = Sheet::of_instance("Danh sách đơn vị", &columns);
    for row in rows(&app, &known, &asked) {
        sheet.push(vec![
            Cell::text(row.short_name),
            Cell::text(row.name),
            Cell::text(row.kind),
            Cell::text(row.superior),
            Cell::text(row.merged),
            Cell::text(row.years),
        ]);
    }
    sheet.answer(format, app.today())
}

impl Asked {
    fn fits(&self, known: &Known, unit: &Unit) -> bool {
        let words = fold(&self.tim);
        let named = |text: &str| fold(text).contains(&words);
        (self.cum.is_empty() || known.in_cluster(&unit.id, &self.cum))
            && unit
                .names
                .iter()
                .any(|name| named(&name.name) || named(&name.short_name))
    }

    /// The same request as the end of an address.
    fn query(&self) -> String {
        let pairs = [("tim", &self.tim), ("cum", &self.cum)];
        let sent = pairs.iter().filter(|(_, value)| !value.is_empty());
        sent.map(|(name, value)| format!("&{name}={}", crate::web::query_value(value)))
            .collect()
    }
}

fn rows(app: &App, known: &Known, asked: &Asked) -> Vec<Row> {
    let fitting = known.units.iter().filter(|unit| asked.fits(known, unit));
    fitting.map(|unit| row(app, known, unit)).collect()
}

fn row(app: &App, known: &Known, unit: &Unit) -> Row {
    let years = known.years_of(&unit.id);
    let member = years.iter().filter(|(_, role)| *role == Role::Member);
    let mut numbers: Vec<String> = member
        .map(|(year, _)| {
            let mark = if year.sample {
                " (dữ liệu mẫu)"
            } else {
                ""
            };
            format!("{}{mark}", year.year)
        })
        .collect();
    numbers.dedup();
    Row {
        slug: unit.slug.clone(),
        short_name: unit.name_on(app.today()).short_name.clone(),
        name: if unit.merged_into.is_some() {
            unit.name_on(app.today()).name.clone()
        } else {
            called(unit, app.today())
        },
        kind: kind_title(unit.kind),
        merged: known.merged_words(unit).unwrap_or_default(),
        years: numbers.join(", "),
        superior: unit.superior.clone().unwrap_or_else(|| SILENT.to_owned()),
    }
}

fn clusters(known: &Known) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = known
        .clusters
        .iter()
        .map(|cluster| (cluster.slug.clone(), known.cluster_name(cluster)))
        .collect();
    Collator::new().sort_by_name(&mut all, |(_, name)| name);
    all
}
