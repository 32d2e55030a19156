//! Putting on record who was introduced as head and deputies of the next year.

use std::collections::BTreeSet;

use access::actions::units::IntroduceHeads;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::ids::UnitId;
use rules::succession::{Candidate, IntroductionFault, check_introduction};
use store::StoreError;
use store::conference::{Introduction, Meeting};
use store::units::HeadRole;
use vietnamese::date::short;

use super::{MENU, address, coming, matter, messages, office};
use crate::conference::units::Units;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

#[derive(Template)]
#[template(path = "succession/introduction.html")]
struct IntroductionPage {
    frame: Frame,
    base: String,
    meetings: Vec<(String, String)>,
    none: bool,
    heads: Vec<(String, String)>,
    deputies: Vec<(String, String)>,
    for_year: i16,
    form: Form,
}

/// What the form is checked against: meetings of this year, units of the next.
struct Ground {
    meetings: Vec<Meeting>,
    units: Units,
    known: Vec<Candidate>,
    for_year: i16,
}

/// The form.
pub(super) async fn get(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    in_year
        .session
        .decide(&app, IntroduceHeads, matter(&in_year.year, ""))?;
    let ground = ground(&app, &in_year).await?;
    page(&introduction_page(&in_year, &ground, Form::default()))
}

/// Puts it on record at the conference, and among the heads of the next year where that is there.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, IntroduceHeads, matter(year, ""))?;
    let ground = ground(&app, &in_year).await?;
    let Some(new) = read(&app, &mut form, &ground) else {
        return refused(&introduction_page(&in_year, &ground, form));
    };
    match app.store().introduce_next(&permit, new).await {
        Ok(()) => Ok(see_other(&address(year, "?xong=gioi-thieu"))),
        Err(StoreError::Duplicate(_)) => {
            form.refuse(
                "cum_pho",
                "Người khác vừa ghi nhận việc giới thiệu này. Mở lại trang Cụm trưởng, cụm phó để xem.",
            );
            conflict(&introduction_page(&in_year, &ground, form))
        }
        Err(error) => Err(error.into()),
    }
}

async fn ground(app: &App, in_year: &InYear) -> Result<Ground, PageError> {
    let year = &in_year.year;
    let for_year = year.year + 1;
    let coming = coming(app, year).await?;
    let said = app.store().nominations(&year.id).await?;
    let known = said.iter().filter(|one| one.said.for_year == for_year);
    Ok(Ground {
        meetings: app.store().conferences(&year.id).await?,
        units: Units::load(app, coming.as_ref().unwrap_or(year)).await?,
        known: known
            .map(|one| candidate(&one.said.unit, one.said.role))
            .collect(),
        for_year,
    })
}

fn read(app: &App, form: &mut Form, ground: &Ground) -> Option<Introduction> {
    let meeting = form.choice("hoi_nghi", |id| {
        ground.meetings.iter().find(|known| known.id == id)
    });
    let held_on = meeting.and_then(|known| known.facts.held_on);
    if let Some(day) = held_on.filter(|day| *day > app.today()) {
        form.refuse(
            "hoi_nghi",
            format!(
                "Hội nghị này họp ngày {}, chưa diễn ra. Ghi nhận sau khi hội nghị đã giới thiệu.",
                short(day)
            ),
        );
    }
    let seats = read_seats(form, ground);
    let introduced_by = form.required("ben_gioi_thieu", 300);
    let meeting = meeting.filter(|_| form.errors().is_empty())?;
    let name = &meeting.facts.name;
    Some(Introduction {
        meeting: meeting.id.clone(),
        for_year: ground.for_year,
        seats,
        source: format!("Được {introduced_by} giới thiệu tại {name}"),
        introduced_by,
    })
}

fn read_seats(form: &mut Form, ground: &Ground) -> Vec<(UnitId, HeadRole)> {
    let slugs = |form: &Form, field: &str| form.all(field).to_vec();
    let heads = slugs(form, "cum_truong").into_iter();
    let deputies = slugs(form, "cum_pho").into_iter();
    let chosen = heads
        .map(|slug| (slug, HeadRole::Head))
        .chain(deputies.map(|slug| (slug, HeadRole::Deputy)))
        .filter(|(slug, _)| !slug.is_empty());
    let mut seats = Vec::new();
    for (slug, role) in chosen {
        match ground.units.by_slug(&slug) {
            Some(known) => seats.push((known.unit.clone(), role)),
            None => form.refuse(
                field(role),
                "Có đơn vị không thuộc Cụm năm sau. Chọn lại trong danh sách.",
            ),
        }
    }
    if !form.errors().iter().any(|error| error.field == "cum_pho") {
        refuse_faults(form, ground, &seats);
    }
    seats
}

fn refuse_faults(form: &mut Form, ground: &Ground, seats: &[(UnitId, HeadRole)]) {
    let members: BTreeSet<UnitId> = ground
        .units
        .members
        .iter()
        .map(|member| member.unit.clone())
        .collect();
    let proposed: Vec<Candidate> = seats
        .iter()
        .map(|(unit, role)| candidate(unit, *role))
        .collect();
    for fault in check_introduction(&proposed, &ground.known, &members) {
        let name = |unit: &UnitId| ground.units.name(unit);
        let sentence = messages::introduction_fault(&fault, ground.for_year, name);
        form.refuse(place(&fault, seats), sentence);
    }
}

/// The field that a fault belongs to.
fn place(fault: &IntroductionFault, seats: &[(UnitId, HeadRole)]) -> &'static str {
    match fault {
        IntroductionFault::Nobody | IntroductionFault::SecondHead { .. } => field(HeadRole::Head),
        IntroductionFault::Twice { .. } => field(HeadRole::Deputy),
        IntroductionFault::NoMember { unit } | IntroductionFault::Known { unit, .. } => {
            let seat = seats.iter().find(|(known, _)| known == unit);
            field(seat.map_or(HeadRole::Deputy, |(_, role)| *role))
        }
    }
}

fn field(role: HeadRole) -> &'static str {
    match role {
        HeadRole::Head => "cum_truong",
        HeadRole::Deputy => "cum_pho",
    }
}

fn candidate(unit: &UnitId, role: HeadRole) -> Candidate {
    Candidate {
        unit: unit.clone(),
        office: office(role),
    }
}

fn introduction_page(in_year: &InYear, ground: &Ground, form: Form) -> IntroductionPage {
    let meetings = ground
        .meetings
        .iter()
        .map(|meeting| (meeting.id.clone(), meeting.facts.name.clone()));
    let none = (String::new(), "Chọn hội nghị".to_owned());
    let members = ground.units.members.iter();
    IntroductionPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        none: ground.meetings.is_empty(),
        meetings: std::iter::once(none).chain(meetings).collect(),
        heads: ground.units.member_choices("Chưa giới thiệu cụm trưởng"),
        deputies: members
            .map(|member| (member.slug.clone(), member.short_name.clone()))
            .collect(),
        for_year: ground.for_year,
        form,
    }
}
