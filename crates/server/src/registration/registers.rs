//! The list: the common theme, the pledge, and each member's registration.

use access::actions::registration::{SeeRegistration, SetTheme, SignPledge};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use rules::ids::UnitId;
use serde::Deserialize;
use store::registration::{CommonTheme, StoredPledge, StoredVersion};
use store::units::Member;
use vietnamese::date::{moment, short};

use super::{Done, MENU, SILENT, address, matter, messages, plan};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::InYear;

struct Row {
    href: String,
    unit: String,
    short: String,
    plan: String,
    theme: String,
    movements: String,
    number: u32,
    at: String,
}

#[derive(Template)]
#[template(path = "registration/registers.html")]
struct RegistersPage {
    frame: Frame,
    base: String,
    theme: Option<CommonTheme>,
    earlier: Vec<CommonTheme>,
    /// The plan in words, and whether its paper can be opened.
    plan: Option<(String, bool)>,
    pledge: Option<StoredPledge>,
    signed_on: String,
    unsigned: String,
    rows: Vec<Row>,
    registered: usize,
    may_set: bool,
    may_sign: bool,
}

/// The list.
pub(super) async fn get(
    State(app): State<App>,
    in_year: InYear,
    Query(done): Query<Done>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, SeeRegistration, matter(year))?;
    let mut themes = app.store().common_themes(&year.id).await?.into_iter();
    let pledge = app.store().pledge(&year.id).await?;
    let rows = rows(&app, &in_year).await?;
    let plan = app.store().cluster_plan(&year.id).await?;
    let principal = &in_year.session.principal;
    page(&RegistersPage {
        frame: Frame::of_year(&in_year.session, year, MENU).saying(messages::done(&done.xong)),
        base: address(year, ""),
        plan: plan.map(|known| (plan::words(&known.plan), known.plan.file.is_some())),
        theme: themes.next(),
        earlier: themes.collect(),
        signed_on: pledge
            .as_ref()
            .map_or_else(String::new, |pledge| short(pledge.said.on)),
        unsigned: unsigned(pledge.as_ref(), &app.store().members(year).await?),
        pledge,
        registered: rows.iter().filter(|row| row.number > 0).count(),
        rows,
        may_set: app.may(principal, SetTheme, &matter(year)),
        may_sign: app.may(principal, SignPledge, &matter(year)),
    })
}

/// The short names of the members that have not signed the pledge.
fn unsigned(pledge: Option<&StoredPledge>, members: &[Member]) -> String {
    let left_out =
        |member: &&Member| pledge.is_some_and(|pledge| pledge.said.unsigned.contains(&member.unit));
    let names = members.iter().filter(left_out);
    let names: Vec<&str> = names.map(|member| member.short_name.as_str()).collect();
    names.join(", ")
}

/// How the table is asked for.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    dang: String,
}

/// The list as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    in_year: InYear,
    Query(asked): Query<Asked>,
) -> Result<Response, PageError> {
    let year = &in_year.year;
    in_year
        .session
        .decide(&app, SeeRegistration, matter(year))?;
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let columns = [
        "Đơn vị",
        "Kế hoạch",
        "Chủ đề riêng",
        "Phong trào, cuộc vận động",
        "Lần đăng ký",
        "Lưu lúc",
    ];
    let mut sheet = Sheet::of_year(year, "Đăng ký thi đua", &columns);
    for row in rows(&app, &in_year).await? {
        sheet.push(vec![
            Cell::text(row.unit),
            Cell::text(row.plan),
            Cell::text(row.theme),
            Cell::text(row.movements),
            Cell::whole(i64::from(row.number)),
            Cell::text(row.at),
        ]);
    }
    sheet.answer(format, app.today())
}

async fn rows(app: &App, in_year: &InYear) -> Result<Vec<Row>, PageError> {
    let year = &in_year.year;
    let all = app.store().registrations(&year.id).await?;
    let members = app.store().members(year).await?;
    Ok(members
        .into_iter()
        .map(|member| {
            let latest = latest(&all, &member.unit);
            Row {
                href: address(year, &format!("/{}", member.slug)),
                unit: member.name,
                short: member.short_name,
                plan: latest.map_or_else(
                    || SILENT.to_owned(),
                    |known| plan::words(&known.version.content.plan),
                ),
                theme: theme(latest),
                movements: movements(latest),
                number: latest.map_or(0, |known| known.version.number),
                at: latest.map_or_else(String::new, |known| moment(known.at)),
            }
        })
        .collect())
}

fn latest<'a>(all: &'a [StoredVersion], unit: &UnitId) -> Option<&'a StoredVersion> {
    all.iter().rfind(|version| version.unit == *unit)
}

fn theme(latest: Option<&StoredVersion>) -> String {
    let theme = latest.and_then(|known| known.version.content.theme.clone());
    theme.unwrap_or_else(|| SILENT.to_owned())
}

fn movements(latest: Option<&StoredVersion>) -> String {
    let Some(known) = latest else {
        return "chưa đăng ký".to_owned();
    };
    match known.version.content.movements.as_slice() {
        [] => SILENT.to_owned(),
        all => all.join("; "),
    }
}
