//! The register of units as the administrator keeps it.

use access::Matter;
use access::actions::units::KeepUnits;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use vietnamese::text::fold;

use super::known::{Known, kind_title, period};
use super::{AskedFormat, MENU, messages, office_address};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::SignedIn;

/// What the register is asked to show.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tim: String,
    loai: String,
    xong: String,
}

struct Row {
    href: String,
    name: String,
    short_name: String,
    slug: String,
    kind: &'static str,
    superior: String,
    state: String,
    years: usize,
}

#[derive(Template)]
#[template(path = "units/register.html")]
struct RegisterPage {
    frame: Frame,
    asked: Asked,
    kinds: Vec<(String, String)>,
    rows: Vec<Row>,
    total: usize,
}

/// The register.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    session.decide(&app, KeepUnits, Matter::instance("unit", ""))?;
    let known = Known::load(&app).await?;
    page(&RegisterPage {
        frame: Frame::plain(&session, MENU).saying(messages::done(&asked.xong)),
        rows: rows(&app, &known, &asked),
        total: known.units.len(),
        kinds: super::known::kinds(),
        asked,
    })
}

/// The register with every name of every unit, as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Query(asked): Query<AskedFormat>,
) -> Result<Response, PageError> {
    session.decide(&app, KeepUnits, Matter::instance("unit", ""))?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let columns = [
        "Mã",
        "Loại",
        "Tên đầy đủ",
        "Tên gọn",
        "Có hiệu lực từ ngày",
        "Đến hết ngày",
        "Cấp trên tại địa phương",
        "Sáp nhập",
        "Nguồn",
    ];
    let known = Known::load(&app).await?;
    let mut sheet = Sheet::of_instance("Sổ đơn vị", &columns);
    for unit in &known.units {
        for name in &unit.names {
            sheet.push(vec![
                Cell::text(&unit.slug),
                Cell::text(kind_title(unit.kind)),
                Cell::text(&name.name),
                Cell::text(&name.short_name),
                Cell::day(name.valid_from),
                Cell::day(name.valid_to),
                Cell::text(unit.superior.clone().unwrap_or_default()),
                Cell::text(known.merged_words(unit).unwrap_or_default()),
                Cell::text(&name.source),
            ]);
        }
    }
    sheet.answer(format, app.today())
}

fn rows(app: &App, known: &Known, asked: &Asked) -> Vec<Row> {
    let words = fold(&asked.tim);
    let today = app.today();
    let fits = |unit: &&store::units::Unit| {
        let named = |text: &str| fold(text).contains(&words);
        (asked.loai.is_empty() || unit.kind.key() == asked.loai)
            && (named(&unit.slug)
                || unit
                    .names
                    .iter()
                    .any(|name| named(&name.name) || named(&name.short_name)))
    };
    let row = |unit: &store::units::Unit| {
        let name = unit.name_on(today);
        Row {
            href: office_address(&unit.slug, ""),
            name: name.name.clone(),
            short_name: name.short_name.clone(),
            slug: unit.slug.clone(),
            kind: kind_title(unit.kind),
            superior: unit
                .superior
                .clone()
                .unwrap_or_else(|| super::SILENT.to_owned()),
            state: known.merged_words(unit).unwrap_or_else(|| period(name)),
            years: known.years_of(&unit.id).len(),
        }
    };
    known.units.iter().filter(fits).map(row).collect()
}
