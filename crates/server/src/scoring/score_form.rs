//! The form in which scores are given, read and shown.

use askama::Template;
use axum::response::Response;
use rules::scoring::{Criterion, EntryError, Given, Giver, Method, ScoreError, ScoreKind, accept};
use store::StoreError;
use store::scoring::{NewScores, ScoringError};
use store::units::Member;

use super::board::Board;
use super::unit_page::{Line, lines};
use super::{MENU, address, messages, points, read_points};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::Form;
use crate::web::page::{Frame, conflict, refused};
use crate::web::see_other;
use crate::web::session::InYear;

/// The longest reason.
const REASON: usize = 1000;
/// A criterion of the form: its scores, and its fields where it is to be scored here.
struct Field {
    line: Line,
    points: String,
    reason: String,
    open: bool,
    gate: bool,
}

/// The page of the form.
#[derive(Template)]
#[template(path = "scoring/entry.html")]
pub(super) struct EntryPage {
    frame: Frame,
    base: String,
    href: String,
    name: String,
    title: &'static str,
    help: &'static str,
    part: &'static str,
    table: String,
    seen: usize,
    fields: Vec<Field>,
    closed: Option<&'static str>,
    stale: Option<&'static str>,
    form: Form,
}

/// What a form of scores is read and shown with.
pub(super) struct Desk<'a> {
    in_year: &'a InYear,
    member: Member,
    giver: Giver,
    board: Board,
}

impl<'a> Desk<'a> {
    /// Reads what is known of the year.
    pub(super) async fn load(
        app: &App,
        in_year: &'a InYear,
        member: Member,
        giver: Giver,
    ) -> Result<Self, PageError> {
        Ok(Self {
            board: Board::load(app, &in_year.year).await?,
            in_year,
            member,
            giver,
        })
    }

    fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        let table = self.board.table.as_ref();
        table.into_iter().flat_map(|table| table.table.criteria())
    }

    /// The criteria to be scored here, with the place that names their fields.
    fn own(&self) -> impl Iterator<Item = (usize, &Criterion)> {
        let own = self.criteria().enumerate();
        own.filter(|(_, criterion)| self.giver.scores(criterion))
    }

    /// The form, filled with what is stored, or with the score on which this one rests.
    pub(super) fn filled(&self) -> Form {
        let latest = self.board.latest(&self.member.unit);
        let mut values = vec![("da_xem".to_owned(), self.seen().to_string())];
        if let Some(table) = &self.board.table {
            values.push(("bang".to_owned(), table.id.clone()));
        }
        for (place, criterion) in self.own() {
            let code = criterion.code.as_str();
            let rests_on = match self.giver.kind() {
                ScoreKind::SelfScore => None,
                ScoreKind::Verified => latest.get(code, ScoreKind::SelfScore),
                ScoreKind::Final => latest.get(code, ScoreKind::Verified),
            };
            if let Some(known) = latest.get(code, self.giver.kind()).or(rests_on) {
                values.push((points_field(place), points(known)));
            }
        }
        Form::filled(
            values
                .iter()
                .map(|(name, value)| (name.as_str(), value.clone())),
        )
    }

    fn seen(&self) -> usize {
        self.board.given(&self.member.unit).len()
    }

    /// The scores as typed; a line left empty gives none.
    pub(super) fn read(&self, form: &mut Form) -> Option<NewScores> {
        let mut given = Vec::new();
        for (place, criterion) in self.own() {
            let points = form.parsed_optional(&points_field(place), read_points);
            let reason = form.optional(&reason_field(place), REASON);
            if let Some(points) = points {
                given.push(Given {
                    criterion: criterion.code.clone(),
                    points,
                    reason,
                });
            }
        }
        // What the rules refuse is told together with what cannot be read.
        if !form.errors().is_empty() {
            self.refuse_by_rules(form, given);
            return None;
        }
        Some(NewScores {
            table: form.value("bang").to_owned(),
            seen: form.value("da_xem").parse().unwrap_or(usize::MAX),
            given,
        })
    }

    fn refuse_by_rules(&self, form: &mut Form, given: Vec<Given>) {
        let Some(table) = &self.board.table else {
            return;
        };
        let latest = self.board.latest(&self.member.unit);
        if let Err(errors) = accept(&table.table, &latest, self.giver, given) {
            self.refuse(form, &errors);
        }
    }

    fn refuse(&self, form: &mut Form, errors: &[EntryError]) {
        for EntryError { criterion, error } in errors {
            let place = self.criteria().position(|known| known.code == *criterion);
            let place = place.unwrap_or_default();
            let field = if matches!(error, ScoreError::ReasonNeeded { .. }) {
                reason_field(place)
            } else {
                points_field(place)
            };
            form.refuse(&field, messages::score(error));
        }
    }

    /// The page that follows.
    pub(super) fn answer(
        &self,
        mut form: Form,
        given: Result<usize, ScoringError>,
    ) -> Result<Response, PageError> {
        match given {
            Ok(_) => {
                let kind = self.giver.kind().key();
                let rest = format!("/{}?xong={kind}", self.member.slug);
                Ok(see_other(&address(&self.in_year.year, &rest)))
            }
            Err(ScoringError::Refused(errors)) => {
                self.refuse(&mut form, &errors);
                refused(&self.page(form))
            }
            Err(ScoringError::NothingChanged) => {
                let first = self.own().next().map_or(0, |(place, _)| place);
                form.refuse(&points_field(first), messages::NOTHING_CHANGED);
                refused(&self.page(form))
            }
            Err(ScoringError::Store(StoreError::Stale(_))) => {
                let mut shown = self.page(form);
                shown.stale = Some(messages::STALE);
                conflict(&shown)
            }
            Err(ScoringError::NoTable | ScoringError::Published) => conflict(&self.page(form)),
            Err(ScoringError::Store(error)) => Err(error.into()),
        }
    }

    /// The form as a page.
    pub(super) fn page(&self, form: Form) -> EntryPage {
        let year = &self.in_year.year;
        let (title, help, part) = words(self.giver);
        EntryPage {
            frame: Frame::of_year(&self.in_year.session, year, MENU),
            base: address(year, ""),
            href: address(year, &format!("/{}", self.member.slug)),
            name: self.member.name.clone(),
            title,
            help,
            part,
            table: self
                .board
                .table
                .as_ref()
                .map_or_else(String::new, |table| table.id.clone()),
            seen: self.seen(),
            fields: self.fields(),
            closed: self.closed(),
            stale: None,
            form,
        }
    }

    /// Why nothing can be scored now.
    fn closed(&self) -> Option<&'static str> {
        if self.board.table.is_none() {
            return Some(messages::NO_TABLE);
        }
        if self.board.publication.is_some() {
            return Some(messages::PUBLISHED);
        }
        None
    }

    fn fields(&self) -> Vec<Field> {
        let latest = self.board.latest(&self.member.unit);
        let next = match self.giver.kind() {
            ScoreKind::SelfScore => Some(ScoreKind::Verified),
            ScoreKind::Verified => Some(ScoreKind::Final),
            ScoreKind::Final => None,
        };
        let lines = lines(&self.board, &self.member).into_iter().enumerate();
        let fields = lines
            .zip(self.criteria())
            .map(|((place, line), criterion)| {
                let rests = next.and_then(|next| latest.get(&criterion.code, next));
                Field {
                    line,
                    points: points_field(place),
                    reason: reason_field(place),
                    open: self.giver.scores(criterion) && rests.is_none(),
                    gate: criterion.method == Method::Gate,
                }
            });
        fields.collect()
    }
}

fn points_field(place: usize) -> String {
    format!("diem_{place}")
}

fn reason_field(place: usize) -> String {
    format!("ly_do_{place}")
}

/// Title, help, and the part of the address.
const fn words(giver: Giver) -> (&'static str, &'static str, &'static str) {
    match giver {
        Giver::Unit => (
            "Tự chấm điểm",
            "Nhập điểm các tiêu chí đơn vị tự chấm. Có thể lưu dần từng phần; sửa điểm đã lưu thì ghi lý do.",
            "tu-cham",
        ),
        Giver::Cluster => (
            "Thẩm định điểm",
            "Điểm ghi sẵn theo tự chấm của đơn vị. Sửa tiêu chí nào thì ghi lý do của tiêu chí đó.",
            "tham-dinh",
        ),
        Giver::UpperBody => (
            "Chấm điểm của cơ quan cấp trên",
            "Chỉ nhập các tiêu chí do cơ quan cấp trên chấm.",
            "tham-dinh",
        ),
        Giver::Head => (
            "Chốt điểm chính thức",
            "Điểm ghi sẵn theo thẩm định. Điểm khác thẩm định thì ghi lý do.",
            "chinh-thuc",
        ),
    }
}
