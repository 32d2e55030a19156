//! The figures of a year as a table: what a source states, what its parts make, what the units' reports make; each
//! with its origin and its check.

use axum::extract::State;
use axum::response::Response;
use rules::figures::{Catalogue, Indicator, IndicatorKey};
use serde::Deserialize;

use crate::figures::published::{Chip, PublishedFigure, PublishedFigures};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::query::Query;
use crate::web::session::PublicYear;

/// A row of the table.
pub(super) struct FigureRow {
    /// The code of the indicator.
    pub code: String,
    /// The indicator, with the way of counting where there is more than one.
    pub name: String,
    /// The number as tables print it.
    pub value: String,
    /// What is counted.
    pub counted: String,
    /// Where the number comes from: `stated` or `computed`.
    pub from: &'static str,
    /// The same in words.
    pub origin: String,
    /// What holding it against others gave.
    pub check: String,
    /// What is being done about a difference.
    pub chip: Option<Chip>,
    /// The page of its source.
    pub address: String,
}

/// The table as the page shows it.
pub(super) struct FigureTable {
    /// What is stated, what is in doubt, and each section's totals.
    pub shown: Vec<FigureRow>,
    /// The other figures of each section.
    pub folded: Vec<FoldedSection>,
    /// The origin that all rows share: `stated` or `computed`, and the words.
    pub origin: Option<(&'static str, String)>,
}

/// Figures of a section that are read one by one.
pub(super) struct FoldedSection {
    /// The heading of the section.
    pub heading: &'static str,
    /// Its figures.
    pub rows: Vec<FigureRow>,
}

impl FigureTable {
    /// The table of all figures, in the order of the figures.
    pub(super) fn of(figures: &[PublishedFigure]) -> Self {
        let catalogue = Catalogue::embedded();
        let mut shown = Vec::new();
        let mut folded: Vec<FoldedSection> = Vec::new();
        for figure in figures {
            match heading_of_folded(catalogue, figure) {
                None => shown.extend(rows(figure)),
                Some(heading) => fold(&mut folded, heading, rows(figure)),
            }
        }
        let origin = shared_origin(&shown, &folded);
        Self {
            shown,
            folded,
            origin,
        }
    }
}

/// The heading under which a figure is folded, where it only details its section: no source states it, nothing is said
/// against it, and it is not among the section's totals. A section without totals is shown whole.
fn heading_of_folded(catalogue: &Catalogue, figure: &PublishedFigure) -> Option<&'static str> {
    if figure.stated.is_some() || figure.chip.is_some() {
        return None;
    }
    let known = catalogue.get(&IndicatorKey::new(figure.indicator.as_str()))?;
    let is_total = |one: &Indicator| {
        !one.breakdowns.is_empty() && catalogue.totals_of(&one.key).next().is_none()
    };
    if is_total(known) || !catalogue.section(known.section).any(is_total) {
        return None;
    }
    Some(known.section.heading())
}

fn fold(folded: &mut Vec<FoldedSection>, heading: &'static str, rows: Vec<FigureRow>) {
    if rows.is_empty() {
        return;
    }
    let last = folded.last_mut().filter(|last| last.heading == heading);
    if let Some(section) = last {
        section.rows.extend(rows);
        return;
    }
    folded.push(FoldedSection { heading, rows });
}

fn shared_origin(shown: &[FigureRow], folded: &[FoldedSection]) -> Option<(&'static str, String)> {
    let mut all = shown
        .iter()
        .chain(folded.iter().flat_map(|section| &section.rows));
    let first = all.next()?;
    let same = all.all(|row| row.origin == first.origin);
    same.then(|| (first.from, first.origin.clone()))
}

/// The rows of all figures, in the order of the figures.
fn figure_rows(figures: &[PublishedFigure]) -> Vec<FigureRow> {
    figures.iter().flat_map(rows).collect()
}

fn rows(figure: &PublishedFigure) -> Vec<FigureRow> {
    let several = figure.chip.is_some();
    let named = |way: &str| {
        if several {
            format!("{} ({way})", figure.name)
        } else {
            figure.name.clone()
        }
    };
    let row = |name, value: &str, from, origin| FigureRow {
        code: figure.code.clone(),
        name,
        value: value.to_owned(),
        counted: figure.counted.clone(),
        from,
        origin,
        check: check(figure),
        chip: figure.chip.clone(),
        address: figure.address.clone(),
    };
    let mut rows = Vec::new();
    if let Some(stated) = &figure.stated {
        let origin = "Theo báo cáo gốc".to_owned();
        rows.push(row(named("theo báo cáo"), &stated.text, "stated", origin));
    }
    if let Some(sum) = figure.from_parts.as_ref().filter(|_| several) {
        let way = format!("cộng {}", sum.by);
        let origin = format!("{}, {way}", sum.formula);
        rows.push(row(named(&way), &sum.text, "computed", origin));
    }
    if let Some(sum) = figure.from_units.as_ref().filter(|sum| sum.value.is_some()) {
        let origin = format!("Cộng {}/{} đơn vị; {}", sum.counted, sum.members, sum.basis);
        rows.push(row(named("cộng các đơn vị"), &sum.text, "computed", origin));
    }
    rows
}

fn check(figure: &PublishedFigure) -> String {
    if let Some(difference) = figure.difference {
        let difference = rules::figures::messages::number(difference);
        return format!("Chênh lệch {difference}");
    }
    match &figure.from_parts {
        Some(sum) if sum.complete => format!("Khớp: cộng {} được {}", sum.by, sum.text),
        Some(_) => "Chưa đủ dữ liệu để đối chiếu".to_owned(),
        None => String::new(),
    }
}

/// The format asked for.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    dang: String,
}

/// The table as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    PublicYear(year): PublicYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let members = app.store().members(&year).await?;
    let figures = PublishedFigures::load(&app, &year, members, None)
        .await?
        .of_cluster();
    let columns = [
        "Mã",
        "Chỉ tiêu",
        "Giá trị",
        "Đơn vị tính",
        "Nguồn",
        "Kiểm tra",
        "Rà soát",
    ];
    let mut sheet = Sheet::of_year(&year, "Số liệu đã công bố", &columns);
    for row in figure_rows(&figures) {
        let chip = row.chip.map(|chip| chip.text).unwrap_or_default();
        let cells = [
            row.code,
            row.name,
            row.value,
            row.counted,
            row.origin,
            row.check,
            chip,
        ];
        sheet.push(cells.into_iter().map(Cell::text).collect());
    }
    sheet.answer(format, app.today())
}
