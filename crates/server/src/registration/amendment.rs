//! Registering, or amending a registration after a later directive.

use access::Permit;
use access::actions::registration::RegisterUnit;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use rules::ids::DirectiveId;
use rules::registration::{Content, RegistrationError, Target};
use store::StoreError;
use store::registration::{NewVersion, StoredVersion, VersionError};
use store::units::Member;

use super::{MENU, OfUnit, address, directives, matter, member, messages, plan, versions};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;
use crate::web::upload;

/// The longest list of targets or movements.
const LINES: usize = 20_000;

#[derive(Template)]
#[template(path = "registration/amendment.html")]
struct AmendmentPage {
    frame: Frame,
    base: String,
    href: String,
    name: String,
    form: Form,
    seen: u32,
    directives: Vec<(String, String)>,
    stale: Option<&'static str>,
}

/// The form, filled with the version in force.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
) -> Result<Response, PageError> {
    let (_, member) = permitted(&app, &in_year, &of).await?;
    let versions = versions(&app, &in_year.year, &member).await?;
    let form = filled(versions.last());
    page(&amendment_page(&app, &in_year, &member, form).await?)
}

/// Makes the next version.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let (permit, member) = permitted(&app, &in_year, &of).await?;
    let plan_file = upload::taken(&mut form, "ke_hoach_tep");
    let new = NewVersion {
        seen: seen(&form),
        content: read(&mut form, app.today()),
        plan_file,
        directive: chosen(&form),
        source: None,
    };
    let known = directives(&app, &in_year.year).await?;
    if let Some(id) = &new.directive
        && known.iter().all(|directive| directive.id != *id)
    {
        form.refuse("van_ban", messages::DIRECTIVE_GONE);
    }
    if !form.errors().is_empty() {
        let versions = versions(&app, &in_year.year, &member).await?;
        refuse_by_rules(&mut form, versions.last(), &new);
        return refused(&amendment_page(&app, &in_year, &member, form).await?);
    }
    match app.store().register_unit(&permit, new).await {
        Ok(_) => Ok(see_other(&address(
            &in_year.year,
            &format!("/{}?xong=dang-ky", member.slug),
        ))),
        Err(VersionError::Refused(errors)) => {
            for error in &errors {
                let (field, text) = messages::refusal(error);
                form.refuse(field, text);
            }
            refused(&amendment_page(&app, &in_year, &member, form).await?)
        }
        Err(VersionError::Store(StoreError::Stale(_))) => {
            let latest = versions(&app, &in_year.year, &member).await?;
            let mut shown = amendment_page(&app, &in_year, &member, form).await?;
            shown.seen = latest.last().map_or(0, |known| known.version.number);
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(VersionError::Store(error)) => Err(error.into()),
    }
}

/// What the rules refuse is told together with what cannot be read. Whether anything changes at all is known only once
/// everything is read.
fn refuse_by_rules(form: &mut Form, latest: Option<&StoredVersion>, new: &NewVersion) {
    let Some(latest) = latest else { return };
    let (directive, content) = (new.directive.clone(), new.content.clone());
    let Err(errors) = latest.version.amended(directive, content) else {
        return;
    };
    for error in errors {
        if error != RegistrationError::NothingChanged {
            let (field, text) = messages::refusal(&error);
            form.refuse(field, text);
        }
    }
}

/// The permit comes before the unit is looked up closer: who may not act learns nothing of the form.
async fn permitted(
    app: &App,
    in_year: &InYear,
    of: &OfUnit,
) -> Result<(Permit<RegisterUnit>, Member), PageError> {
    let member = member(app, &in_year.year, &of.unit).await?;
    let own = matter(&in_year.year).of_unit(&member.unit);
    let permit = in_year.session.decide(app, RegisterUnit, own)?;
    Ok((permit, member))
}

async fn amendment_page(
    app: &App,
    in_year: &InYear,
    member: &Member,
    form: Form,
) -> Result<AmendmentPage, PageError> {
    let known = directives(app, &in_year.year).await?;
    let choices = known
        .iter()
        .map(|directive| (directive.id.to_string(), directive.facts.title()));
    let none = (String::new(), "Chọn văn bản".to_owned());
    Ok(AmendmentPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        href: address(&in_year.year, &format!("/{}", member.slug)),
        name: member.name.clone(),
        seen: seen(&form),
        directives: std::iter::once(none).chain(choices).collect(),
        stale: None,
        form,
    })
}

fn seen(form: &Form) -> u32 {
    form.value("lan").parse().unwrap_or(0)
}

fn filled(latest: Option<&StoredVersion>) -> Form {
    let Some(known) = latest else {
        return Form::default();
    };
    let content = &known.version.content;
    let targets: Vec<&str> = content
        .targets
        .iter()
        .map(|target| target.text.as_str())
        .collect();
    let plan = plan::filled(&content.plan);
    let others = [
        ("lan", known.version.number.to_string()),
        ("chu_de", content.theme.clone().unwrap_or_default()),
        ("phong_trao", content.movements.join("\n")),
        ("chi_tieu", targets.join("\n")),
        ("danh_hieu", content.awards.join("\n")),
    ];
    Form::filled(plan.into_iter().chain(others))
}

fn read(form: &mut Form, today: Date) -> Content {
    let plan = plan::read(form, today);
    let theme = form.optional("chu_de", 500);
    let movements = lines(&form.optional("phong_trao", LINES));
    let targets = lines(&form.optional("chi_tieu", LINES));
    let awards = lines(&form.optional("danh_hieu", LINES));
    Content {
        plan,
        theme: (!theme.is_empty()).then_some(theme),
        movements,
        targets: targets
            .into_iter()
            .map(|text| Target {
                indicator: None,
                text,
                value: None,
            })
            .collect(),
        awards,
    }
}

fn chosen(form: &Form) -> Option<DirectiveId> {
    let id = form.value("van_ban");
    (!id.is_empty()).then(|| DirectiveId::new(id))
}

/// One entry a line; empty lines are no entries.
fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}
