//! A further name from a day on; correcting a name, taking one back.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::ids::UnitId;
use rules::units as rule;
use serde::Deserialize;
use store::StoreError;
use store::units::{KnownName, Unit, UnitChangeError, UnitName};
use vietnamese::date::short;

use super::known::{Known, period, rule_name};
use super::{MENU, NAME, OfUnit, SENTENCE, kept, messages, office_address};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::{Session, SignedIn};

/// A name of a unit, in an address.
#[derive(Deserialize)]
pub(super) struct OfName {
    name: String,
}

#[derive(Template)]
#[template(path = "units/naming.html")]
struct NamingPage {
    frame: Frame,
    href: String,
    called: String,
    form: Form,
    version: i64,
    latest: i64,
    correcting: Option<String>,
    removable: bool,
    twins: Vec<String>,
    stale: Option<&'static str>,
}

/// The empty form of a further name.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfUnit>,
) -> Result<Response, PageError> {
    let (_, unit) = kept(&app, &session, &of).await?;
    page(&naming_page(&app, &session, &unit, Form::default()))
}

/// Gives the unit a further name.
pub(super) async fn post(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfUnit>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, unit) = kept(&app, &session, &of).await?;
    let known = Known::load(&app).await?;
    let name = read_name(&mut form);
    if form.value("tu_ngay").is_empty() {
        form.refuse("tu_ngay", "Chưa nhập. Tên thêm cần có ngày bắt đầu.");
    }
    let twins = namesakes(&app, &known, &unit.id, name.as_ref(), &mut form);
    if let Some(name) = name.as_ref().filter(|_| !form.errors().is_empty()) {
        let after = rule::renamed(&names_as_rule(&unit), rule_name(&unit.id, name));
        refuse_after(&mut form, &known, &unit, after);
    }
    let Some(name) = name.filter(|_| form.errors().is_empty()) else {
        return refused(&naming_page(&app, &session, &unit, form).beside(twins));
    };
    let named = app
        .store()
        .name_unit(&permit, &unit.id, version(&form), name)
        .await;
    match named {
        Ok(()) => Ok(see_other(&office_address(&unit.slug, "?xong=ten"))),
        Err(error) => told(
            error,
            naming_page(&app, &session, &unit, form).beside(twins),
        ),
    }
}

/// The form of a correction, filled with the name.
pub(super) async fn correction(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfUnit>,
    Path(of_name): Path<OfName>,
) -> Result<Response, PageError> {
    let (_, unit) = kept(&app, &session, &of).await?;
    let name = name_of(&app, &unit, &of_name).await?;
    let form = Form::filled(values(&name.facts));
    page(&naming_page(&app, &session, &unit, form).correcting(&unit, &name.id))
}

/// Corrects the name.
pub(super) async fn correct(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfUnit>,
    Path(of_name): Path<OfName>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, unit) = kept(&app, &session, &of).await?;
    let name = name_of(&app, &unit, &of_name).await?;
    let known = Known::load(&app).await?;
    let facts = read_name(&mut form);
    let reason = form.required("ly_do", SENTENCE);
    let twins = namesakes(&app, &known, &unit.id, facts.as_ref(), &mut form);
    if let Some(facts) = facts.as_ref().filter(|_| !form.errors().is_empty()) {
        let others = app.store().unit_names(&unit.id).await?.into_iter();
        let others = others.filter(|known| known.id != name.id);
        let mut after: Vec<_> = others
            .map(|known| rule_name(&unit.id, &known.facts))
            .collect();
        after.push(rule_name(&unit.id, facts));
        let after = rule::check_names(&after).map(|()| after);
        refuse_after(&mut form, &known, &unit, after);
    }
    let Some(facts) = facts.filter(|_| form.errors().is_empty()) else {
        let shown = naming_page(&app, &session, &unit, form).beside(twins);
        return refused(&shown.correcting(&unit, &name.id));
    };
    let corrected = KnownName {
        id: name.id.clone(),
        facts,
    };
    let done = app
        .store()
        .correct_name(&permit, &unit.id, version(&form), corrected, &reason)
        .await;
    match done {
        Ok(()) => Ok(see_other(&office_address(&unit.slug, "?xong=sua-ten"))),
        Err(error) => {
            let shown = naming_page(&app, &session, &unit, form).beside(twins);
            told(error, shown.correcting(&unit, &name.id))
        }
    }
}

/// Takes the name back.
pub(super) async fn withdraw(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Path(of): Path<OfUnit>,
    Path(of_name): Path<OfName>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, unit) = kept(&app, &session, &of).await?;
    let name = name_of(&app, &unit, &of_name).await?;
    let reason = form.required("ly_do_bo", SENTENCE);
    let seen = version(&form);
    let shown = |form: Form| {
        // The fields of the name are not part of this form: shown as they are kept.
        let form = form.or_filled(values(&name.facts));
        naming_page(&app, &session, &unit, form).correcting(&unit, &name.id)
    };
    if !form.errors().is_empty() {
        return refused(&shown(form));
    }
    let done = app
        .store()
        .withdraw_name(&permit, &unit.id, seen, &name.id, &reason)
        .await;
    match done {
        Ok(()) => Ok(see_other(&office_address(&unit.slug, "?xong=bo-ten"))),
        Err(StoreError::Refused { .. }) => {
            form.refuse(
                "ly_do_bo",
                "Đơn vị chỉ có tên này nên không bỏ được. Thêm tên khác trước, hoặc sửa tên này.",
            );
            refused(&shown(form))
        }
        Err(error) => told(error.into(), shown(form)),
    }
}

/// The name as typed; what is wrong stands in the form.
pub(super) fn read_name(form: &mut Form) -> Option<UnitName> {
    let name = form.required("ten", NAME);
    let short_name = form.required("ten_gon", 60);
    let valid_from = form.date_optional("tu_ngay");
    let valid_to = form.date_optional("den_ngay");
    let source = form.required("nguon", SENTENCE);
    let whole = !name.is_empty() && !short_name.is_empty();
    let ends_early = valid_from.zip(valid_to).is_some_and(|(from, to)| to < from);
    if ends_early && !whole {
        form.refuse("den_ngay", messages::ENDS_BEFORE_IT_BEGINS);
    }
    whole.then_some(UnitName {
        name,
        short_name,
        valid_from,
        valid_to,
        source,
    })
}

fn names_as_rule(unit: &Unit) -> Vec<rule::UnitName> {
    let names = unit.names.iter();
    names.map(|name| rule_name(&unit.id, name)).collect()
}

/// What the rules say of the names after a change is told together with what is wrong in the form.
fn refuse_after(
    form: &mut Form,
    known: &Known,
    unit: &Unit,
    after: Result<Vec<rule::UnitName>, rule::UnitsError>,
) {
    let mergers = known.mergers();
    let merger = mergers.iter().find(|merger| merger.unit == unit.id);
    let ended = |names: Vec<_>| merger.map_or(Ok(()), |merger| rule::check_ended(&names, merger));
    if let Err(error) = after.and_then(ended) {
        form.refuse("tu_ngay", messages::refusal(&error));
    }
}

/// Other units of the same name in the same time, told in words; refused until it is confirmed that this is another unit.
pub(super) fn namesakes(
    app: &App,
    known: &Known,
    unit: &UnitId,
    name: Option<&UnitName>,
    form: &mut Form,
) -> Vec<String> {
    let Some(name) = name else {
        return Vec::new();
    };
    let twins: Vec<String> = rule::namesakes(&known.names(), &rule_name(unit, name))
        .iter()
        .filter_map(|id| known.unit(id))
        .map(|twin| {
            let own = twin.name_on(name.valid_from.unwrap_or_else(|| app.today()));
            format!(
                "đơn vị có mã {} ({})",
                twin.slug,
                period(own).to_lowercase()
            )
        })
        .collect();
    if !twins.is_empty() && !form.has("cung_ten", "khac") {
        form.refuse("cung_ten", messages::namesake(&twins));
    }
    twins
}

impl NamingPage {
    fn beside(self, twins: Vec<String>) -> Self {
        Self { twins, ..self }
    }

    fn correcting(self, unit: &Unit, id: &str) -> Self {
        Self {
            correcting: Some(id.to_owned()),
            removable: unit.names.len() > 1,
            ..self
        }
    }
}

fn naming_page(app: &App, session: &Session, unit: &Unit, form: Form) -> NamingPage {
    NamingPage {
        frame: Frame::plain(session, MENU),
        href: office_address(&unit.slug, ""),
        called: unit.name_on(app.today()).name.clone(),
        version: form.value("phien_ban").parse().unwrap_or(unit.version),
        latest: unit.version,
        form,
        correcting: None,
        removable: false,
        twins: Vec::new(),
        stale: None,
    }
}

/// The form again with what the rules or another officer's change say against it.
fn told(error: UnitChangeError, mut shown: NamingPage) -> Result<Response, PageError> {
    match error {
        UnitChangeError::Refused(errors) => {
            for error in &errors {
                shown.form.refuse("tu_ngay", messages::refusal(error));
            }
            refused(&shown)
        }
        UnitChangeError::Store(StoreError::Stale(_)) => {
            shown.version = shown.latest;
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        UnitChangeError::Store(error) => Err(error.into()),
    }
}

async fn name_of(app: &App, unit: &Unit, of: &OfName) -> Result<KnownName, PageError> {
    let names = app.store().unit_names(&unit.id).await?;
    let found = names.into_iter().find(|name| name.id == of.name);
    found.ok_or(PageError::NotFound)
}

fn values(name: &UnitName) -> [(&'static str, String); 5] {
    let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, short);
    [
        ("ten", name.name.clone()),
        ("ten_gon", name.short_name.clone()),
        ("tu_ngay", day(name.valid_from)),
        ("den_ngay", day(name.valid_to)),
        ("nguon", name.source.clone()),
    ]
}

fn version(form: &Form) -> i64 {
    form.value("phien_ban").parse().unwrap_or(0)
}
