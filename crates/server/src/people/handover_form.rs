//! Handing one position over to a successor.

use access::Permit;
use access::actions::people::HandOverPosition;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use rules::ids::PersonId;
use serde::Deserialize;
use store::StoreError;
use store::people::{Handover, PersonRecord, Position, Successor};
use vietnamese::date::short;
use vietnamese::sort::Collator;

use super::directory::shown_name;
use super::handovers::matter;
use super::invitation::{read_newcomer, refuse_taken};
use super::open_work::{Work, open_work};
use super::person_page::{Units, period};
use super::{HANDOVERS, NAME, messages, tell_once};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::{Session, SignedIn};

/// The choice of a successor without an account.
const NEWCOMER: &str = "moi";
/// The longest note.
const NOTE: usize = 2000;

/// The position of an address.
#[derive(Deserialize)]
pub(super) struct OfPosition {
    position: String,
}

#[derive(Template)]
#[template(path = "people/handover_form.html")]
struct HandoverPage {
    frame: Frame,
    action: String,
    holder: String,
    unit: String,
    title: String,
    role: &'static str,
    period: String,
    work: Vec<Work>,
    /// Whether the one who asks acts for the unit, and may open its work.
    acts: bool,
    people: Vec<(String, String)>,
    form: Form,
}

/// The form.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPosition>,
) -> Result<Response, PageError> {
    let (_, held) = permitted(&app, &session, &of).await?;
    let form = Form::filled([
        ("chuc_vu", held.title.clone()),
        ("ngay", short(app.today())),
        ("phien_ban", held.version.to_string()),
    ]);
    page(&handover_page(&app, &session, &held, form).await?)
}

/// Hands it over.
pub(super) async fn post(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfPosition>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, held) = permitted(&app, &session, &of).await?;
    let people = candidates(&app, &held).await?;
    let work = open_work(&app, &held.unit).await?;
    let Some(new) = read(&mut form, &held, &people, &work) else {
        if form.has("nguoi_nhan", NEWCOMER) {
            refuse_taken(&app, &mut form).await?;
        }
        return refused(&handover_page(&app, &session, &held, form).await?);
    };
    let login = match &new.successor {
        Successor::New(newcomer) => newcomer.login.clone(),
        Successor::Known(_) => String::new(),
    };
    match app.store().hand_over(&permit, new, app.today()).await {
        Ok(None) => Ok(see_other("/ban-giao?xong=ban-giao")),
        Ok(Some(password)) => tell_once(
            &session,
            HANDOVERS,
            "Đã bàn giao cho người mới",
            (login, password),
            "/ban-giao".to_owned(),
        ),
        Err(error) => {
            let (field, text) = refusal(&error).ok_or(PageError::from(error))?;
            form.refuse(field, text);
            let form = form.with("phien_ban", held.version.to_string());
            conflict(&handover_page(&app, &session, &held, form).await?)
        }
    }
}

/// The permit for the position of an address.
async fn permitted(
    app: &App,
    session: &Session,
    of: &OfPosition,
) -> Result<(Permit<HandOverPosition>, Position), PageError> {
    let held = app.store().position(&of.position).await?;
    let held = held.ok_or(PageError::NotFound)?;
    let permit = session.decide(app, HandOverPosition, matter(&held))?;
    Ok((permit, held))
}

/// People of the unit who may take the position, by tên.
async fn candidates(app: &App, held: &Position) -> Result<Vec<PersonRecord>, PageError> {
    let mut people = app.store().people().await?;
    people.retain(|one| {
        let here = one.positions.iter().any(|other| other.unit == held.unit);
        here && !one.closed && one.name.is_some() && one.person != held.person
    });
    Collator::new().sort_people(&mut people, |one| one.name.as_deref().unwrap_or_default());
    Ok(people)
}

fn read(
    form: &mut Form,
    held: &Position,
    people: &[PersonRecord],
    work: &[Work],
) -> Option<Handover> {
    let successor = read_successor(form, people);
    let title = form.required("chuc_vu", NAME);
    let on = read_day(form, held);
    let note = form.optional("ghi_chu", NOTE);
    if !form.errors().is_empty() {
        return None;
    }
    let seen = form.value("phien_ban").parse().unwrap_or(0);
    Some(Handover {
        position: Position {
            version: seen,
            ..held.clone()
        },
        successor: successor?,
        title,
        on: on?,
        open_work: work.iter().map(|one| one.text.clone()).collect(),
        note: Some(note).filter(|note| !note.is_empty()),
    })
}

fn read_successor(form: &mut Form, people: &[PersonRecord]) -> Option<Successor> {
    if form.has("nguoi_nhan", NEWCOMER) {
        return read_newcomer(form).map(Successor::New);
    }
    form.choice("nguoi_nhan", |id| {
        let known = people.iter().find(|one| one.person.as_str() == id);
        known.map(|one| Successor::Known(PersonId::new(one.person.as_str())))
    })
}

/// The successor's first day, after the predecessor's.
fn read_day(form: &mut Form, held: &Position) -> Option<Date> {
    let on = form.date("ngay")?;
    if on <= held.from {
        form.refuse(
            "ngay",
            format!(
                "Người giao giữ chức vụ này từ {}. Ngày bàn giao phải ở sau ngày đó.",
                short(held.from)
            ),
        );
    }
    if let Some(to) = held.to.filter(|to| *to < on) {
        form.refuse(
            "ngay",
            format!(
                "Chức vụ này đã kết thúc ngày {}. Chọn ngày bàn giao không muộn hơn ngày đó.",
                short(to)
            ),
        );
    }
    Some(on)
}

/// Why nothing was handed over: the field, and the sentence; none where the store failed.
fn refusal(error: &StoreError) -> Option<(&'static str, &'static str)> {
    match error {
        StoreError::Duplicate(_) => Some(("ten_dang_nhap", messages::LOGIN_TAKEN)),
        StoreError::Stale(_) => Some(("nguoi_nhan", messages::STALE)),
        StoreError::Refused {
            why: "successor", ..
        } => Some((
            "nguoi_nhan",
            "Người nhận phải là người khác, thuộc đơn vị này và tài khoản không bị khóa. Chọn lại.",
        )),
        StoreError::Refused { why: "done", .. } => Some((
            "nguoi_nhan",
            "Chức vụ này đã được bàn giao rồi. Mở trang Bàn giao cán bộ để xem đã giao cho ai.",
        )),
        StoreError::Refused { why: "day", .. } => Some((
            "ngay",
            "Chức vụ vừa được người khác sửa ngày. Tải lại trang rồi chọn lại ngày bàn giao.",
        )),
        _ => None,
    }
}

async fn handover_page(
    app: &App,
    session: &Session,
    held: &Position,
    form: Form,
) -> Result<HandoverPage, PageError> {
    let units = Units::load(app).await?;
    let holder = app.store().person(&held.person).await?;
    let mut people = vec![(String::new(), "Chọn người nhận".to_owned())];
    for one in candidates(app, held).await? {
        people.push((one.person.to_string(), shown_name(&one)));
    }
    people.push((NEWCOMER.to_owned(), "Người chưa có tài khoản".to_owned()));
    Ok(HandoverPage {
        frame: Frame::plain(session, HANDOVERS),
        action: format!("/ban-giao/{}", held.id),
        holder: holder.as_ref().map(shown_name).unwrap_or_default(),
        unit: units.name(&held.unit),
        title: held.title.clone(),
        role: held.role.title(),
        period: period(held, app.today()),
        work: open_work(app, &held.unit).await?,
        acts: session.principal.units().contains(&&held.unit),
        people,
        form,
    })
}
