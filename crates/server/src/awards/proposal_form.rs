//! Proposing an award, and mending a proposal that is not decided.

use access::actions::awards::ProposeAward;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use rules::law::Law;
use store::StoreError;
use store::awards::{AwardEntry, NewProposal};
use store::units::Member;
use vietnamese::date::short;
use vietnamese::symbol::Symbol;

use super::{MENU, OfAward, address, entry, matter, messages, of_units};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest wording.
const WORDING: usize = 1000;

#[derive(Template)]
#[template(path = "awards/proposal_form.html")]
struct ProposalPage {
    frame: Frame,
    base: String,
    action: String,
    title: &'static str,
    units: Vec<(String, String)>,
    awards: Vec<(String, String)>,
    bodies: Vec<(String, String)>,
    version: Option<i64>,
    stale: Option<&'static str>,
    form: Form,
}

/// The form of a new proposal.
pub(super) async fn get(State(app): State<App>, in_year: InYear) -> Result<Response, PageError> {
    let matter = matter(&in_year.year, "");
    in_year.session.decide(&app, ProposeAward, matter)?;
    let desk = Desk::load(&app, &in_year).await?;
    let form = Form::filled([("ngay", short(app.today()))]);
    page(&desk.page(&in_year, None, form))
}

/// Puts it into the register.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, ProposeAward, matter(year, ""))?;
    let desk = Desk::load(&app, &in_year).await?;
    let new = desk.read(&mut form);
    if let Some(unit) = desk.unit(&form) {
        for fault in app.store().proposal_faults(&year.id, &unit.unit).await? {
            let (field, text) = messages::fault(&fault, &unit.name);
            form.refuse(field, text);
        }
    }
    let Some(new) = new.filter(|_| form.errors().is_empty()) else {
        refuse_twice(&app, &in_year, &mut form, &desk).await?;
        return refused(&desk.page(&in_year, None, form));
    };
    match app.store().propose_award(&permit, new).await {
        Ok(id) => Ok(see_other(&address(year, &format!("/{id}?xong=de-nghi")))),
        Err(StoreError::Duplicate(_)) => {
            form.refuse("danh_hieu", messages::TWICE);
            conflict(&desk.page(&in_year, None, form))
        }
        Err(error) => Err(error.into()),
    }
}

/// That the unit has an open proposal of the award is told together with what is wrong in the form.
async fn refuse_twice(
    app: &App,
    in_year: &InYear,
    form: &mut Form,
    desk: &Desk,
) -> Result<(), PageError> {
    let Some(unit) = desk.unit(form) else {
        return Ok(());
    };
    let known = app.store().awards_of_year(&in_year.year.id).await?;
    let award = form.value("danh_hieu");
    let same = |one: &AwardEntry| {
        one.is_open() && one.proposed.unit == unit.unit && one.proposed.award == award
    };
    if known.iter().any(same) {
        form.refuse("danh_hieu", messages::TWICE);
    }
    Ok(())
}

/// The form of a proposal to be mended.
pub(super) async fn get_change(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfAward>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, ProposeAward, matter(year, &of.award))?;
    let known = entry(&app, year, &of.award).await?;
    let desk = Desk::load(&app, &in_year).await?;
    let form = desk.filled(&known);
    page(&desk.page(&in_year, Some(&known), form))
}

/// Mends it, with a reason.
pub(super) async fn post_change(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfAward>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, ProposeAward, matter(year, &of.award))?;
    let known = entry(&app, year, &of.award).await?;
    let desk = Desk::load(&app, &in_year).await?;
    let new = desk.read(&mut form);
    let reason = form.required("ly_do", WORDING);
    let Some(new) = new.filter(|_| form.errors().is_empty()) else {
        return refused(&desk.page(&in_year, Some(&known), form));
    };
    let new = NewProposal {
        source: known.proposed.source.clone(),
        ..new
    };
    let version = form.value("phien_ban").parse().unwrap_or(0);
    let changed = app
        .store()
        .change_proposal(&permit, &of.award, version, &reason, new)
        .await;
    match changed {
        Ok(()) => Ok(see_other(&address(
            year,
            &format!("/{}?xong=sua", of.award),
        ))),
        Err(StoreError::Stale(_)) => {
            let mut shown = desk.page(&in_year, Some(&known), form);
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(StoreError::Refused { .. }) => {
            form.refuse("don_vi", messages::not_from_here(&known.state));
            conflict(&desk.page(&in_year, Some(&known), form))
        }
        Err(error) => Err(error.into()),
    }
}

/// What the form is read and shown with.
struct Desk {
    members: Vec<Member>,
    bodies: Vec<Member>,
    today: Date,
}

impl Desk {
    async fn load(app: &App, in_year: &InYear) -> Result<Self, PageError> {
        Ok(Self {
            members: app.store().members(&in_year.year).await?,
            bodies: app.store().superiors(&in_year.year).await?,
            today: app.today(),
        })
    }

    fn unit(&self, form: &Form) -> Option<&Member> {
        let slug = form.value("don_vi");
        self.members.iter().find(|member| member.slug == slug)
    }

    /// Reads the proposal; every wrong field is refused.
    fn read(&self, form: &mut Form) -> Option<NewProposal> {
        let unit = form.choice("don_vi", |slug| {
            self.members.iter().find(|member| member.slug == slug)
        });
        let wording = form.required("noi_dung", WORDING);
        let proposed_on = form.date("ngay");
        if let Some(day) = proposed_on.filter(|day| *day > self.today) {
            let text = format!("Ngày {} ở sau hôm nay. Ghi sau khi đã đề nghị.", short(day));
            form.refuse("ngay", text);
        }
        let day = proposed_on.unwrap_or(self.today);
        let award = form.choice("danh_hieu", |code| {
            let known = Law::embedded().award_at(code, day);
            known.ok().map(|award| award.code.clone())
        });
        let submission = form.parsed_optional("to_trinh", Symbol::parse);
        let slug = form.value("co_quan");
        let body = self.bodies.iter().find(|body| body.slug == slug);
        let proposed_to = body.map(|body| body.unit.clone());
        Some(NewProposal {
            unit: unit?.unit.clone(),
            award: award?,
            wording,
            proposed_to,
            proposed_on,
            submission: submission.map(|symbol| symbol.to_string()),
            source: None,
        })
    }

    fn filled(&self, known: &AwardEntry) -> Form {
        let slug = |all: &[Member], unit: &rules::ids::UnitId| {
            let found = all.iter().find(|member| member.unit == *unit);
            found.map_or_else(String::new, |member| member.slug.clone())
        };
        let proposed = &known.proposed;
        let body = proposed.proposed_to.as_ref();
        Form::filled([
            ("don_vi", slug(&self.members, &proposed.unit)),
            ("danh_hieu", proposed.award.clone()),
            ("noi_dung", proposed.wording.clone()),
            ("ngay", proposed.proposed_on.map_or_else(String::new, short)),
            ("to_trinh", proposed.submission.clone().unwrap_or_default()),
            (
                "co_quan",
                body.map(|unit| slug(&self.bodies, unit))
                    .unwrap_or_default(),
            ),
        ])
    }

    fn page(&self, in_year: &InYear, known: Option<&AwardEntry>, form: Form) -> ProposalPage {
        let year = &in_year.year;
        let named = |all: &[Member]| -> Vec<(String, String)> {
            let lines = all.iter();
            lines
                .map(|one| (one.slug.clone(), one.name.clone()))
                .collect()
        };
        let chosen = |title: &str, rest: Vec<(String, String)>| -> Vec<(String, String)> {
            std::iter::once((String::new(), title.to_owned()))
                .chain(rest)
                .collect()
        };
        let awards = of_units(self.today);
        let awards = awards.map(|award| (award.code.clone(), award.name.clone()));
        let part = known.map_or_else(|| "/moi".to_owned(), |known| format!("/{}/sua", known.id));
        ProposalPage {
            frame: Frame::of_year(&in_year.session, year, MENU),
            base: address(year, ""),
            action: address(year, &part),
            title: if known.is_some() {
                "Sửa đề nghị khen thưởng"
            } else {
                "Đề nghị khen thưởng"
            },
            units: chosen("Chọn đơn vị", named(&self.members)),
            awards: chosen("Chọn danh hiệu, hình thức", awards.collect()),
            bodies: chosen("Không nêu", named(&self.bodies)),
            version: known.map(|known| known.version),
            stale: None,
            form,
        }
    }
}
