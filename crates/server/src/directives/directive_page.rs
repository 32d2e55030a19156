//! One directive: its head, the answer of the own unit, the board of all units, passing it on.

use std::collections::HashMap;

use access::Matter;
use access::actions::directives::{
    AnswerDirective, DispatchDirective, RegisterDirective, SeeDirectives,
};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::directives::Answer;
use rules::ids::DirectiveId;
use store::directives::{Directive, Dispatch};
use store::units::Member;
use vietnamese::date::{moment, short};

use super::board::{Board, reminder};
use super::standing::{Chip, expectation};
use super::{Done, MENU, OfDirective, address, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Form;
use crate::web::names::actor_name;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;
use crate::web::site::Site;

/// What the own unit still may say, and what it has said.
struct OwnAnswer {
    unit_slug: String,
    unit_name: String,
    chip: Chip,
    asked: Option<String>,
    deadline: Option<String>,
    said: Vec<(Answer, String)>,
    open: Vec<Answer>,
    note: Option<String>,
}

#[derive(Template)]
#[template(path = "directives/directive_page.html")]
pub(super) struct DirectivePage {
    frame: Frame,
    register: String,
    href: String,
    directive: Directive,
    issued_on: String,
    in_force: String,
    entered: String,
    own_register: bool,
    own: Vec<OwnAnswer>,
    boards: Vec<Board>,
    reminder: Option<String>,
    waiting_units: Vec<Member>,
    may_register: bool,
    may_dispatch: bool,
    form: Form,
}

impl DirectivePage {
    /// Whether nobody has been told yet.
    fn undispatched(&self) -> bool {
        self.boards.is_empty()
    }

    fn expectations(&self) -> Vec<(&'static str, &'static str)> {
        [Answer::ActedOn, Answer::Acknowledged]
            .into_iter()
            .map(|answer| (answer.key(), expectation(answer)))
            .collect()
    }
}

/// The directive of an address, as far as the one who asks may read the register.
pub(super) async fn readable(
    app: &App,
    in_year: &InYear,
    id: &str,
) -> Result<Directive, PageError> {
    let matter = Matter::of_year("directive", id, &in_year.year.id);
    in_year.session.decide(app, SeeDirectives, matter)?;
    app.store()
        .directive(&in_year.year, &DirectiveId::new(id))
        .await?
        .ok_or(PageError::NotFound)
}

/// The same, where it stands in this year's own register: what an earlier year entered is corrected in that year.
pub(super) async fn of_own_register(
    app: &App,
    in_year: &InYear,
    id: &str,
) -> Result<Directive, PageError> {
    let directive = readable(app, in_year, id).await?;
    if directive.cluster_year != in_year.year.id {
        return Err(PageError::NotFound);
    }
    Ok(directive)
}

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    site: Site,
    Path(of): Path<OfDirective>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let directive = readable(&app, &in_year, &of.id).await?;
    let mut shown = directive_page(&app, &in_year, &site, directive, Form::default()).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// The page, with a form as it was typed.
pub(super) async fn directive_page(
    app: &App,
    in_year: &InYear,
    site: &Site,
    directive: Directive,
    form: Form,
) -> Result<DirectivePage, PageError> {
    let year = &in_year.year;
    let principal = &in_year.session.principal;
    let members = app.store().members(year).await?;
    let dispatches = app.store().dispatches(&year.id, &directive.id).await?;
    let names = names_of(app, &dispatches).await?;
    let now = app.now();
    let matter = Matter::of_year("directive", directive.id.as_str(), &year.id);
    let own_register = directive.cluster_year == year.id;
    let in_register = directive.removal.is_none();
    let may_register = own_register && app.may(principal, RegisterDirective, &matter);
    let may_dispatch = in_register && app.may(principal, DispatchDirective, &matter);
    let href = address(year, &format!("/{}", directive.id));
    let link = site.address(&href);
    Ok(DirectivePage {
        frame: Frame::of_year(&in_year.session, year, MENU),
        register: address(year, ""),
        issued_on: short(directive.facts.issued_on),
        in_force: in_force(&directive),
        entered: entered(app, &directive).await?,
        own_register,
        own: own_answers(app, in_year, &directive, &dispatches, &members),
        boards: dispatches
            .iter()
            .map(|one| Board::new(one, &members, &names, now))
            .collect(),
        reminder: reminder(&directive, &dispatches, &members, now, &link),
        waiting_units: not_told(&members, &dispatches),
        may_register,
        may_dispatch,
        form,
        href,
        directive,
    })
}

fn in_force(directive: &Directive) -> String {
    match directive.facts.in_force_until {
        Some(until) => format!("Đến hết ngày {}", short(until)),
        None => "Không nêu ngày hết hiệu lực".to_owned(),
    }
}

async fn entered(app: &App, directive: &Directive) -> Result<String, PageError> {
    let name = actor_name(app, &directive.entered_by).await?;
    Ok(format!("{}, {name}", moment(directive.entered_at)))
}

/// Names of all who answered.
async fn names_of(
    app: &App,
    dispatches: &[Dispatch],
) -> Result<HashMap<String, String>, PageError> {
    let mut names = HashMap::new();
    let answers = dispatches
        .iter()
        .flat_map(|one| &one.recipients)
        .flat_map(|to| &to.answers);
    for answer in answers {
        if !names.contains_key(&answer.by) {
            names.insert(answer.by.clone(), actor_name(app, &answer.by).await?);
        }
    }
    Ok(names)
}

/// Members to which the directive was not passed on in this year.
fn not_told(members: &[Member], dispatches: &[Dispatch]) -> Vec<Member> {
    let told = |member: &&Member| {
        let mut all = dispatches.iter().flat_map(|one| &one.recipients);
        !all.any(|to| to.unit == member.unit)
    };
    members.iter().filter(told).cloned().collect()
}

fn own_answers(
    app: &App,
    in_year: &InYear,
    directive: &Directive,
    dispatches: &[Dispatch],
    members: &[Member],
) -> Vec<OwnAnswer> {
    let mut found = Vec::new();
    if directive.removal.is_some() {
        return found;
    }
    for dispatch in dispatches {
        for to in &dispatch.recipients {
            let matter = Matter::of_year("directive", directive.id.as_str(), &in_year.year.id)
                .of_unit(&to.unit);
            let member = members.iter().find(|member| member.unit == to.unit);
            let Some(member) = member else { continue };
            if !app.may(&in_year.session.principal, AnswerDirective, &matter) {
                continue;
            }
            let said = |answer| to.answer(answer).map(|one| (answer, moment(one.given.at)));
            found.push(OwnAnswer {
                unit_slug: member.slug.clone(),
                unit_name: member.name.clone(),
                chip: Chip::of(dispatch, to, app.now()),
                asked: dispatch.asked.clone(),
                deadline: dispatch.deadline.map(|deadline| short(deadline.last_day())),
                said: Answer::ALL.into_iter().filter_map(said).collect(),
                open: Answer::ALL
                    .into_iter()
                    .filter(|answer| to.answers.iter().all(|one| one.given.answer < *answer))
                    .collect(),
                note: to.answer(Answer::ActedOn).and_then(|one| one.note.clone()),
            });
        }
    }
    found
}
