//! The register: filter, order, what is in force from earlier years, export.

use std::collections::HashMap;

use access::Matter;
use access::actions::directives::{RegisterDirective, SeeDirectives};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::ids::{DirectiveId, UnitId};
use serde::Deserialize;
use store::directives::{Directive, Dispatch};
use store::units::ClusterYear;
use vietnamese::date::short;
use vietnamese::sort::Collator;
use vietnamese::text::fold;

use super::standing::{Chip, count};
use super::{MENU, address, messages};
use crate::web::app::App;
use crate::web::query::Query;

use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::page::{Frame, page};
use crate::web::session::InYear;

/// Rows on one page of the list.
const PAGE: usize = 50;

/// What the list is asked to show.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tim: String,
    loai: String,
    co_quan: String,
    sap: String,
    trang: usize,
    dang: String,
    xong: String,
}

/// Orders of the list: the key in the address, the words.
const ORDERS: &[(&str, &str)] = &[
    ("", "Mới vào sổ trước"),
    ("ngay", "Ngày ban hành"),
    ("ky-hieu", "Số, ký hiệu"),
    ("co-quan", "Cơ quan ban hành"),
    ("trich-yeu", "Trích yếu"),
];

struct Row {
    number: i64,
    href: String,
    symbol: String,
    kind: &'static str,
    content: String,
    issuer: String,
    issued_on: String,
    note: Option<String>,
    progress: Option<String>,
    late: Option<String>,
    own: Option<Chip>,
}

#[derive(Template)]
#[template(path = "directives/register.html")]
struct RegisterPage {
    frame: Frame,
    register: String,
    asked: Asked,
    orders: &'static [(&'static str, &'static str)],
    kinds: Vec<(&'static str, &'static str)>,
    issuers: Vec<String>,
    rows: Vec<Row>,
    total: usize,
    empty: bool,
    at: usize,
    last: usize,
    query: String,
    earlier: Vec<Row>,
    removed: Vec<Row>,
    may_register: bool,
}

/// The list.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let matter = Matter::of_year("directive", "", &year.id);
    in_year
        .session
        .decide(&app, SeeDirectives, matter.clone())?;
    let may_register = app.may(&in_year.session.principal, RegisterDirective, &matter);
    let all = app.store().directives(&year.id).await?;
    let earlier = app
        .store()
        .directives_still_in_force(year, app.today())
        .await?;
    let removed = if may_register {
        app.store().removed_directives(&year.id).await?
    } else {
        Vec::new()
    };
    let view = View::new(&app, &in_year, app.store().year_dispatches(&year.id).await?);
    let found = asked.narrow(&all);
    let last = found.len().div_ceil(PAGE).max(1);
    let at = asked.trang.clamp(1, last);
    let shown = found.iter().skip((at - 1) * PAGE).take(PAGE);
    page(&RegisterPage {
        frame: Frame::of_year(&in_year.session, year, MENU).saying(messages::done(&asked.xong)),
        register: address(year, ""),
        orders: ORDERS,
        kinds: kinds_of(&all),
        issuers: issuers_of(&all),
        rows: shown.map(|one| view.row(one)).collect(),
        total: found.len(),
        empty: all.is_empty(),
        at,
        last,
        query: asked.query(),
        earlier: asked
            .narrow(&earlier)
            .iter()
            .map(|one| view.row(one))
            .collect(),
        removed: removed.iter().map(|one| view.row(one)).collect(),
        may_register,
        asked,
    })
}

/// The list, narrowed as asked, as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let matter = Matter::of_year("directive", "", &year.id);
    in_year.session.decide(&app, SeeDirectives, matter)?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let all = app.store().directives(&year.id).await?;
    let columns = [
        "Số vào sổ",
        "Ngày đến",
        "Số, ký hiệu",
        "Ngày ban hành",
        "Loại văn bản",
        "Trích yếu",
        "Cơ quan ban hành",
        "Chức vụ người ký",
        "Còn hiệu lực đến hết ngày",
    ];
    let mut sheet = Sheet::of_year(year, "Sổ văn bản chỉ đạo", &columns);
    for one in asked.narrow(&all) {
        let facts = &one.facts;
        sheet.push(vec![
            Cell::whole(one.number),
            Cell::day(facts.arrived_on),
            Cell::text(facts.symbol.to_string()),
            Cell::Day(facts.issued_on),
            Cell::text(facts.kind.name_in(facts.symbol.style)),
            Cell::text(facts.content()),
            Cell::text(&facts.issuer),
            Cell::text(facts.signer_role.as_deref().unwrap_or_default()),
            Cell::day(facts.in_force_until),
        ]);
    }
    sheet.answer(format, app.today())
}

impl Asked {
    /// The directives that match, in the order asked for.
    fn narrow<'a>(&self, all: &'a [Directive]) -> Vec<&'a Directive> {
        let words = fold(&self.tim);
        let matches = |one: &&Directive| {
            let facts = &one.facts;
            let text = format!("{} {} {}", facts.symbol, facts.content(), facts.issuer);
            (self.loai.is_empty() || facts.kind.abbreviation() == self.loai)
                && (self.co_quan.is_empty() || facts.issuer == self.co_quan)
                && fold(&text).contains(&words)
        };
        let mut found: Vec<&Directive> = all.iter().filter(matches).collect();
        let collator = Collator::new();
        match self.sap.as_str() {
            "ngay" => found.sort_by_key(|one| std::cmp::Reverse(one.facts.issued_on)),
            "ky-hieu" => found.sort_by_key(|one| (one.facts.symbol.number, one.facts.issued_on)),
            "co-quan" => collator.sort_by_name(&mut found, |one| one.facts.issuer.as_str()),
            "trich-yeu" => collator.sort_by_name(&mut found, |one| one.facts.content()),
            _ => {}
        }
        found
    }

    /// The same request as the end of an address, without the page.
    fn query(&self) -> String {
        let pairs = [
            ("tim", &self.tim),
            ("loai", &self.loai),
            ("co_quan", &self.co_quan),
            ("sap", &self.sap),
        ];
        pairs
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("&{name}={}", crate::web::query_value(value)))
            .collect()
    }
}

/// What rows are made with.
struct View<'a> {
    app: &'a App,
    year: &'a ClusterYear,
    own: Vec<&'a UnitId>,
    dispatches: HashMap<DirectiveId, Vec<Dispatch>>,
}

impl<'a> View<'a> {
    fn new(app: &'a App, in_year: &'a InYear, all: Vec<Dispatch>) -> Self {
        let mut dispatches: HashMap<DirectiveId, Vec<Dispatch>> = HashMap::new();
        for one in all {
            dispatches
                .entry(one.directive.clone())
                .or_default()
                .push(one);
        }
        Self {
            app,
            year: &in_year.year,
            own: in_year.session.principal.units(),
            dispatches,
        }
    }

    fn row(&self, one: &Directive) -> Row {
        let facts = &one.facts;
        let passed_on = self.dispatches.get(&one.id).map_or(&[][..], Vec::as_slice);
        Row {
            number: one.number,
            href: address(self.year, &format!("/{}", one.id)),
            symbol: facts.symbol.to_string(),
            kind: facts.kind.name_in(facts.symbol.style),
            content: facts.content().to_owned(),
            issuer: facts.issuer.clone(),
            issued_on: short(facts.issued_on),
            note: self.note(one),
            progress: self.progress(passed_on),
            late: self.late(passed_on),
            own: self.own_chip(passed_on),
        }
    }

    fn note(&self, one: &Directive) -> Option<String> {
        if let Some(removal) = &one.removal {
            return Some(format!("Đã gỡ khỏi sổ: {}", removal.reason));
        }
        let issued = one.facts.issued_on.year();
        let earlier = issued < self.year.year;
        match one.facts.in_force_until {
            Some(until) => Some(format!("Còn hiệu lực đến hết ngày {}", short(until))),
            None if earlier => Some(format!("Văn bản năm {issued}; không nêu ngày hết hiệu lực")),
            None => None,
        }
    }

    fn progress(&self, passed_on: &[Dispatch]) -> Option<String> {
        let now = self.app.now();
        let all: usize = passed_on.iter().map(|one| one.recipients.len()).sum();
        let open: usize = passed_on
            .iter()
            .flat_map(|one| one.recipients.iter().map(move |to| one.standing(to, now)))
            .filter(|standing| standing.is_open())
            .count();
        (all > 0).then(|| format!("{}/{all} đơn vị", all - open))
    }

    fn late(&self, passed_on: &[Dispatch]) -> Option<String> {
        let now = self.app.now();
        let late = passed_on
            .iter()
            .flat_map(|one| one.recipients.iter().map(move |to| one.standing(to, now)))
            .filter(|standing| standing.is_late())
            .count();
        let late = u32::try_from(late).unwrap_or(u32::MAX);
        (late > 0).then(|| format!("{} đơn vị quá hạn", count(late)))
    }

    /// How the unit of the one who looks stands.
    fn own_chip(&self, passed_on: &[Dispatch]) -> Option<Chip> {
        let now = self.app.now();
        passed_on.iter().find_map(|one| {
            let to = one
                .recipients
                .iter()
                .find(|to| self.own.contains(&&to.unit))?;
            Some(Chip::of(one, to, now))
        })
    }
}

fn kinds_of(all: &[Directive]) -> Vec<(&'static str, &'static str)> {
    let mut kinds: Vec<_> = all
        .iter()
        .map(|one| (one.facts.kind.abbreviation(), one.facts.kind.name()))
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    Collator::new().sort_by_name(&mut kinds, |(_, name)| name);
    kinds
}

fn issuers_of(all: &[Directive]) -> Vec<String> {
    let mut issuers: Vec<_> = all.iter().map(|one| one.facts.issuer.clone()).collect();
    issuers.sort_unstable();
    issuers.dedup();
    Collator::new().sort_by_name(&mut issuers, |issuer| issuer.as_str());
    issuers
}
