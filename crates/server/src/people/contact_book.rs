//! Danh bạ đầu mối: whom to call in each unit this year. Internal to the year.

use access::actions::people::{KeepContact, SeeContacts};
use access::{Matter, Principal};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::ids::UnitId;
use serde::Deserialize;
use store::people::{Contact, ContactFacts};
use store::units::{ClusterYear, Member};
use vietnamese::sort::Collator;
use vietnamese::text::fold;

use super::{CONTACTS, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::form::Posted;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;
use crate::web::{query_value, see_other};

/// What the book is asked to show.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tim: String,
    don_vi: String,
    dang: String,
    xong: String,
}

/// The unit of an address.
#[derive(Deserialize)]
pub(super) struct OfUnit {
    pub(super) unit: String,
}

/// A contact as the book shows it.
struct Line {
    id: String,
    /// The number as a telephone dials it.
    dial: String,
    facts: ContactFacts,
}

/// A unit with its contacts.
struct Group {
    slug: String,
    name: String,
    lines: Vec<Line>,
    may_keep: bool,
}

#[derive(Template)]
#[template(path = "people/contact_book.html")]
struct BookPage {
    frame: Frame,
    base: String,
    title: String,
    asked: Asked,
    units: Vec<(String, String)>,
    groups: Vec<Group>,
    people: usize,
    narrowed: bool,
    /// The year before, where something can be copied from it, and the address that copies.
    carry: Option<(i16, String)>,
    query: String,
}

/// The book.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SeeContacts, matter(year))?;
    let principal = &in_year.session.principal;
    let groups = groups(&app, year, principal).await?;
    let units = groups
        .iter()
        .map(|group| (group.slug.clone(), group.name.clone()))
        .collect();
    let carry = carry_address(&app, &in_year, &groups).await?;
    let groups = asked.narrow(groups);
    page(&BookPage {
        frame: Frame::of_year(&in_year.session, year, CONTACTS).saying(messages::done(&asked.xong)),
        base: address(year, ""),
        title: format!("{}, năm {}", year.name, year.year),
        units,
        people: groups.iter().map(|group| group.lines.len()).sum(),
        groups,
        narrowed: asked.narrows(),
        carry,
        query: asked.query(),
        asked,
    })
}

/// The book, narrowed as asked, as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SeeContacts, matter(year))?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let columns = [
        "Đơn vị",
        "Họ và tên",
        "Chức vụ",
        "Điện thoại",
        "Zalo",
        "Thư điện tử",
    ];
    let mut sheet =
        Sheet::of_year(year, "Danh bạ đầu mối", &columns).noting("Lưu hành nội bộ trong Cụm");
    let groups = groups(&app, year, &in_year.session.principal).await?;
    for group in asked.narrow(groups) {
        for line in group.lines {
            let facts = line.facts;
            let cell = |text: Option<String>| text.map_or(Cell::Empty, Cell::text);
            sheet.push(vec![
                Cell::text(&group.name),
                Cell::text(facts.name),
                Cell::text(facts.office),
                cell(facts.phone),
                cell(facts.zalo),
                cell(facts.email),
            ]);
        }
    }
    sheet.answer(format, app.today())
}

/// Copies last year's contacts for every unit that has none.
pub(super) async fn carry_all(
    State(app): State<App>,
    in_year: InYear,
    _form: Posted,
) -> Result<Response, PageError> {
    carry(&app, &in_year, matter(&in_year.year)).await
}

/// Copies last year's contacts of one unit.
pub(super) async fn carry_own(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
    _form: Posted,
) -> Result<Response, PageError> {
    let unit = participant(&app, &in_year.year, &of.unit).await?;
    carry(&app, &in_year, matter(&in_year.year).of_unit(&unit.unit)).await
}

async fn carry(app: &App, in_year: &InYear, matter: Matter) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year.session.decide(app, KeepContact, matter)?;
    let Some(before) = year_before(app, year).await? else {
        return Ok(see_other(&address(year, "?xong=chep-0")));
    };
    let units: Vec<UnitId> = participants(app, year)
        .await?
        .into_iter()
        .map(|unit| unit.unit)
        .collect();
    let carried = app.store().carry_contacts(&permit, &before, &units).await?;
    let done = if carried == 0 { "chep-0" } else { "chep" };
    Ok(see_other(&address(year, &format!("?xong={done}"))))
}

/// The address of the book of a year, or of something beneath it.
pub(super) fn address(year: &ClusterYear, rest: &str) -> String {
    format!("/nam/{}/danh-ba{rest}", year.slug)
}

/// The matter of acts on the book of a year.
pub(super) fn matter(year: &ClusterYear) -> Matter {
    Matter::of_year("contact", "", &year.id)
}

/// The unit of an address, where it takes part in the year.
pub(super) async fn participant(
    app: &App,
    year: &ClusterYear,
    slug: &str,
) -> Result<Member, PageError> {
    let all = participants(app, year).await?;
    let found = all.into_iter().find(|unit| unit.slug == slug);
    found.ok_or(PageError::NotFound)
}

/// The upper bodies of a year, then its members in Vietnamese order.
async fn participants(app: &App, year: &ClusterYear) -> Result<Vec<Member>, PageError> {
    let mut all = app.store().superiors(year).await?;
    all.extend(app.store().members(year).await?);
    Ok(all)
}

/// The latest earlier year of the same cluster.
async fn year_before(app: &App, year: &ClusterYear) -> Result<Option<ClusterYear>, PageError> {
    let all = app.store().cluster_years().await?;
    let earlier = |one: &ClusterYear| one.cluster == year.cluster && one.year < year.year;
    Ok(all.into_iter().filter(earlier).max_by_key(|one| one.year))
}

/// Where the button that copies leads, if it would copy anything.
async fn carry_address(
    app: &App,
    in_year: &InYear,
    groups: &[Group],
) -> Result<Option<(i16, String)>, PageError> {
    let year = &in_year.year;
    let Some(before) = year_before(app, year).await? else {
        return Ok(None);
    };
    let lacking = groups
        .iter()
        .filter(|group| group.may_keep && group.lines.is_empty());
    let lacking: Vec<&str> = lacking.map(|group| group.slug.as_str()).collect();
    let known = app.store().contacts(&before.id).await?;
    let participants = participants(app, year).await?;
    let useful = participants.iter().any(|unit| {
        lacking.contains(&unit.slug.as_str()) && known.iter().any(|one| one.unit == unit.unit)
    });
    if !useful {
        return Ok(None);
    }
    let any = app.may(&in_year.session.principal, KeepContact, &matter(year));
    let rest = match (any, lacking.first()) {
        (false, Some(own)) => format!("/{own}/chep"),
        _ => "/chep".to_owned(),
    };
    Ok(Some((before.year, address(year, &rest))))
}

async fn groups(
    app: &App,
    year: &ClusterYear,
    principal: &Principal,
) -> Result<Vec<Group>, PageError> {
    let contacts = app.store().contacts(&year.id).await?;
    let collator = Collator::new();
    let lines = |unit: &UnitId| {
        let own = contacts.iter().filter(|one| one.unit == *unit);
        let mut lines: Vec<Line> = own.cloned().map(line).collect();
        collator.sort_people(&mut lines, |line| line.facts.name.as_str());
        lines
    };
    let all = participants(app, year).await?.into_iter();
    Ok(all
        .map(|unit| Group {
            lines: lines(&unit.unit),
            may_keep: app.may(principal, KeepContact, &matter(year).of_unit(&unit.unit)),
            slug: unit.slug,
            name: unit.name,
        })
        .collect())
}

fn line(contact: Contact) -> Line {
    Line {
        id: contact.id,
        dial: bare(contact.facts.phone.as_deref().unwrap_or_default()),
        facts: contact.facts,
    }
}

impl Asked {
    fn narrows(&self) -> bool {
        !self.tim.trim().is_empty() || !self.don_vi.is_empty()
    }

    /// What matches; units without a contact only where nothing is asked for.
    fn narrow(&self, mut groups: Vec<Group>) -> Vec<Group> {
        if !self.narrows() {
            return groups;
        }
        let words = fold(&self.tim);
        let digits: String = self.tim.chars().filter(char::is_ascii_digit).collect();
        groups.retain(|group| self.don_vi.is_empty() || group.slug == self.don_vi);
        for group in &mut groups {
            let unit = group.name.clone();
            group.lines.retain(|line| {
                let facts = &line.facts;
                let text = format!("{unit} {} {}", facts.name, facts.office);
                fold(&text).contains(&words) || has_number(facts, &digits)
            });
        }
        groups.retain(|group| !group.lines.is_empty() || words.is_empty());
        groups
    }

    /// The same request as the end of an address.
    fn query(&self) -> String {
        let pairs = [("tim", &self.tim), ("don_vi", &self.don_vi)];
        let asked = pairs.iter().filter(|(_, value)| !value.is_empty());
        asked
            .map(|(name, value)| format!("&{name}={}", query_value(value)))
            .collect()
    }
}

/// Whether one of the numbers contains the digits.
fn has_number(facts: &ContactFacts, digits: &str) -> bool {
    let numbers = [&facts.phone, &facts.zalo].into_iter().flatten();
    digits.len() >= 3
        && numbers
            .map(|number| bare(number))
            .any(|number| number.contains(digits))
}

/// A number without the spaces between its groups.
fn bare(number: &str) -> String {
    number.replace(' ', "")
}
