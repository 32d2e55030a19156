//! Adding a unit to the register.

use access::Matter;
use access::actions::units::KeepUnits;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::ids::UnitId;
use rules::units::check_names;
use store::StoreError;
use store::units::NewUnit;
use vietnamese::text::slug;

use super::facts::read_kind;
use super::known::{Known, rule_name};
use super::naming::{namesakes, read_name};
use super::{MENU, NAME, messages, office_address};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::{Session, SignedIn};

/// The field of the part of an address.
const CODE: &str = "ma_don_vi";

#[derive(Template)]
#[template(path = "units/entry.html")]
struct EntryPage {
    frame: Frame,
    form: Form,
    kinds: Vec<(String, String)>,
    twins: Vec<String>,
}

/// The empty form.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
) -> Result<Response, PageError> {
    session.decide(&app, KeepUnits, Matter::instance("unit", ""))?;
    page(&entry_page(&session, Form::default(), Vec::new()))
}

/// Adds the unit.
pub(super) async fn post(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = session.decide(&app, KeepUnits, Matter::instance("unit", ""))?;
    let known = Known::load(&app).await?;
    let kind = read_kind(&mut form);
    let name = read_name(&mut form);
    let slug = read_slug(&mut form);
    let superior = form.optional("cap_tren", NAME);
    let nobody = UnitId::new("");
    if let Some(error) = name
        .as_ref()
        .and_then(|name| check_names(&[rule_name(&nobody, name)]).err())
    {
        form.refuse("den_ngay", messages::refusal(&error));
    }
    let twins = namesakes(&app, &known, &nobody, name.as_ref(), &mut form);
    let (Some(kind), Some(name)) = (kind, name.filter(|_| form.errors().is_empty())) else {
        if form.error(CODE).is_none() {
            refuse_taken(&app, &known, &mut form, &slug);
        }
        return refused(&entry_page(&session, form, twins));
    };
    let new = NewUnit {
        slug: slug.clone(),
        kind,
        superior: (!superior.is_empty()).then_some(superior),
        names: vec![name],
    };
    match app.store().add_unit(&permit, new).await {
        Ok(_) => Ok(see_other(&office_address(&slug, "?xong=moi"))),
        Err(StoreError::Duplicate(_)) => {
            if !refuse_taken(&app, &known, &mut form, &slug) {
                form.refuse(CODE, messages::slug_taken(&slug, "một đơn vị khác"));
            }
            conflict(&entry_page(&session, form, twins))
        }
        Err(error) => Err(error.into()),
    }
}

/// Refuses a part of an address that another unit has; answers whether one has it.
fn refuse_taken(app: &App, known: &Known, form: &mut Form, slug: &str) -> bool {
    let taken = known.units.iter().find(|unit| unit.slug == slug);
    if let Some(unit) = taken {
        let name = &unit.name_on(app.today()).name;
        form.refuse(CODE, messages::slug_taken(slug, name));
    }
    taken.is_some()
}

/// The part of an address: as typed, or made from the short name.
fn read_slug(form: &mut Form) -> String {
    let typed = form.optional(CODE, 60);
    let made = slug(if typed.is_empty() {
        form.value("ten_gon")
    } else {
        &typed
    });
    // `moi` is the address of this form.
    if made == "moi" || (!typed.is_empty() && made.is_empty()) {
        form.refuse(CODE, messages::slug_letters("don-vi-moi"));
    } else if !typed.is_empty() && made != typed {
        form.refuse(CODE, messages::slug_letters(&made));
    } else if made.is_empty() && form.error("ten_gon").is_none() {
        form.refuse(CODE, "Chưa có mã. Nhập mã gồm chữ không dấu và chữ số.");
    }
    made
}

fn entry_page(session: &Session, form: Form, twins: Vec<String>) -> EntryPage {
    EntryPage {
        frame: Frame::plain(session, MENU),
        form,
        kinds: super::known::kinds(),
        twins,
    }
}
