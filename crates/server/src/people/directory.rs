//! Everybody with an account, with positions and their periods.

use access::actions::people::KeepPeople;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;
use store::people::{PersonRecord, Position, PositionRole};
use vietnamese::sort::Collator;
use vietnamese::text::fold;

use super::person_page::{PositionLine, Units, status};
use super::{PEOPLE, person_matter};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::SignedIn;

/// What the list is asked to show.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tim: String,
    don_vi: String,
    vai_tro: String,
    ngay: String,
    dang: String,
}

struct Row {
    href: String,
    name: String,
    login: String,
    lines: Vec<PositionLine>,
    chip: Option<(&'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "people/directory.html")]
struct DirectoryPage {
    frame: Frame,
    asked: Asked,
    wrong_day: Option<String>,
    units: Vec<(String, String)>,
    roles: Vec<(&'static str, &'static str)>,
    rows: Vec<Row>,
    query: String,
}

/// The list.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    session.decide(&app, KeepPeople, person_matter(""))?;
    let units = Units::load(&app).await?;
    let found = asked.narrow(app.store().people().await?, &units);
    page(&DirectoryPage {
        frame: Frame::plain(&session, PEOPLE),
        wrong_day: asked.day().err(),
        units: units.choices(),
        roles: roles(),
        rows: found.iter().map(|one| row(&app, &units, one)).collect(),
        query: asked.query(),
        asked,
    })
}

/// The list, one line for each position, as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    session.decide(&app, KeepPeople, person_matter(""))?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let units = Units::load(&app).await?;
    let columns = [
        "Họ và tên",
        "Tên đăng nhập",
        "Đơn vị",
        "Chức vụ",
        "Vai trò",
        "Từ ngày",
        "Đến ngày",
        "Tài khoản",
    ];
    let mut sheet = Sheet::of_instance("Người dùng và chức vụ", &columns);
    for one in asked.narrow(app.store().people().await?, &units) {
        let head = [Cell::text(shown_name(&one)), Cell::text(&one.login)];
        let state = Cell::text(status(&one).map_or("đang dùng", |(_, words)| words));
        if one.positions.is_empty() {
            let none = std::iter::repeat_n(Cell::Empty, 5);
            sheet.push(head.into_iter().chain(none).chain([state]).collect());
            continue;
        }
        for held in &one.positions {
            let cells = [
                Cell::text(units.name(&held.unit)),
                Cell::text(&held.title),
                Cell::text(held.role.title()),
                Cell::Day(held.from),
                Cell::day(held.to),
                state.clone(),
            ];
            sheet.push(head.clone().into_iter().chain(cells).collect());
        }
    }
    sheet.answer(format, app.today())
}

impl Asked {
    /// The day that positions must hold on, where one is asked for.
    fn day(&self) -> Result<Option<Date>, String> {
        let text = self.ngay.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let day = vietnamese::date::parse(text);
        day.map(Some).map_err(|error| error.to_string())
    }

    /// People that match, by tên; of each, the positions that match.
    fn narrow(&self, mut all: Vec<PersonRecord>, units: &Units) -> Vec<PersonRecord> {
        let words = fold(&self.tim);
        let day = self.day().ok().flatten();
        let unit = units.id_of(&self.don_vi);
        let wanted = |held: &Position| {
            (self.don_vi.is_empty() || unit.as_ref() == Some(&held.unit))
                && (self.vai_tro.is_empty() || held.role.key() == self.vai_tro)
                && day.is_none_or(|day| held.holds_on(day))
        };
        let by_position = !self.don_vi.is_empty() || !self.vai_tro.is_empty() || day.is_some();
        all.retain_mut(|one| {
            let text = format!("{} {}", shown_name(one), one.login);
            if by_position {
                one.positions.retain(wanted);
            }
            fold(&text).contains(&words) && !(by_position && one.positions.is_empty())
        });
        Collator::new().sort_people(&mut all, |one| one.name.as_deref().unwrap_or(&one.login));
        all
    }

    /// The same request as the end of an address.
    fn query(&self) -> String {
        let pairs = [
            ("tim", &self.tim),
            ("don_vi", &self.don_vi),
            ("vai_tro", &self.vai_tro),
            ("ngay", &self.ngay),
        ];
        let asked = pairs.iter().filter(|(_, value)| !value.is_empty());
        asked
            .map(|(name, value)| format!("&{name}={}", crate::web::query_value(value)))
            .collect()
    }
}

/// The roles that forms offer.
pub(super) fn roles() -> Vec<(&'static str, &'static str)> {
    let all = PositionRole::ALL.iter();
    all.map(|role| (role.key(), role.title())).collect()
}

/// The name, or that it was erased.
pub(super) fn shown_name(one: &PersonRecord) -> String {
    one.name.clone().unwrap_or_else(|| "Đã xóa tên".to_owned())
}

fn row(app: &App, units: &Units, one: &PersonRecord) -> Row {
    Row {
        href: format!("/nguoi-dung/{}", one.person),
        name: shown_name(one),
        login: one.login.clone(),
        lines: units.lines(&one.positions, app.today()),
        chip: status(one),
    }
}
