//! The editor of a draft: the whole table in one form. An empty line adds nothing, a cleared line is left out.

use access::actions::scoring::KeepScoringTable;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::figures::Decimal;
use rules::scoring::{
    Criterion, Group, Method, Scorer, ScoringTable, TableError, TableState, check_table,
};
use store::StoreError;

use super::table_page::stored;
use super::{Done, MENU, OfTable, address, matter, messages, points, read_points};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::query::Query;
use crate::web::see_other;
use crate::web::session::InYear;

/// Empty lines offered at the end of each group.
const SPARE: usize = 3;
/// The most groups, and the most criteria of a group, that one form takes.
const MOST: usize = 100;
/// The longest code.
const CODE: usize = 20;
/// The longest text.
const TEXT: usize = 1000;

/// A group of the form: the start of its fields' names, and those of its criteria.
struct EditGroup {
    at: String,
    rows: Vec<String>,
}

#[derive(Template)]
#[template(path = "scoring/editor.html")]
struct EditorPage {
    frame: Frame,
    base: String,
    href: String,
    number: i64,
    version: i64,
    groups: Vec<EditGroup>,
    stale: Option<&'static str>,
    form: Form,
}

/// The form, filled with the draft.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfTable>,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, KeepScoringTable, matter(year))?;
    let table = stored(&app, &in_year, of.number).await?;
    if table.state != TableState::Draft {
        return Err(PageError::Bad(not_a_draft(table.state)));
    }
    let mut shown = editor_page(&in_year, of.number, table.version, filled(&table.table));
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// Saves the draft.
pub(super) async fn post(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfTable>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    let permit = in_year
        .session
        .decide(&app, KeepScoringTable, matter(year))?;
    let version = form.value("phien_ban").parse().unwrap_or(0);
    let table = read(&mut form);
    let Some(table) = table.filter(|_| form.errors().is_empty()) else {
        return refused(&editor_page(&in_year, of.number, version, form));
    };
    let saved = app
        .store()
        .change_scoring_table(&permit, of.number, version, &table)
        .await;
    match saved {
        Ok(()) => Ok(see_other(&address(
            year,
            &format!("/bang-tieu-chi/{}/sua?xong=luu-bang", of.number),
        ))),
        Err(StoreError::Stale(_)) => {
            let now = stored(&app, &in_year, of.number).await?;
            let mut shown = editor_page(&in_year, of.number, now.version, form);
            shown.stale = Some(messages::STALE);
            conflict(&shown)
        }
        Err(StoreError::Refused { .. }) => {
            let now = stored(&app, &in_year, of.number).await?;
            form.refuse("tong_diem", not_a_draft(now.state));
            conflict(&editor_page(&in_year, of.number, version, form))
        }
        Err(error) => Err(error.into()),
    }
}

fn not_a_draft(state: TableState) -> String {
    format!(
        "Bảng tiêu chí ở tình trạng “{}”, nên không sửa được. Bảng đã thống nhất thì đưa về nháp; bảng đã ban hành thì lập bảng mới.",
        state.label()
    )
}

fn editor_page(in_year: &InYear, number: i64, version: i64, form: Form) -> EditorPage {
    EditorPage {
        frame: Frame::of_year(&in_year.session, &in_year.year, MENU),
        base: address(&in_year.year, ""),
        href: address(&in_year.year, &format!("/bang-tieu-chi/{number}")),
        number,
        version,
        groups: laid_out(&form),
        stale: None,
        form,
    }
}

/// The groups of the form with their lines, and one empty group more.
fn laid_out(form: &Form) -> Vec<EditGroup> {
    let filled = (0..MOST).take_while(|group| has(form, &group_at(*group), "ten"));
    let all = filled.count() + usize::from(!is_last_empty(form));
    (0..all.max(1))
        .map(|group| {
            let at = group_at(group);
            let lines = (0..MOST).take_while(|line| has(form, &line_at(&at, *line), "loi"));
            let lines = lines.count().max(SPARE);
            let rows = (0..lines).map(|line| line_at(&at, line)).collect();
            EditGroup { at, rows }
        })
        .collect()
}

/// Whether the last group that was sent stayed empty, so that no further one is needed.
fn is_last_empty(form: &Form) -> bool {
    let last = (0..MOST)
        .take_while(|group| has(form, &group_at(*group), "ten"))
        .last();
    last.is_some_and(|last| {
        let at = group_at(last);
        form.value(&format!("{at}ma")).is_empty() && form.value(&format!("{at}ten")).is_empty()
    })
}

fn has(form: &Form, at: &str, field: &str) -> bool {
    !form.all(&format!("{at}{field}")).is_empty()
}

fn group_at(group: usize) -> String {
    format!("n{group}_")
}

fn line_at(group: &str, line: usize) -> String {
    format!("{group}t{line}_")
}

fn filled(table: &ScoringTable) -> Form {
    let mut values: Vec<(String, String)> = vec![(
        "tong_diem".to_owned(),
        if table.total.is_zero() {
            String::new()
        } else {
            points(table.total)
        },
    )];
    let cap = table.bonus_cap.map_or_else(String::new, points);
    values.push(("tran_thuong".to_owned(), cap));
    for (group, place) in table.groups.iter().zip(0..) {
        let at = group_at(place);
        values.push((format!("{at}ma"), group.code.clone()));
        values.push((format!("{at}ten"), group.text.clone()));
        for (criterion, line) in group.criteria.iter().zip(0..) {
            values.extend(filled_line(&line_at(&at, line), criterion));
        }
        let spare = group.criteria.len()..group.criteria.len() + SPARE;
        values.extend(spare.map(|line| (format!("{}loi", line_at(&at, line)), String::new())));
    }
    Form::filled(
        values
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone())),
    )
}

fn filled_line(at: &str, criterion: &Criterion) -> Vec<(String, String)> {
    let evidence = criterion.evidence_required.then(|| "co".to_owned());
    let fields = [
        ("ma", criterion.code.clone()),
        ("loi", criterion.text.clone()),
        ("toi_da", points(criterion.max)),
        ("cach", criterion.method.key().to_owned()),
        ("ai", criterion.scored_by.key().to_owned()),
        ("minh_chung", evidence.unwrap_or_default()),
    ];
    let named = fields.into_iter();
    named
        .map(|(field, value)| (format!("{at}{field}"), value))
        .collect()
}

/// Reads the whole table; every wrong field is refused.
fn read(form: &mut Form) -> Option<ScoringTable> {
    let total = form.parsed("tong_diem", read_points);
    let bonus_cap = form.parsed_optional("tran_thuong", read_points);
    for (field, points) in [("tong_diem", total), ("tran_thuong", bonus_cap)] {
        if points.is_some_and(Decimal::is_negative) {
            form.refuse(field, "Điểm không thể nhỏ hơn 0. Nhập lại.");
        }
    }
    let mut places = Vec::new();
    let groups = laid_out(form)
        .iter()
        .filter_map(|group| read_group(form, group, &mut places))
        .collect();
    let table = ScoringTable {
        total: total.unwrap_or(Decimal::ZERO),
        bonus_cap,
        groups,
    };
    refuse_faults(form, &table, &places);
    form.errors().is_empty().then_some(table)
}

/// A group, unless it and all its lines are empty. `places` remembers the field of each code.
fn read_group(
    form: &mut Form,
    group: &EditGroup,
    places: &mut Vec<(String, String)>,
) -> Option<Group> {
    let at = &group.at;
    let lines: Vec<&String> = group
        .rows
        .iter()
        .filter(|line| !is_empty(form, line))
        .collect();
    let (code, text) = (format!("{at}ma"), format!("{at}ten"));
    if lines.is_empty() && form.value(&code).is_empty() && form.value(&text).is_empty() {
        return None;
    }
    let read = (form.required(&code, CODE), form.required(&text, TEXT));
    places.push((read.0.clone(), code));
    let criteria = lines
        .into_iter()
        .map(|line| read_line(form, line, places))
        .collect();
    Some(Group {
        code: read.0,
        text: read.1,
        criteria,
    })
}

fn is_empty(form: &Form, line: &str) -> bool {
    ["ma", "loi", "toi_da"]
        .iter()
        .all(|field| form.value(&format!("{line}{field}")).trim().is_empty())
}

/// A line; what cannot be read of it is refused, and something stands in for it so that the rest can be held together.
fn read_line(form: &mut Form, line: &str, places: &mut Vec<(String, String)>) -> Criterion {
    let field = |name: &str| format!("{line}{name}");
    let code = form.required(&field("ma"), CODE);
    let text = form.required(&field("loi"), TEXT);
    let method = form.choice(&field("cach"), Method::from_key);
    let scored_by = form.choice(&field("ai"), Scorer::from_key);
    let max = if method == Some(Method::Gate) && form.value(&field("toi_da")).is_empty() {
        Some(Decimal::ZERO)
    } else {
        form.parsed(&field("toi_da"), read_points)
    };
    places.push((code.clone(), field("ma")));
    let criterion = Criterion {
        code,
        text,
        max: max.unwrap_or(Decimal::ZERO),
        method: method.unwrap_or(Method::Fixed),
        evidence_required: form.has(&field("minh_chung"), "co"),
        scored_by: scored_by.unwrap_or(Scorer::Unit),
    };
    if max.is_some() && method.is_some() && !criterion.has_good_max() {
        form.refuse(&field("toi_da"), messages::BAD_MAX);
    }
    criterion
}

/// What makes a draft unreadable is refused; a total that is not the sum yet may be saved and is mended later.
fn refuse_faults(form: &mut Form, table: &ScoringTable, places: &[(String, String)]) {
    for fault in check_table(table) {
        let field = match &fault {
            TableError::CodeTwice { code } if !code.is_empty() => {
                let place = places.iter().rfind(|(known, _)| known == code);
                place.map_or("tong_diem", |(_, field)| field.as_str())
            }
            TableError::TooLarge => "tong_diem",
            // A code that is missing and a most that cannot be are told at their lines.
            TableError::CodeTwice { .. }
            | TableError::BadMax { .. }
            | TableError::Empty
            | TableError::TotalNotSum { .. } => continue,
        };
        form.refuse(field, messages::table(&fault));
    }
}
