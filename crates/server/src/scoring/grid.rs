//! The grid: units with their three sums and their rank, and one kind of score by criterion.

use access::actions::scoring::{FinaliseScores, KeepScoringTable, SeeScores};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::scoring::{Criterion, Method, Ranked, ScoreKind};
use serde::Deserialize;
use store::units::Member;
use vietnamese::date::moment;
use vietnamese::text::fold;

use super::board::{Board, Sum, is_published_year};
use super::{MENU, address, matter, messages, points};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::form::Form;
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

/// What the grid is asked to show.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    tim: String,
    sap: String,
    diem: String,
    dang: String,
    xong: String,
}

/// One sum of a unit as the grid shows it.
struct Shown {
    points: Option<String>,
    part: Option<String>,
}

struct Row {
    href: String,
    unit: String,
    sums: Vec<(&'static str, Shown)>,
    rank: Option<String>,
    tied: bool,
    ground: Option<&'static str>,
    cells: Vec<String>,
}

struct Column {
    code: String,
    text: String,
    max: String,
}

#[derive(Template)]
#[template(path = "scoring/grid.html")]
pub(super) struct GridPage {
    frame: Frame,
    base: String,
    asked: Asked,
    table: Option<i64>,
    total: String,
    published_at: Option<String>,
    has_ranks: bool,
    rows: Vec<Row>,
    columns: Vec<Column>,
    kind: &'static str,
    told: bool,
    /// Whether a table was begun, issued or not.
    has_drafts: bool,
    may_keep: bool,
    may_publish: bool,
    form: Form,
}

impl GridPage {
    /// The kinds of score by their keys.
    fn kinds(&self) -> Vec<(&'static str, &'static str)> {
        let kinds = ScoreKind::ALL.iter();
        kinds.map(|kind| (kind.key(), kind.label())).collect()
    }
}

/// The grid.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SeeScores, matter(year))?;
    page(&grid_page(&app, &in_year, asked, Form::default()).await?)
}

/// The grid, with what stands against publishing.
pub(super) async fn grid_page(
    app: &App,
    in_year: &InYear,
    asked: Asked,
    form: Form,
) -> Result<GridPage, PageError> {
    let year = &in_year.year;
    let board = Board::load(app, year).await?;
    let principal = &in_year.session.principal;
    let kind = asked.kind();
    let view = View::new(&board, in_year, kind);
    let table = board.table.as_ref();
    Ok(GridPage {
        frame: Frame::of_year(&in_year.session, year, MENU).saying(messages::done(&asked.xong)),
        base: address(year, ""),
        table: table.map(|table| table.number),
        total: table.map_or_else(String::new, |table| points(table.table.total)),
        published_at: board
            .publication
            .as_ref()
            .map(|one| moment(one.recorded_at)),
        has_ranks: !view.ranking.is_empty(),
        rows: view.rows(&asked),
        columns: view.columns(),
        kind: kind.label(),
        told: is_published_year(app, year).await?,
        has_drafts: !app.store().scoring_tables(&year.id).await?.is_empty(),
        may_keep: app.may(principal, KeepScoringTable, &matter(year)),
        may_publish: app.may(principal, FinaliseScores, &matter(year)),
        asked,
        form,
    })
}

/// The grid as XLSX or CSV: every score, the sums, the rank.
pub(super) async fn export(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year.session.decide(&app, SeeScores, matter(year))?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let board = Board::load(&app, year).await?;
    let view = View::new(&board, &in_year, asked.kind());
    let mut columns = vec!["Đơn vị".to_owned()];
    columns.extend(ScoreKind::ALL.iter().map(|kind| kind.label().to_owned()));
    columns.extend(["Hạng".to_owned(), "Ghi chú".to_owned()]);
    for criterion in view.criteria() {
        let kinds = ScoreKind::ALL.iter();
        columns.extend(kinds.map(|kind| format!("{}: {}", criterion.code, kind.label())));
    }
    let names: Vec<&str> = columns.iter().map(String::as_str).collect();
    let note = match &board.publication {
        Some(one) => format!("Điểm chính thức công bố lúc {}", moment(one.recorded_at)),
        None => "Điểm chưa công bố, hạng là tạm tính".to_owned(),
    };
    let mut sheet = Sheet::of_year(year, "Bảng điểm", &names).noting(note);
    for member in view.members(&asked) {
        sheet.push(view.line(member));
    }
    sheet.answer(format, app.today())
}

impl Asked {
    fn kind(&self) -> ScoreKind {
        ScoreKind::from_key(&self.diem).unwrap_or(ScoreKind::Final)
    }
}

/// What rows are made with.
struct View<'a> {
    board: &'a Board,
    in_year: &'a InYear,
    kind: ScoreKind,
    ranking: std::collections::BTreeMap<rules::ids::UnitId, Ranked>,
}

impl<'a> View<'a> {
    fn new(board: &'a Board, in_year: &'a InYear, kind: ScoreKind) -> Self {
        Self {
            ranking: board.ranking(),
            board,
            in_year,
            kind,
        }
    }

    fn criteria(&self) -> impl Iterator<Item = &'a Criterion> {
        let table = self.board.table.as_ref();
        table.into_iter().flat_map(|table| table.table.criteria())
    }

    fn columns(&self) -> Vec<Column> {
        self.criteria()
            .map(|criterion| Column {
                code: criterion.code.clone(),
                text: criterion.text.clone(),
                max: points(criterion.max),
            })
            .collect()
    }

    /// The members that match, in Vietnamese order or by rank.
    fn members(&self, asked: &Asked) -> Vec<&'a Member> {
        let words = fold(&asked.tim);
        let mut found: Vec<&Member> = self
            .board
            .members
            .iter()
            .filter(|member| fold(&member.name).contains(&words))
            .collect();
        if asked.sap == "hang" {
            found.sort_by_key(|member| {
                let rank = self.ranking.get(&member.unit).and_then(|one| one.rank);
                rank.unwrap_or(u32::MAX)
            });
        }
        found
    }

    fn rows(&self, asked: &Asked) -> Vec<Row> {
        let members = self.members(asked).into_iter();
        members.map(|member| self.row(member)).collect()
    }

    fn row(&self, member: &Member) -> Row {
        let ranked = self.ranking.get(&member.unit);
        let latest = self.board.latest(&member.unit);
        let ground = self.board.unranked(&member.unit);
        let cells = self.criteria().map(|criterion| {
            let known = latest.get(&criterion.code, self.kind);
            known.map_or_else(String::new, |known| written(criterion, known))
        });
        Row {
            href: address(&self.in_year.year, &format!("/{}", member.slug)),
            unit: member.short_name.clone(),
            sums: ScoreKind::ALL
                .iter()
                .map(|kind| (kind.label(), Shown::of(self.board.sum(&member.unit, *kind))))
                .collect(),
            rank: ranked.and_then(|one| one.rank).map(|rank| rank.to_string()),
            tied: ranked.is_some_and(|one| one.tied),
            ground: ground
                .and_then(|mark| mark.ground)
                .map(|ground| ground.label()),
            cells: cells.collect(),
        }
    }

    fn line(&self, member: &Member) -> Vec<Cell> {
        let row = self.row(member);
        let mut cells = vec![Cell::text(member.name.clone())];
        for kind in ScoreKind::ALL {
            let sum = self.board.sum(&member.unit, kind);
            cells.push(sum.map_or(Cell::Empty, |sum| Cell::Number(sum.totals.points)));
        }
        let rank = self.ranking.get(&member.unit).and_then(|one| one.rank);
        cells.push(rank.map_or(Cell::Empty, |rank| Cell::whole(i64::from(rank))));
        cells.push(match row.ground {
            Some(ground) => Cell::text(format!("Không xếp hạng: {ground}")),
            None if row.tied => Cell::text("Đồng hạng"),
            None => Cell::Empty,
        });
        let latest = self.board.latest(&member.unit);
        for criterion in self.criteria() {
            for kind in ScoreKind::ALL {
                let known = latest.get(&criterion.code, kind);
                cells.push(known.map_or(Cell::Empty, Cell::Number));
            }
        }
        cells
    }
}

/// A score of a criterion as people read it; a condition is met or not.
pub(super) fn written(criterion: &Criterion, known: rules::figures::Decimal) -> String {
    if criterion.method == Method::Gate {
        "Đạt".to_owned()
    } else {
        points(known)
    }
}

impl Shown {
    fn of(sum: Option<Sum>) -> Self {
        let part = sum.as_ref().filter(|sum| !sum.is_whole());
        Self {
            part: part.map(|sum| format!("{}/{} tiêu chí", sum.given, sum.asked)),
            points: sum.map(|sum| points(sum.totals.points)),
        }
    }
}
