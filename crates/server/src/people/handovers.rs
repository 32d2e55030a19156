//! Bàn giao cán bộ: positions that may be handed over, and what was.

use access::Matter;
use access::actions::people::HandOverPosition;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::ids::{PersonId, UnitId};
use serde::Deserialize;
use store::people::{HandedOver, PersonRecord, Position};
use vietnamese::date::short;
use vietnamese::sort::Collator;

use super::directory::shown_name;
use super::person_page::{PositionLine, Units};
use super::{HANDOVERS, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::{Session, SignedIn};

/// What the list is asked to show.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    don_vi: String,
    dang: String,
    xong: String,
}

struct Holder {
    name: String,
    line: PositionLine,
}

struct Past {
    unit: String,
    from: String,
    to: String,
    title: String,
    on: String,
    open_work: Vec<String>,
    note: Option<String>,
}

#[derive(Template)]
#[template(path = "people/handovers.html")]
struct HandoversPage {
    frame: Frame,
    don_vi: String,
    units: Vec<(String, String)>,
    holders: Vec<Holder>,
    past: Vec<Past>,
}

/// The list.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let reach = Reach::of(&app, &session, &asked.don_vi).await?;
    page(&HandoversPage {
        frame: Frame::plain(&session, HANDOVERS).saying(messages::done(&asked.xong)),
        units: reach.choices.clone(),
        holders: reach.holders(&app, &session),
        past: reach.past(&app).await?,
        don_vi: asked.don_vi,
    })
}

/// What was handed over, as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let reach = Reach::of(&app, &session, &asked.don_vi).await?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let columns = [
        "Đơn vị",
        "Chức vụ",
        "Người giao",
        "Người nhận",
        "Ngày",
        "Việc đang làm",
        "Ghi chú",
    ];
    let mut sheet = Sheet::of_instance("Bàn giao cán bộ", &columns);
    for past in reach.past(&app).await? {
        sheet.push(vec![
            Cell::text(past.unit),
            Cell::text(past.title),
            Cell::text(past.from),
            Cell::text(past.to),
            Cell::text(past.on),
            Cell::text(past.open_work.join("; ")),
            past.note.map_or(Cell::Empty, Cell::text),
        ]);
    }
    sheet.answer(format, app.today())
}

/// The matter of handing a position over.
pub(super) fn matter(held: &Position) -> Matter {
    Matter::instance("position", held.id.clone())
        .of_unit(&held.unit)
        .in_state(held.role.key())
}

/// Units whose positions one may hand over, with the people of the program.
struct Reach {
    units: Units,
    choices: Vec<(String, String)>,
    wanted: Vec<UnitId>,
    people: Vec<PersonRecord>,
}

impl Reach {
    async fn of(app: &App, session: &Session, slug: &str) -> Result<Self, PageError> {
        let units = Units::load(app).await?;
        let mut choices = units.choices();
        choices.retain(|(slug, _)| {
            let unit = units.id_of(slug);
            unit.is_some_and(|unit| {
                let matter = Matter::instance("position", "").of_unit(&unit);
                app.may(&session.principal, HandOverPosition, &matter)
            })
        });
        if choices.is_empty() {
            session.decide(app, HandOverPosition, Matter::instance("position", ""))?;
        }
        let wanted = choices
            .iter()
            .filter(|(known, _)| slug.is_empty() || known == slug)
            .filter_map(|(known, _)| units.id_of(known))
            .collect();
        Ok(Self {
            units,
            choices,
            wanted,
            people: app.store().people().await?,
        })
    }

    /// Positions that hold today and may be handed over, by the holder's tên.
    fn holders(&self, app: &App, session: &Session) -> Vec<Holder> {
        let today = app.today();
        let mut holders = Vec::new();
        for one in &self.people {
            let mut held = one.positions.clone();
            held.retain(|held| {
                held.holds_on(today)
                    && self.wanted.contains(&held.unit)
                    && app.may(&session.principal, HandOverPosition, &matter(held))
            });
            let lines = self.units.lines(&held, today).into_iter();
            holders.extend(lines.map(|line| Holder {
                name: shown_name(one),
                line,
            }));
        }
        Collator::new().sort_people(&mut holders, |holder| holder.name.as_str());
        holders
    }

    async fn past(&self, app: &App) -> Result<Vec<Past>, PageError> {
        let all = app.store().handovers(&self.wanted).await?;
        Ok(all.into_iter().map(|one| self.told(one)).collect())
    }

    fn told(&self, one: HandedOver) -> Past {
        let name = |id: &PersonId| {
            let known = self.people.iter().find(|known| known.person == *id);
            known.map(shown_name).unwrap_or_default()
        };
        Past {
            unit: self.units.name(&one.unit),
            from: name(&one.from),
            to: name(&one.to),
            title: one.title,
            on: short(one.on),
            open_work: one.open_work,
            note: one.note,
        }
    }
}
