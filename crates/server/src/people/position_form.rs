//! Giving a position, correcting one, ending one.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use store::StoreError;
use store::people::{NewPosition, PersonRecord, Position, PositionRole};
use vietnamese::date::short;

use super::directory::{roles, shown_name};
use super::person_page::{OfPerson, Units, permitted};
use super::{NAME, PEOPLE, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::{Session, SignedIn};

/// The position of an address.
#[derive(Deserialize)]
pub(super) struct OfPosition {
    person: String,
    position: String,
}

#[derive(Template)]
#[template(path = "people/position_form.html")]
struct PositionPage {
    frame: Frame,
    base: String,
    name: String,
    action: String,
    form: Form,
    /// Unit and role of a position that exists; they are never changed, only ended.
    known: Option<(String, &'static str)>,
    units: Vec<(String, String)>,
    roles: Vec<(&'static str, &'static str)>,
}

/// The form of a further position.
pub(super) async fn get_new(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPerson>,
) -> Result<Response, PageError> {
    let (_, record) = permitted(&app, &session, &of.person).await?;
    let form = Form::filled([
        ("tu_ngay", short(app.today())),
        ("vai_tro", PositionRole::Officer.key().to_owned()),
    ]);
    let units = Units::load(&app).await?;
    page(&position_page(&session, &units, &record, None, form))
}

/// Gives it.
pub(super) async fn post_new(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPerson>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, record) = permitted(&app, &session, &of.person).await?;
    let units = Units::load(&app).await?;
    let Some(new) = read_position(&mut form, &units) else {
        return refused(&position_page(&session, &units, &record, None, form));
    };
    app.store()
        .give_position(&permit, &record.person, new)
        .await?;
    Ok(see_other(&format!(
        "/nguoi-dung/{}?xong=chuc-vu",
        of.person
    )))
}

/// The form of a position that exists.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPosition>,
) -> Result<Response, PageError> {
    let (_, record) = permitted(&app, &session, &of.person).await?;
    let held = find(&record, &of)?;
    let form = Form::filled([
        ("chuc_vu", held.title.clone()),
        ("tu_ngay", short(held.from)),
        ("den_ngay", held.to.map(short).unwrap_or_default()),
        ("phien_ban", held.version.to_string()),
    ]);
    let units = Units::load(&app).await?;
    page(&position_page(&session, &units, &record, Some(held), form))
}

/// Corrects or ends it.
pub(super) async fn post(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPosition>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, record) = permitted(&app, &session, &of.person).await?;
    let held = find(&record, &of)?;
    let units = Units::load(&app).await?;
    let Some(changed) = read_changed(&mut form, held) else {
        return refused(&position_page(&session, &units, &record, Some(held), form));
    };
    match app.store().change_position(&permit, &changed).await {
        Ok(()) => Ok(see_other(&format!(
            "/nguoi-dung/{}?xong=chuc-vu",
            of.person
        ))),
        Err(StoreError::Stale(_)) => {
            form.refuse("chuc_vu", messages::STALE);
            let form = form.with("phien_ban", held.version.to_string());
            conflict(&position_page(&session, &units, &record, Some(held), form))
        }
        Err(error) => {
            let words = messages::person_refusal(&error).ok_or(PageError::from(error))?;
            form.refuse("den_ngay", words);
            conflict(&position_page(&session, &units, &record, Some(held), form))
        }
    }
}

/// Unit, role, title and first day of a new position; none where something is wrong.
pub(super) fn read_position(form: &mut Form, units: &Units) -> Option<NewPosition> {
    let unit = form.choice("don_vi", |slug| units.id_of(slug));
    let role = form.choice("vai_tro", PositionRole::from_key);
    let title = form.optional("chuc_vu", NAME);
    let from = form.date("tu_ngay");
    if !form.errors().is_empty() {
        return None;
    }
    let role = role?;
    Some(NewPosition {
        unit: unit?,
        title: if title.is_empty() {
            role.title().to_owned()
        } else {
            title
        },
        role,
        from: from?,
    })
}

fn read_changed(form: &mut Form, held: &Position) -> Option<Position> {
    let title = form.required("chuc_vu", NAME);
    let from = form.date("tu_ngay");
    let to = form.date_optional("den_ngay");
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        form.refuse(
            "den_ngay",
            format!(
                "Ngày cuối {} ở trước ngày đầu {}. Sửa một trong hai ngày.",
                short(to),
                short(from)
            ),
        );
    }
    if !form.errors().is_empty() {
        return None;
    }
    Some(Position {
        title,
        from: from?,
        to,
        version: form.value("phien_ban").parse().unwrap_or(0),
        ..held.clone()
    })
}

fn find<'a>(record: &'a PersonRecord, of: &OfPosition) -> Result<&'a Position, PageError> {
    let held = record.positions.iter().find(|held| held.id == of.position);
    held.ok_or(PageError::NotFound)
}

fn position_page(
    session: &Session,
    units: &Units,
    record: &PersonRecord,
    held: Option<&Position>,
    form: Form,
) -> PositionPage {
    let base = format!("/nguoi-dung/{}", record.person);
    let last = held.map_or("moi", |held| held.id.as_str());
    let none = (String::new(), "Chọn đơn vị".to_owned());
    PositionPage {
        frame: Frame::plain(session, PEOPLE),
        action: format!("{base}/chuc-vu/{last}"),
        base,
        name: shown_name(record),
        form,
        known: held.map(|held| (units.name(&held.unit), held.role.title())),
        units: std::iter::once(none).chain(units.choices()).collect(),
        roles: roles(),
    }
}
