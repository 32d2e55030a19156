//! Who takes part in a year; adding a unit, taking one out with a reason.

use access::actions::units::{KeepClusterYear, SeeOffice};
use access::{Matter, Permit};
use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use rules::ids::UnitId;
use rules::units::check_exists_in;
use store::StoreError;
use store::units::{ClusterYear, Headship, Member, Role, Standing, UnitChangeError};

use super::known::Known;
use super::{AskedFormat, Done, OfUnit, SENTENCE, SILENT, messages};
use crate::history::words;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::query::Query;
use crate::web::see_other;
use crate::web::session::{InYear, Session};

/// The menu entry of the members of a year.
pub(super) const MENU: &str = "thanh-vien";

struct Row {
    slug: String,
    name: String,
    short_name: String,
    role: String,
    /// What the unit has in the year, in words; empty where it may be taken out.
    data: String,
}

#[derive(Template)]
#[template(path = "units/members.html")]
struct MembersPage {
    frame: Frame,
    base: String,
    slug: String,
    number: i16,
    cluster: String,
    cluster_number: String,
    source: String,
    rows: Vec<Row>,
    members: usize,
    choices: Vec<(String, String)>,
    roles: Vec<(String, String)>,
    form: Form,
    version: i64,
    removing: String,
    may_keep: bool,
    stale: Option<&'static str>,
}

/// The list.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let mut shown = members_page(&app, &in_year, Form::default()).await?;
    shown.frame = shown.frame.saying(messages::done(&done.xong));
    page(&shown)
}

/// The list as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<AskedFormat>,
) -> Result<Response, PageError> {
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let year = &in_year.year;
    let columns = ["Đơn vị", "Tên gọn", "Vai trò"];
    let mut sheet = Sheet::of_year(year, "Thành viên", &columns);
    for row in rows(&app, year, false).await? {
        sheet.push(vec![
            Cell::text(row.name),
            Cell::text(row.short_name),
            Cell::text(row.role),
        ]);
    }
    sheet.answer(format, app.today())
}

/// Adds units.
pub(super) async fn add(
    State(app): State<App>,
    in_year: InYear,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = permitted(&app, &in_year.session, &in_year.year)?;
    let units = app.store().units().await?;
    let ticked: Vec<UnitId> = units
        .iter()
        .filter(|unit| form.has("don_vi", &unit.slug))
        .map(|unit| unit.id.clone())
        .collect();
    if ticked.is_empty() {
        form.refuse("don_vi", "Chưa chọn đơn vị nào. Đánh dấu đơn vị cần thêm.");
    }
    let role = form.choice("vai_tro", Role::from_key);
    let source = form.required("nguon", SENTENCE);
    let Some(role) = role.filter(|_| form.errors().is_empty()) else {
        let known = Known::load(&app).await?;
        let (names, mergers) = (known.names(), known.mergers());
        for unit in &ticked {
            let exists = check_exists_in(&names, &mergers, unit, in_year.year.year);
            if let Err(error) = exists {
                form.refuse("don_vi", messages::refusal(&error));
            }
        }
        return refused(&members_page(&app, &in_year, form).await?);
    };
    let new: Vec<(UnitId, Role)> = ticked.into_iter().map(|unit| (unit, role)).collect();
    let added = app
        .store()
        .add_participants(&permit, version(&form), &new, &source)
        .await;
    match added {
        Ok(()) => Ok(see_other(&address(&in_year.year, "?xong=them"))),
        Err(UnitChangeError::Refused(errors)) => {
            for error in &errors {
                form.refuse("don_vi", messages::refusal(error));
            }
            refused(&members_page(&app, &in_year, form).await?)
        }
        Err(UnitChangeError::Store(StoreError::Stale(_) | StoreError::Duplicate(_))) => {
            behind(&app, &in_year, form).await
        }
        Err(UnitChangeError::Store(error)) => Err(error.into()),
    }
}

/// Takes a unit out.
pub(super) async fn remove(
    State(app): State<App>,
    in_year: InYear,
    Path(of): Path<OfUnit>,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = permitted(&app, &in_year.session, &in_year.year)?;
    let unit = app.store().unit_by_slug(&of.unit).await?;
    let unit = unit.ok_or(PageError::NotFound)?;
    let data = data_of(&app, &in_year.year, &unit.id).await?;
    if !data.is_empty() {
        form.refuse(
            "danh-sach",
            format!("Đơn vị đã có dữ liệu trong năm ({data}) nên không đưa ra được. Dữ liệu của năm giữ nguyên với đơn vị đã tham gia."),
        );
        return conflict(&members_page(&app, &in_year, form).await?);
    }
    if form.required("ly_do", SENTENCE).is_empty() {
        let mut shown = members_page(&app, &in_year, form).await?;
        shown.removing = of.unit;
        return refused(&shown);
    }
    let reason = form.value("ly_do").to_owned();
    let removed = app
        .store()
        .remove_participant(&permit, version(&form), &unit.id, &reason)
        .await;
    match removed {
        Ok(()) => Ok(see_other(&address(&in_year.year, "?xong=go"))),
        Err(StoreError::Stale(_)) => behind(&app, &in_year, form).await,
        Err(error) => Err(error.into()),
    }
}

/// The list as it is now, with what was typed, for somebody whose list is older.
async fn behind(app: &App, in_year: &InYear, form: Form) -> Result<Response, PageError> {
    let latest = app.store().cluster_year_by_slug(&in_year.year.slug).await?;
    let latest = latest.ok_or(PageError::NotFound)?;
    let mut shown = members_page(app, in_year, form).await?;
    shown.version = latest.version;
    shown.stale = Some(messages::STALE);
    conflict(&shown)
}

/// The permit to keep a year.
pub(super) fn permitted(
    app: &App,
    session: &Session,
    year: &ClusterYear,
) -> Result<Permit<KeepClusterYear>, PageError> {
    session.decide(app, KeepClusterYear, matter(year))
}

/// The address of the members of a year, or of something beneath it.
pub(super) fn address(year: &ClusterYear, rest: &str) -> String {
    format!("/nam/{}/thanh-vien{rest}", year.slug)
}

fn matter(year: &ClusterYear) -> Matter {
    Matter::of_year("cluster_year", year.id.as_str(), &year.id)
}

fn version(form: &Form) -> i64 {
    form.value("phien_ban").parse().unwrap_or(0)
}

async fn members_page(app: &App, in_year: &InYear, form: Form) -> Result<MembersPage, PageError> {
    let year = &in_year.year;
    let principal = &in_year.session.principal;
    in_year.session.decide(app, SeeOffice, matter(year))?;
    let may_keep = app.may(principal, KeepClusterYear, &matter(year));
    let number = year.number.map(|number| number.to_string());
    Ok(MembersPage {
        frame: Frame::of_year(&in_year.session, year, MENU),
        base: address(year, ""),
        slug: year.slug.clone(),
        number: year.year,
        cluster: year.name.clone(),
        cluster_number: number.unwrap_or_else(|| SILENT.to_owned()),
        source: year.source.clone(),
        rows: rows(app, year, may_keep).await?,
        members: app.store().members(year).await?.len(),
        choices: choices(app, year).await?,
        roles: [Role::Member, Role::Superior]
            .map(|role| (role.key().to_owned(), role.title().to_owned()))
            .to_vec(),
        version: form.value("phien_ban").parse().unwrap_or(year.version),
        form,
        removing: String::new(),
        may_keep,
        stale: None,
    })
}

/// Members, then upper bodies; with what each has in the year where that is asked for.
async fn rows(app: &App, year: &ClusterYear, with_data: bool) -> Result<Vec<Row>, PageError> {
    let heads = app.store().headships(&year.id).await?;
    let members = app.store().members(year).await?;
    let superiors = app.store().superiors(year).await?;
    let mut rows = Vec::new();
    let members = members.into_iter().map(|member| (member, Role::Member));
    let superiors = superiors.into_iter().map(|member| (member, Role::Superior));
    for (member, role) in members.chain(superiors) {
        let data = if with_data {
            data_of(app, year, &member.unit).await?
        } else {
            String::new()
        };
        rows.push(Row {
            role: role_of(&heads, year, &member, role),
            slug: member.slug,
            name: member.name,
            short_name: member.short_name,
            data,
        });
    }
    Ok(rows)
}

fn role_of(heads: &[Headship], year: &ClusterYear, member: &Member, role: Role) -> String {
    let head = heads.iter().find(|head| {
        head.unit == member.unit && head.standing(year.last_day()) == Standing::Recognised
    });
    head.map_or(role.title(), |head| head.role.title())
        .to_owned()
}

/// What a unit has in a year, by the names of the registers.
async fn data_of(app: &App, year: &ClusterYear, unit: &UnitId) -> Result<String, PageError> {
    let tables = app.store().left_behind(&year.id, unit).await?;
    let titles: Vec<String> = tables
        .into_iter()
        .filter_map(words::table)
        .map(|table| table.title.to_lowercase())
        .collect();
    Ok(titles.join("; "))
}

/// Units of the year that do not take part yet.
async fn choices(app: &App, year: &ClusterYear) -> Result<Vec<(String, String)>, PageError> {
    let known = Known::load(app).await?;
    let takes_part = |id: &UnitId| known.years_of(id).iter().any(|(of, _)| of.id == year.id);
    Ok(known
        .alive_in(year.year)
        .into_iter()
        .filter(|unit| !takes_part(&unit.id))
        .map(|unit| {
            let name = unit.name_on(year.last_day());
            (unit.slug.clone(), name.short_name.clone())
        })
        .collect())
}
