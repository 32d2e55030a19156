//! One person: positions, account, what an administrator may do.

use access::Permit;
use access::actions::people::KeepPeople;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use rules::ids::{PersonId, UnitId};
use serde::Deserialize;
use store::people::{PersonRecord, Position, SecondFactor};
use store::units::Unit;
use vietnamese::date::short;
use vietnamese::sort::Collator;

use super::directory::shown_name;
use super::{Done, PEOPLE, messages, person_matter};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Form;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::{Session, SignedIn};

/// The person of an address.
#[derive(Deserialize)]
pub(super) struct OfPerson {
    pub(super) person: String,
}

/// A position as lists show it.
pub(super) struct PositionLine {
    pub(super) id: String,
    pub(super) unit: String,
    pub(super) title: String,
    pub(super) role: &'static str,
    pub(super) period: String,
    pub(super) holds: bool,
}

/// Names of all units.
pub(super) struct Units {
    all: Vec<Unit>,
    today: Date,
}

#[derive(Template)]
#[template(path = "people/person_page.html")]
pub(super) struct PersonPage {
    frame: Frame,
    base: String,
    name: String,
    record: PersonRecord,
    erased: bool,
    itself: bool,
    chip: Option<(&'static str, &'static str)>,
    lines: Vec<PositionLine>,
    second_factor: bool,
    form: Form,
}

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPerson>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let (_, record) = permitted(&app, &session, &of.person).await?;
    let mut shown = person_page(&app, &session, record, None).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// The permit comes before the person is looked up.
pub(super) async fn permitted(
    app: &App,
    session: &Session,
    person: &str,
) -> Result<(Permit<KeepPeople>, PersonRecord), PageError> {
    let permit = session.decide(app, KeepPeople, person_matter(person))?;
    let record = app.store().person(&PersonId::new(person)).await?;
    Ok((permit, record.ok_or(PageError::NotFound)?))
}

/// The page of a person, with a form that was refused where there is one.
pub(super) async fn person_page(
    app: &App,
    session: &Session,
    record: PersonRecord,
    refused: Option<Form>,
) -> Result<PersonPage, PageError> {
    let erased = record.name.is_none();
    let second_factor = if erased {
        SecondFactor::Off
    } else {
        app.store().second_factor(&record.person).await?
    };
    let filled = Form::filled([
        ("ho_ten", record.name.clone().unwrap_or_default()),
        ("phien_ban", record.version.to_string()),
    ]);
    Ok(PersonPage {
        frame: Frame::plain(session, PEOPLE),
        base: format!("/nguoi-dung/{}", record.person),
        name: shown_name(&record),
        erased,
        itself: session.principal.person() == Some(&record.person),
        chip: status(&record),
        lines: position_lines(app, &record).await?,
        second_factor: matches!(second_factor, SecondFactor::On { .. }),
        form: refused.unwrap_or(filled),
        record,
    })
}

/// The positions of a person as lines.
pub(super) async fn position_lines(
    app: &App,
    record: &PersonRecord,
) -> Result<Vec<PositionLine>, PageError> {
    let units = Units::load(app).await?;
    Ok(units.lines(&record.positions, app.today()))
}

/// How an account stands, where that is worth saying: the chip's state, the words.
pub(super) fn status(one: &PersonRecord) -> Option<(&'static str, &'static str)> {
    if one.name.is_none() {
        return Some(("locked", "đã xóa dữ liệu"));
    }
    one.closed.then_some(("locked", "đã khóa"))
}

/// A period as people read it.
pub(super) fn period(held: &Position, today: Date) -> String {
    match held.to {
        Some(to) => format!("từ {} đến {}", short(held.from), short(to)),
        None if held.from > today => format!("sẽ giữ từ {}", short(held.from)),
        None => format!("từ {}", short(held.from)),
    }
}

impl Units {
    /// Reads all units.
    pub(super) async fn load(app: &App) -> Result<Self, PageError> {
        let today = app.today();
        let mut all = app.store().units().await?;
        Collator::new().sort_by_name(&mut all, |unit| unit.name_on(today).name.as_str());
        Ok(Self { all, today })
    }

    /// The name of a unit today.
    pub(super) fn name(&self, id: &UnitId) -> String {
        let known = self.all.iter().find(|unit| unit.id == *id);
        known.map_or_else(
            || id.to_string(),
            |unit| unit.name_on(self.today).name.clone(),
        )
    }

    /// The unit of a slug.
    pub(super) fn id_of(&self, slug: &str) -> Option<UnitId> {
        let known = self.all.iter().find(|unit| unit.slug == slug);
        known.map(|unit| unit.id.clone())
    }

    /// Slugs and names, in Vietnamese order.
    pub(super) fn choices(&self) -> Vec<(String, String)> {
        let all = self.all.iter();
        all.map(|unit| (unit.slug.clone(), unit.name_on(self.today).name.clone()))
            .collect()
    }

    /// Positions as lines, those that hold today first.
    pub(super) fn lines(&self, positions: &[Position], today: Date) -> Vec<PositionLine> {
        let line = |held: &Position| PositionLine {
            id: held.id.clone(),
            unit: self.name(&held.unit),
            title: held.title.clone(),
            role: held.role.title(),
            period: period(held, today),
            holds: held.holds_on(today),
        };
        let mut lines: Vec<PositionLine> = positions.iter().map(line).collect();
        lines.sort_by_key(|line| !line.holds);
        lines
    }
}
