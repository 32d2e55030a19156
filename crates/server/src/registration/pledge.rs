//! Putting the signed pledge on record, and correcting what was recorded.

use access::actions::registration::SignPledge;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::StoreError;
use store::registration::{Pledge, StoredPledge};
use store::units::Member;
use vietnamese::date::short;

use super::{MENU, address, matter, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted, some};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest text of a pledge.
const TEXT: usize = 20_000;

/// The longest reason of a correction.
const REASON: usize = 500;

#[derive(Template)]
#[template(path = "registration/pledge.html")]
struct PledgePage {
    frame: Frame,
    base: String,
    members: Vec<Member>,
    /// Whether it is on record already and is corrected.
    known: bool,
    stale: Option<&'static str>,
    form: Form,
}

/// The form, filled with what is on record.
pub(super) async fn get(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SignPledge, matter(year))?;
    let known = app.store().pledge(&year.id).await?;
    let members = app.store().members(year).await?;
    let fill = |known: &StoredPledge| filled(known, &members);
    let form = known.as_ref().map_or_else(Form::default, fill);
    page(&pledge_page(&app, &in_year, known.is_some(), form).await?)
}

/// Records the pledge, or corrects what is on record.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year.session.decide(&app, SignPledge, matter(year))?;
    let known = app.store().pledge(&year.id).await?;
    let seen: Option<i64> = form.value("lan").parse().ok();
    let reason = match seen {
        Some(_) => form.required("ly_do", REASON),
        None => String::new(),
    };
    let Some(pledge) = read(&app, &in_year, &mut form).await? else {
        return refused(&pledge_page(&app, &in_year, seen.is_some(), form).await?);
    };
    let kept = match seen {
        Some(seen) => {
            let store = app.store();
            store.correct_pledge(&permit, seen, pledge, &reason).await
        }
        None => app.store().sign_pledge(&permit, pledge).await,
    };
    let done = if seen.is_some() {
        "sua-giao-uoc"
    } else {
        "giao-uoc"
    };
    match kept {
        Ok(()) => Ok(see_other(&address(year, &format!("?xong={done}")))),
        Err(StoreError::Stale(_) | StoreError::Duplicate(_)) => {
            let now = known.map_or(0, |known| known.corrections);
            let form = form.with("lan", now.to_string());
            let mut shown = pledge_page(&app, &in_year, true, form).await?;
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

async fn read(app: &App, in_year: &InYear, form: &mut Form) -> Result<Option<Pledge>, PageError> {
    let on = form.date("ngay_ky");
    let text = form.optional("noi_dung", TEXT);
    if let Some(day) = on.filter(|day| *day > app.today()) {
        form.refuse(
            "ngay_ky",
            format!(
                "Ngày ký {} ở sau hôm nay. Ghi nhận sau khi các đơn vị đã ký.",
                short(day)
            ),
        );
    }
    let members = app.store().members(&in_year.year).await?;
    let left_out = |member: &&Member| form.has("chua_ky", &member.slug);
    let unsigned: Vec<_> = members.iter().filter(left_out).collect();
    if unsigned.len() == members.len() {
        form.refuse(
            "chua_ky",
            "Mọi đơn vị đều được ghi là chưa ký. Bỏ đánh dấu những đơn vị đã ký.",
        );
    }
    let unsigned = unsigned.iter().map(|member| member.unit.clone()).collect();
    Ok(on.filter(|_| form.errors().is_empty()).map(|on| Pledge {
        on,
        text: some(text),
        source: None,
        unsigned,
    }))
}

fn filled(known: &StoredPledge, members: &[Member]) -> Form {
    let said = &known.said;
    let mut form = Form::filled([
        ("lan", known.corrections.to_string()),
        ("ngay_ky", short(said.on)),
        ("noi_dung", said.text.clone().unwrap_or_default()),
    ]);
    let left_out = members
        .iter()
        .filter(|member| said.unsigned.contains(&member.unit));
    form.tick(
        "chua_ky",
        left_out.map(|member| member.slug.clone()).collect(),
    );
    form
}

async fn pledge_page(
    app: &App,
    in_year: &InYear,
    known: bool,
    form: Form,
) -> Result<PledgePage, PageError> {
    Ok(PledgePage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        members: app.store().members(&in_year.year).await?,
        known,
        stale: None,
        form,
    })
}
