//! The table taken away as XLSX or CSV.

use access::actions::figures::SeeAllFigures;
use axum::extract::State;
use axum::response::Response;
use rules::figures::{Decimal, FigureValue, IndicatorKey, messages};
use store::units::{ClusterYear, Member};

use super::columns::{self, Column};
use super::matter;
use super::page::{Asked, Read, flat};
use crate::figures::published::{PublishedFigure, PublishedFigures, Reported};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::query::Query;
use crate::web::session::InYear;

/// Columns of the list of stated figures.
const LIST: &[&str] = &[
    "Mã",
    "Chỉ tiêu",
    "Đơn vị",
    "Đơn vị tính",
    "Theo báo cáo",
    "Cộng từ thành phần",
    "Cách cộng",
    "Cộng các đơn vị",
    "Số đơn vị có số liệu",
    "Loại số liệu của các đơn vị",
    "Chênh lệch",
    "Tình trạng",
    "Đính chính",
    "Nguồn",
];

/// The table as it is shown.
pub(super) async fn get(
    State(app): State<App>,
    InYear { session, year }: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    session.decide(&app, SeeAllFigures, matter(&year))?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let read = Read::new(&app, &year, &asked).await?;
    let sheet = match &read.all.reported {
        Some(reported) => {
            let findings = app
                .store()
                .round_findings(&reported.round, reported.figures())
                .await?;
            let shown = read.shown(reported, &findings, &asked.trang_thai);
            units(&year, &read.all, reported, (&shown, &asked.nhom))
        }
        None => list(
            &year,
            "Số liệu theo báo cáo",
            read.stated_figures(&asked.nhom),
        ),
    };
    sheet.answer(format, app.today())
}

fn list(year: &ClusterYear, title: &str, figures: Vec<PublishedFigure>) -> Sheet {
    let mut sheet = Sheet::of_year(year, title, LIST)
        .noting("Nơi hai số khác nhau, cả hai số được giữ cạnh nhau.");
    for figure in figures {
        sheet.push(line(figure));
    }
    sheet
}

fn line(figure: PublishedFigure) -> Vec<Cell> {
    let number = |value: Option<Decimal>| value.map_or(Cell::Empty, Cell::Number);
    let words = |text: Option<String>| text.map_or(Cell::Empty, Cell::Text);
    let (stated, parts, units) = (figure.stated, figure.from_parts, figure.from_units);
    let unit = figure
        .unit
        .map_or("toàn cụm".to_owned(), |unit| unit.short_name);
    let none = || Cell::text("không có số liệu");
    vec![
        Cell::text(figure.code),
        Cell::text(figure.name),
        Cell::text(unit),
        Cell::text(figure.counted),
        stated
            .as_ref()
            .map_or_else(none, |one| Cell::Number(one.value)),
        number(parts.as_ref().map(|one| one.value)),
        words(parts.map(|one| format!("{}: {}", one.by, one.formula))),
        units
            .as_ref()
            .and_then(|one| one.value)
            .map_or_else(none, Cell::Number),
        words(
            units
                .as_ref()
                .map(|one| format!("{}/{}", one.counted, one.members)),
        ),
        words(units.map(|one| one.basis)),
        number(figure.difference),
        words(figure.chip.map(|chip| chip.text)),
        words(figure.correction.map(|one| one.text)),
        words(stated.map(|one| format!("{}, {}", one.source, one.place))),
    ]
}

/// Units as rows, indicators as columns, the cluster below, and what sources state beside it.
fn units(
    year: &ClusterYear,
    all: &PublishedFigures,
    reported: &Reported,
    (shown, choice): (&[&Member], &str),
) -> Sheet {
    let bands = columns::bands(&reported.catalogue, choice);
    let columns = flat(&bands);
    let titles: Vec<String> = columns
        .iter()
        .map(|column| format!("{} {}", column.code, column.name))
        .collect();
    let mut heads = vec!["Đơn vị", "Báo cáo"];
    heads.extend(titles.iter().map(String::as_str));
    let basis = messages::basis(&reported.round.basis);
    let mut sheet = Sheet::of_year(year, "Bảng số liệu của các đơn vị", &heads)
        .noting(format!("{}: {basis}", reported.round.name));
    for member in shown {
        sheet.push(unit_line(reported, member, &columns));
    }
    let settled = format!("{}/{} duyệt", reported.settled(), all.members.len());
    sheet.push(sums("Cụm", &settled, &columns, |key| {
        reported.totals.get(key).and_then(|total| total.sum)
    }));
    sheet.push(sums(
        "Số đơn vị có số liệu",
        "",
        &columns,
        |key| {
            let counted = reported.totals.get(key)?.counted.len();
            Decimal::from_integer(i64::try_from(counted).ok()?).ok()
        },
    ));
    stated(&mut sheet, all, &columns);
    sheet
}

/// The stated numbers and the sums of stated parts, where sources state any.
fn stated(sheet: &mut Sheet, all: &PublishedFigures, columns: &[&Column]) {
    let figure = |key: &IndicatorKey| all.figure(key, None);
    let said = |key: &IndicatorKey| figure(key)?.stated.map(|stated| stated.value);
    if columns.iter().all(|column| said(&column.key).is_none()) {
        return;
    }
    sheet.push(sums("Theo báo cáo đã công bố", "", columns, said));
    sheet.push(sums(
        "Cộng từ thành phần đã công bố",
        "",
        columns,
        |key| figure(key)?.from_parts.map(|sum| sum.value),
    ));
}

fn unit_line(reported: &Reported, member: &Member, columns: &[&Column]) -> Vec<Cell> {
    let state = reported
        .status(&member.unit)
        .map_or("", |status| status.state.label());
    let cell = |column: &&Column| match reported.value(&member.unit, &column.key) {
        FigureValue::Value(number) => Cell::Number(number),
        FigureValue::Absent(absence) => Cell::text(messages::absence(absence)),
    };
    let mut line = vec![Cell::text(&member.short_name), Cell::text(state)];
    line.extend(columns.iter().map(cell));
    line
}

fn sums(
    name: &str,
    note: &str,
    columns: &[&Column],
    of: impl Fn(&IndicatorKey) -> Option<Decimal>,
) -> Vec<Cell> {
    let cell = |column: &&Column| of(&column.key).map_or(Cell::Empty, Cell::Number);
    let mut line = vec![Cell::text(name), Cell::text(note)];
    line.extend(columns.iter().map(cell));
    line
}
