//! Lists taken away as XLSX or CSV.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use rules::figures::Decimal;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format as Style, Workbook, XlsxError};
use store::StoreError;
use store::units::ClusterYear;

use super::download::attachment;
use super::error::PageError;

/// The byte order mark by which Excel knows UTF-8.
const BOM: &str = "\u{feff}";

/// A file format of exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Excel.
    Xlsx,
    /// Comma separated values, UTF-8.
    Csv,
}

impl Format {
    /// The format of a file name extension.
    pub fn from_extension(text: &str) -> Option<Self> {
        match text {
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A legal date.
    Day(Date),
    /// Nothing.
    Empty,
}

impl Cell {
    /// Words, or nothing.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A date, or nothing.
    pub fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Decimal::from_integer(number).map_or_else(|_| Self::text(number.to_string()), Self::Number)
    }

    fn written(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Day(day) => vietnamese::date::short(*day),
            Self::Empty => String::new(),
        }
    }
}

/// A table to be taken away.
#[derive(Clone, Debug)]
pub struct Sheet {
    file_name: String,
    heading: Vec<String>,
    columns: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// A table of a cluster-year. That the data are made up is said in the heading and in the file name.
    pub fn of_year(year: &ClusterYear, title: &str, columns: &[&str]) -> Self {
        let mut heading = vec![
            title.to_owned(),
            format!("{}, năm {}", year.name, year.year),
        ];
        let mut file_name = format!("{}-{}", vietnamese::text::slug(title), year.slug);
        if year.sample {
            heading.push(format!(
                "Dữ liệu mẫu. Số liệu, người và việc của năm {} do chương trình tạo ra để chạy thử, không có thật.",
                year.year
            ));
            file_name.push_str("-du-lieu-mau");
        }
        Self {
            file_name,
            heading,
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// A table of the whole instance.
    pub fn of_instance(title: &str, columns: &[&str]) -> Self {
        Self {
            file_name: vietnamese::text::slug(title),
            heading: vec![title.to_owned()],
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// Says something more above the table: the cut-off date, a filter.
    #[must_use]
    pub fn noting(mut self, note: impl Into<String>) -> Self {
        self.heading.push(note.into());
        self
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    /// The answer that hands the table over.
    pub fn answer(&self, format: Format, today: Date) -> Result<Response, PageError> {
        let content = match format {
            Format::Xlsx => self.xlsx(today).map_err(fault)?,
            Format::Csv => self.csv().map_err(fault)?,
        };
        let name = format!("{}.{}", self.file_name, format.extension());
        let headers = [
            (header::CONTENT_TYPE, format.media_type().to_owned()),
            (header::CONTENT_DISPOSITION, attachment(&name)),
        ];
        Ok((headers, content).into_response())
    }

    fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .from_writer(BOM.as_bytes().to_vec());
        for line in &self.heading {
            writer.write_record([line])?;
        }
        writer.write_record(&self.columns)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(harmless))?;
        }
        writer
            .into_inner()
            .map_err(|error| csv::Error::from(error.into_error()))
    }

    fn xlsx(&self, today: Date) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        // The day of the export, from the program's clock; the library would ask the machine's.
        let made = DocProperties::new().set_creation_datetime(&excel_day(today)?);
        workbook.set_properties(&made);
        let bold = Style::new().set_bold();
        let plain = Style::new().set_text_wrap();
        let dates = Style::new().set_num_format("dd/mm/yyyy");
        let sheet = workbook.add_worksheet();
        let mut at = 0;
        for line in &self.heading {
            sheet.write_with_format(at, 0, line, &bold)?;
            at += 1;
        }
        for (column, title) in (0..).zip(&self.columns) {
            sheet.write_with_format(at, column, title, &bold)?;
        }
        for row in &self.rows {
            at += 1;
            for (column, cell) in (0..).zip(row) {
                match cell {
                    Cell::Text(text) => sheet.write_with_format(at, column, text, &plain)?,
                    Cell::Number(number) => sheet.write(at, column, as_excel(*number))?,
                    Cell::Day(day) => {
                        sheet.write_with_format(at, column, &excel_day(*day)?, &dates)?
                    }
                    Cell::Empty => sheet,
                };
            }
        }
        sheet.autofit();
        workbook.save_to_buffer()
    }
}

/// Excel computes with binary numbers; sums and scores fit without loss.
#[expect(
    clippy::cast_precision_loss,
    reason = "Excel has no other numbers; up to 15 digits are exact"
)]
fn as_excel(number: Decimal) -> f64 {
    number.ten_thousandths() as f64 / 10_000.0
}

fn excel_day(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(day.year()).unwrap_or(1900);
    ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))
}

/// Words that a spreadsheet would read as a formula are marked as words.
fn harmless(cell: &Cell) -> String {
    let written = cell.written();
    let formula = matches!(cell, Cell::Text(_)) && written.starts_with(['=', '+', '-', '@']);
    if formula {
        format!("'{written}")
    } else {
        written
    }
}

fn fault(error: impl std::error::Error + Send + Sync + 'static) -> PageError {
    PageError::Store(StoreError::Fault(Box::new(error)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::ids::{ClusterId, ClusterYearId};

    fn year(sample: bool) -> ClusterYear {
        ClusterYear {
            id: ClusterYearId::new("y"),
            cluster: ClusterId::new("c"),
            year: 2022,
            slug: "2022-cum-9".into(),
            number: Some(9),
            name: "Cụm Thi đua số 9".into(),
            sample,
            source: String::new(),
            version: 1,
        }
    }

    #[test]
    fn a_csv_begins_with_the_mark_that_excel_needs_and_disarms_formulas() {
        let mut sheet = Sheet::of_year(&year(true), "Sổ văn bản", &["Trích yếu", "Ngày"]);
        sheet.push(vec![
            Cell::text("=1+1"),
            Cell::Day(Date::constant(2022, 3, 5)),
        ]);
        let bytes = sheet.csv().expect("text can be written");
        let text = String::from_utf8(bytes).expect("it is UTF-8");
        assert!(text.starts_with("\u{feff}Sổ văn bản"));
        assert!(text.contains("Dữ liệu mẫu"));
        assert!(text.contains("'=1+1,05/3/2022"));
    }

    #[test]
    fn an_xlsx_is_the_same_twice_and_opens_as_a_zip() {
        let mut sheet = Sheet::of_year(&year(false), "Sổ văn bản", &["Số", "Ngày"]);
        sheet.push(vec![Cell::whole(45), Cell::Empty]);
        let day = Date::constant(2022, 3, 5);
        let one = sheet.xlsx(day).expect("a table can be written");
        let other = sheet.xlsx(day).expect("a table can be written");
        assert!(one.starts_with(b"PK"));
        assert_eq!(one, other);
    }
}
