//! Clusters of any number with their years, as those see them who take part or keep the instance.

use access::Matter;
use access::actions::units::{KeepClusterYear, SeeOffice};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use store::units::{Cluster, ClusterYear, HeadRole, Role, Standing};
use vietnamese::sort::Collator;

use super::known::Known;
use super::{AskedFormat, SILENT};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::export::{Cell, Format, Sheet};
use crate::web::page::{Frame, page};
use crate::web::query::Query;
use crate::web::session::{Session, SignedIn};

/// The menu entry of clusters.
pub(super) const MENU: &str = "cum-thi-dua";

struct ClusterView {
    slug: String,
    name: String,
    kind: &'static str,
    current: bool,
    years: Vec<YearLine>,
}

struct YearLine {
    slug: String,
    year: i16,
    next: i16,
    sample: bool,
    name: String,
    number: String,
    head: String,
    members: usize,
}

#[derive(Template)]
#[template(path = "units/clusters.html")]
struct ClustersPage {
    frame: Frame,
    clusters: Vec<ClusterView>,
    this_year: i16,
    may_open: bool,
}

/// The list; only years whose office pages the one who looks may open.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
) -> Result<Response, PageError> {
    let opening = Matter::instance("cluster_year", "");
    page(&ClustersPage {
        frame: Frame::plain(&session, MENU),
        clusters: clusters(&app, &session).await?,
        this_year: app.today().year(),
        may_open: app.may(&session.principal, KeepClusterYear, &opening),
    })
}

/// The list as XLSX or CSV.
pub(super) async fn export(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Query(asked): Query<AskedFormat>,
) -> Result<Response, PageError> {
    let format = Format::from_extension(&asked.dang).ok_or(PageError::NotFound)?;
    let columns = [
        "Mã cụm, khối",
        "Năm",
        "Tên trong năm",
        "Số",
        "Cụm trưởng",
        "Số thành viên",
        "Ghi chú",
    ];
    let mut sheet = Sheet::of_instance("Cụm, khối thi đua", &columns);
    for cluster in clusters(&app, &session).await? {
        for line in cluster.years {
            let note = if line.sample { "Dữ liệu mẫu" } else { "" };
            sheet.push(vec![
                Cell::text(&cluster.slug),
                Cell::whole(i64::from(line.year)),
                Cell::text(line.name),
                Cell::text(line.number),
                Cell::text(line.head),
                Cell::whole(i64::try_from(line.members).unwrap_or(i64::MAX)),
                Cell::text(note),
            ]);
        }
    }
    sheet.answer(format, app.today())
}

async fn clusters(app: &App, session: &Session) -> Result<Vec<ClusterView>, PageError> {
    let known = Known::load(app).await?;
    let mut views = Vec::new();
    for cluster in &known.clusters {
        let years = years(app, session, &known, cluster).await?;
        if years.is_empty() {
            continue;
        }
        views.push(ClusterView {
            slug: cluster.slug.clone(),
            name: known.cluster_name(cluster),
            kind: kind_title(&cluster.kind),
            current: years.iter().any(|line| line.year == app.today().year()),
            years,
        });
    }
    Collator::new().sort_by_name(&mut views, |view| &view.name);
    Ok(views)
}

async fn years(
    app: &App,
    session: &Session,
    known: &Known,
    cluster: &Cluster,
) -> Result<Vec<YearLine>, PageError> {
    let mut lines = Vec::new();
    for year in known.years.iter().filter(|year| year.cluster == cluster.id) {
        let matter = Matter::of_year("cluster_year", year.id.as_str(), &year.id);
        if !app.may(&session.principal, SeeOffice, &matter) {
            continue;
        }
        lines.push(YearLine {
            slug: year.slug.clone(),
            year: year.year,
            next: year.year.saturating_add(1),
            sample: year.sample,
            name: year.name.clone(),
            number: year
                .number
                .map_or_else(|| SILENT.to_owned(), |number| number.to_string()),
            head: head(app, known, year).await?,
            members: known.count(&year.id, Role::Member),
        });
    }
    Ok(lines)
}

async fn head(app: &App, known: &Known, year: &ClusterYear) -> Result<String, PageError> {
    let heads = app.store().headships(&year.id).await?;
    let head = heads.iter().find(|head| head.role == HeadRole::Head);
    Ok(head.map_or_else(
        || "chưa có".to_owned(),
        |head| {
            let name = known.name_on(&head.unit, year.last_day());
            match head.standing(year.last_day()) {
                Standing::Introduced => format!("{name} (được giới thiệu)"),
                Standing::Recognised | Standing::Ended => name,
            }
        },
    ))
}

/// The Vietnamese term of a kind of cluster.
pub(super) fn kind_title(kind: &str) -> &'static str {
    if kind == "khoi" {
        "Khối thi đua"
    } else {
        "Cụm thi đua"
    }
}
