//! Putting on record the decision that recognises a head or deputy.

use std::collections::BTreeSet;

use access::actions::units::RecogniseHeads;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use rules::ids::UnitId;
use rules::succession::{
    Candidate, Held, Recognition, RecognitionFault, check_decision_day, check_recognition,
};
use store::units::{ClusterYear, HeadRole, Headship, Seat};
use vietnamese::date::short;
use vietnamese::symbol::{Kind, Symbol};

use super::{MENU, address, matter, messages, office};
use crate::conference::units::Units;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

#[derive(Template)]
#[template(path = "succession/recognition.html")]
struct RecognitionPage {
    frame: Frame,
    base: String,
    year: i16,
    units: Vec<(String, String)>,
    roles: Vec<(&'static str, &'static str)>,
    decisions: Vec<String>,
    form: Form,
}

/// What the form says.
struct Said {
    unit: UnitId,
    role: HeadRole,
    decision: Symbol,
    on: Date,
}

/// The form.
pub(super) async fn get(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, RecogniseHeads, matter(year, ""))?;
    let units = Units::load(&app, year).await?;
    page(&recognition_page(&app, &in_year, &units, Form::default()).await?)
}

/// Puts it on record.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, RecogniseHeads, matter(year, ""))?;
    let units = Units::load(&app, year).await?;
    let heads = app.store().headships(&year.id).await?;
    let Some(said) = read(&mut form, year, &units, &heads, app.today()) else {
        return refused(&recognition_page(&app, &in_year, &units, form).await?);
    };
    let decision = said.decision.to_string();
    let source = format!("Quyết định số {decision}, ngày {}", short(said.on));
    let seat = Seat {
        year: &year.id,
        unit: &said.unit,
        role: said.role,
        source: &source,
    };
    app.store()
        .recognise_head(&permit, seat, said.on, &decision)
        .await?;
    Ok(see_other(&address(year, "?xong=cong-nhan")))
}

fn read(
    form: &mut Form,
    year: &ClusterYear,
    units: &Units,
    heads: &[Headship],
    today: Date,
) -> Option<Said> {
    let unit = form.choice("don_vi", |slug| {
        units.by_slug(slug).map(|known| known.unit.clone())
    });
    let role = form.choice("chuc_danh", role_of_key);
    let decision = form.parsed("quyet_dinh", Symbol::parse);
    let no_decision = decision
        .as_ref()
        .is_some_and(|symbol| symbol.paper_kind() != Some(Kind::Decision));
    if no_decision {
        form.refuse(
            "quyet_dinh",
            "Ký hiệu này không phải của một quyết định. Ghi số, ký hiệu của quyết định công nhận, ví dụ 683-QĐ/HVCTQG.",
        );
    }
    let on = form.date("ngay");
    let said = (unit, role, decision, on);
    let (Some(unit), Some(role), Some(decision), Some(on)) = said else {
        let day = on.map(|on| check_decision_day(on, year.year, None, today));
        refuse_all(form, units, &day.unwrap_or_default());
        return None;
    };
    let said = Said {
        unit,
        role,
        decision,
        on,
    };
    let faults = check(&said, year, units, heads, today);
    refuse_all(form, units, &faults);
    form.errors().is_empty().then_some(said)
}

fn refuse_all(form: &mut Form, units: &Units, faults: &[RecognitionFault]) {
    for fault in faults {
        let (field, sentence) = messages::recognition_fault(fault, |unit| units.name(unit));
        form.refuse(field, sentence);
    }
}

fn check(
    said: &Said,
    year: &ClusterYear,
    units: &Units,
    heads: &[Headship],
    today: Date,
) -> Vec<RecognitionFault> {
    let introduced_on = heads
        .iter()
        .find(|head| head.unit == said.unit && head.role == said.role)
        .and_then(|head| head.introduced_on);
    let held = heads.iter().filter_map(|head| {
        Some(Held {
            candidate: candidate(&head.unit, head.role),
            from: head.recognised_on?,
            to: head.ended_on,
        })
    });
    let members: BTreeSet<UnitId> = units
        .members
        .iter()
        .map(|member| member.unit.clone())
        .collect();
    let new = Recognition {
        candidate: candidate(&said.unit, said.role),
        on: said.on,
        year: year.year,
        introduced_on,
    };
    check_recognition(&new, &held.collect::<Vec<_>>(), &members, today)
}

fn candidate(unit: &UnitId, role: HeadRole) -> Candidate {
    Candidate {
        unit: unit.clone(),
        office: office(role),
    }
}

fn role_of_key(key: &str) -> Option<HeadRole> {
    [HeadRole::Head, HeadRole::Deputy]
        .into_iter()
        .find(|role| role.key() == key)
}

async fn recognition_page(
    app: &App,
    in_year: &InYear,
    units: &Units,
    form: Form,
) -> Result<RecognitionPage, PageError> {
    let year = &in_year.year;
    let roles = [HeadRole::Head, HeadRole::Deputy];
    let directives = app.store().directives(&year.id).await?;
    let decisions = directives
        .iter()
        .filter(|one| one.facts.kind == Kind::Decision)
        .map(|one| one.facts.symbol.to_string());
    Ok(RecognitionPage {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        year: year.year,
        units: units.member_choices("Chọn đơn vị"),
        roles: std::iter::once(("", "Chọn vai trò"))
            .chain(roles.map(|role| (role.key(), role.title())))
            .collect(),
        decisions: decisions.collect(),
        form,
    })
}
