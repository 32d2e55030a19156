//! The scores of one unit: three of each criterion, the reasons, who gave them and when.

use std::collections::BTreeMap;

use access::actions::scoring::{FinaliseScores, ScoreSelf, SeeScores, VerifyScores};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::figures::Decimal;
use rules::scoring::{Criterion, Ineligibility, ScoreKind, UnitScores};
use store::units::Member;
use vietnamese::date::moment;

use super::board::{Board, Sum, is_published_year};
use super::grid::written;
use super::{Done, MENU, OfUnit, address, entry::verifying, matter, member, messages, points};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Form;
use crate::web::names::actor_name;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

/// A criterion with its scores.
pub(super) struct Line {
    pub(super) code: String,
    pub(super) text: String,
    pub(super) method: &'static str,
    pub(super) scorer: &'static str,
    pub(super) max: String,
    /// Label and points of each kind; none where it is not given.
    pub(super) scores: Vec<(&'static str, Option<String>)>,
    pub(super) difference: Option<String>,
    pub(super) reasons: Vec<String>,
}

struct Group {
    code: String,
    text: String,
    lines: Vec<Line>,
}

struct Tile {
    points: String,
    words: String,
}

/// A line of the list of what was done.
struct Told {
    when: String,
    what: String,
}

#[derive(Template)]
#[template(path = "scoring/unit_page.html")]
pub(super) struct UnitPage {
    frame: Frame,
    base: String,
    href: String,
    name: String,
    has_table: bool,
    told: bool,
    groups: Vec<Group>,
    tiles: Vec<Tile>,
    totals: Vec<(&'static str, Option<String>)>,
    ground: Option<(String, String)>,
    marks: usize,
    history: Vec<Told>,
    may_score: bool,
    may_verify: bool,
    may_finalise: bool,
    is_open: bool,
    form: Form,
}

impl UnitPage {
    /// The choices of the form that says whether the unit is ranked.
    fn choices(&self) -> Vec<(&'static str, String)> {
        let grounds = Ineligibility::ALL.into_iter();
        let grounds =
            grounds.map(|ground| (ground.key(), format!("Không xếp hạng: {}", ground.label())));
        std::iter::once(("xep", "Được xếp hạng".to_owned()))
            .chain(grounds)
            .collect()
    }
}

/// The page.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SeeScores, matter(year))?;
    let member = member(&app, year, &of.unit).await?;
    let mut shown = unit_page(&app, &in_year, member, Form::default()).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// The page, with what is wrong in the form of the ranking.
pub(super) async fn unit_page(
    app: &App,
    in_year: &InYear,
    member: Member,
    form: Form,
) -> Result<UnitPage, PageError> {
    let year = &in_year.year;
    let board = Board::load(app, year).await?;
    let own = matter(year).of_unit(&member.unit);
    let principal = &in_year.session.principal;
    let unit = &member.unit;
    let mark = board.unranked(unit);
    let ground = mark.and_then(|mark| Some((mark.ground?.label().to_owned(), mark.note.clone())));
    let verified = own.clone().in_state(verifying(app, in_year, &own));
    Ok(UnitPage {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        href: address(year, &format!("/{}", member.slug)),
        has_table: board.table.is_some(),
        told: is_published_year(app, year).await?,
        groups: groups(&board, &member),
        tiles: tiles(&board, &member),
        totals: totals(&board, &member),
        ground,
        marks: board.marks(unit).count(),
        history: history(app, &board, &member).await?,
        may_score: app.may(principal, ScoreSelf, &own),
        may_verify: app.may(principal, VerifyScores, &verified),
        may_finalise: app.may(principal, FinaliseScores, &own),
        is_open: board.table.is_some() && board.publication.is_none(),
        name: member.name,
        form,
    })
}

fn groups(board: &Board, member: &Member) -> Vec<Group> {
    let Some(table) = &board.table else {
        return Vec::new();
    };
    let lines = lines(board, member);
    let mut lines = lines.into_iter();
    table
        .table
        .groups
        .iter()
        .map(|group| Group {
            code: group.code.clone(),
            text: group.text.clone(),
            lines: lines.by_ref().take(group.criteria.len()).collect(),
        })
        .collect()
}

/// Every criterion in the order of the table.
pub(super) fn lines(board: &Board, member: &Member) -> Vec<Line> {
    let latest = board.latest(&member.unit);
    let mut reasons: BTreeMap<(&str, ScoreKind), &str> = BTreeMap::new();
    for score in board.given(&member.unit) {
        match &score.reason {
            Some(reason) => reasons.insert((&score.criterion, score.kind), reason),
            None => reasons.remove(&(score.criterion.as_str(), score.kind)),
        };
    }
    let table = board.table.as_ref();
    let criteria = table.into_iter().flat_map(|table| table.table.criteria());
    criteria
        .map(|criterion| line(criterion, &latest, &reasons))
        .collect()
}

fn line(
    criterion: &Criterion,
    latest: &UnitScores,
    reasons: &BTreeMap<(&str, ScoreKind), &str>,
) -> Line {
    let code = criterion.code.as_str();
    let shown = |kind: ScoreKind| {
        let known = latest.get(code, kind);
        (kind.label(), known.map(|known| written(criterion, known)))
    };
    let said = |kind: ScoreKind| {
        let reason = reasons.get(&(code, kind))?;
        Some(format!("{}: {reason}", kind.label()))
    };
    Line {
        code: code.to_owned(),
        text: criterion.text.clone(),
        method: criterion.method.label(),
        scorer: criterion.scored_by.label(),
        max: points(criterion.max),
        scores: ScoreKind::ALL.into_iter().map(shown).collect(),
        difference: difference(latest, code).map(points),
        reasons: ScoreKind::ALL.into_iter().filter_map(said).collect(),
    }
}

/// The last score less the unit's own.
fn difference(latest: &UnitScores, code: &str) -> Option<Decimal> {
    let own = latest.get(code, ScoreKind::SelfScore)?;
    let last = latest
        .get(code, ScoreKind::Final)
        .or_else(|| latest.get(code, ScoreKind::Verified))?;
    last.checked_sub(own)
}

fn tiles(board: &Board, member: &Member) -> Vec<Tile> {
    let tile = |kind: ScoreKind| {
        let sum: Sum = board.sum(&member.unit, kind)?;
        let words = format!(
            "{}, {}/{} tiêu chí",
            kind.label().to_lowercase(),
            sum.given,
            sum.asked
        );
        Some(Tile {
            points: points(sum.totals.points),
            words,
        })
    };
    ScoreKind::ALL.into_iter().filter_map(tile).collect()
}

fn totals(board: &Board, member: &Member) -> Vec<(&'static str, Option<String>)> {
    let total = |kind: ScoreKind| {
        let sum = board.sum(&member.unit, kind);
        (kind.label(), sum.map(|sum| points(sum.totals.points)))
    };
    ScoreKind::ALL.into_iter().map(total).collect()
}

/// What was done, newest first.
async fn history(app: &App, board: &Board, member: &Member) -> Result<Vec<Told>, PageError> {
    let mut lines = Vec::new();
    for mark in board.marks(&member.unit) {
        let by = actor_name(app, &mark.recorded_by).await?;
        let what = mark.ground.map_or_else(
            || "được xếp hạng trở lại".to_owned(),
            |ground: Ineligibility| format!("không xếp hạng, {}", ground.label()),
        );
        lines.push((
            mark.recorded_at,
            format!("{by} ghi nhận: {what}. {}", mark.note),
        ));
    }
    for score in board.given(&member.unit) {
        let by = actor_name(app, &score.by).await?;
        let reason = score.reason.as_deref();
        let reason = reason.map_or_else(String::new, |reason| format!(". Lý do: {reason}"));
        lines.push((
            score.at,
            format!(
                "{by}, {} {}: {}{reason}",
                score.kind.label().to_lowercase(),
                score.criterion,
                points(score.points)
            ),
        ));
    }
    lines.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Ok(lines
        .into_iter()
        .map(|(at, what)| Told {
            when: moment(at),
            what,
        })
        .collect())
}
