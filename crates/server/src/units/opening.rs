//! Opening a cluster-year, of a cluster that is known or new; members may be carried over from the year before.

use access::Matter;
use access::actions::units::KeepClusterYear;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use rules::ids::UnitId;
use serde::Deserialize;
use store::StoreError;
use store::units::{ClusterYear, NewClusterYear, Role, Unit, UnitKind};
use vietnamese::sort::Collator;
use vietnamese::text::slug;

use super::clusters::{MENU, kind_title};
use super::known::Known;
use super::{NAME, SENTENCE, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, conflict, page, refused};
use crate::web::query::Query;
use crate::web::see_other;
use crate::web::session::{Session, SignedIn};

/// A unit to be ticked.
struct Choice {
    slug: String,
    name: String,
}

#[derive(Template)]
#[template(path = "units/opening.html")]
struct OpeningPage {
    frame: Frame,
    form: Form,
    clusters: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    schools: Vec<Choice>,
    superiors: Vec<Choice>,
    from: Option<i16>,
    taken: Option<String>,
}

/// The year from which members are carried over.
#[derive(Deserialize)]
pub(super) struct From {
    #[serde(default)]
    tu: String,
}

/// The form, empty or filled from an earlier year.
pub(super) async fn get(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Query(from): Query<From>,
) -> Result<Response, PageError> {
    session.decide(&app, KeepClusterYear, Matter::instance("cluster_year", ""))?;
    let known = Known::load(&app).await?;
    let before = known.years.iter().find(|year| year.slug == from.tu);
    let form = before.map_or_else(Form::default, |before| carried_over(&known, before));
    let mut shown = opening_page(&app, &session, &known, form);
    shown.from = before.map(|before| before.year);
    page(&shown)
}

/// Opens the year.
pub(super) async fn post(
    State(app): State<App>,
    SignedIn(session): SignedIn,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = session.decide(&app, KeepClusterYear, Matter::instance("cluster_year", ""))?;
    let known = Known::load(&app).await?;
    let new = read(&known, &mut form);
    if !form.errors().is_empty() {
        let stands = new.filter(|new| stands_in_the_way(&known, new));
        let taken = stands.and_then(|new| taken(&known, &mut form, &new.slug));
        let mut shown = opening_page(&app, &session, &known, form);
        shown.taken = taken;
        return refused(&shown);
    }
    let Some(new) = new else {
        return refused(&opening_page(&app, &session, &known, form));
    };
    let slug = new.slug.clone();
    match app.store().open_cluster_year(&permit, new).await {
        Ok(_) => Ok(see_other(&format!("/nam/{slug}/thanh-vien?xong=lap-nam"))),
        Err(StoreError::Duplicate(_)) => {
            let taken = taken(&known, &mut form, &slug);
            let mut shown = opening_page(&app, &session, &known, form);
            shown.taken = taken;
            conflict(&shown)
        }
        Err(error) => Err(error.into()),
    }
}

/// Whether the cluster has the year, or another cluster its part of an address.
fn stands_in_the_way(known: &Known, new: &NewClusterYear) -> bool {
    let cluster = known
        .clusters
        .iter()
        .find(|one| one.slug == new.cluster_slug);
    known.years.iter().any(|year| {
        let opened = cluster.is_some_and(|cluster| cluster.id == year.cluster);
        year.slug == new.slug || (opened && year.year == new.year)
    })
}

/// What stands in the way: the cluster has the year, or another cluster has its part of an address.
fn taken(known: &Known, form: &mut Form, slug: &str) -> Option<String> {
    let cluster = known
        .clusters
        .iter()
        .find(|one| one.slug == form.value("cum"));
    let number = form.value("nam").trim().parse().ok();
    let opened = known.years.iter().find(|year| {
        Some(year.year) == number && cluster.is_some_and(|cluster| cluster.id == year.cluster)
    });
    if let Some(opened) = opened {
        form.refuse(
            "nam",
            "Cụm, khối này đã lập năm đó. Mở năm đã lập để sửa, hoặc nhập năm khác.",
        );
        return Some(opened.slug.clone());
    }
    form.refuse(
        "ma_nam",
        format!("Mã năm “{slug}” đã dùng cho cụm, khối khác. Nhập mã khác."),
    );
    Some(slug.to_owned())
}

fn read(known: &Known, form: &mut Form) -> Option<NewClusterYear> {
    let (cluster_slug, cluster_kind) = read_cluster(known, form)?;
    let year = form.parsed("nam", read_year);
    let number = form.parsed_optional("so", read_number);
    let name = form.required("ten", NAME);
    let source = form.required("nguon", SENTENCE);
    let members = ticked(known, form, "thanh_vien", year);
    let superiors = ticked(known, form, "cap_tren", year);
    if members.is_empty() && form.error("thanh_vien").is_none() {
        form.refuse(
            "thanh_vien",
            "Chưa chọn đơn vị nào. Đánh dấu các đơn vị thành viên.",
        );
    }
    let slug = read_year_slug(form, year, number, (&cluster_slug, &cluster_kind));
    let year = year?;
    Some(NewClusterYear {
        slug,
        cluster_slug,
        cluster_kind,
        year,
        number,
        name,
        sample: false,
        source,
        members,
        superiors,
    })
}

/// The cluster that was chosen, or the part of an address of a new one; none where that is wrong.
fn read_cluster(known: &Known, form: &mut Form) -> Option<(String, String)> {
    let chosen = form.value("cum");
    if let Some(cluster) = known.clusters.iter().find(|known| known.slug == chosen) {
        return Some((cluster.slug.clone(), cluster.kind.clone()));
    }
    let typed = form.required("ma_moi", 40);
    let made = slug(&typed);
    if !typed.is_empty() && made != typed {
        form.refuse("ma_moi", messages::slug_letters(&made));
    }
    if known.clusters.iter().any(|cluster| cluster.slug == made) {
        form.refuse(
            "ma_moi",
            "Mã này đã có. Chọn cụm, khối đó ở danh sách trên.",
        );
    }
    let kind = form.choice("loai", |kind| {
        matches!(kind, "cum" | "khoi").then(|| kind.to_owned())
    });
    Some((made, kind.unwrap_or_default()))
}

/// The part of an address of the year: as typed, or made from number or cluster.
fn read_year_slug(
    form: &mut Form,
    year: Option<i16>,
    number: Option<i64>,
    (cluster, kind): (&str, &str),
) -> String {
    let typed = form.optional("ma_nam", 60);
    if typed.is_empty() {
        let year = year.unwrap_or_default();
        return number.map_or_else(
            || format!("{year}-{cluster}"),
            |number| format!("{year}-{kind}-{number}"),
        );
    }
    let made = slug(&typed);
    if made != typed {
        form.refuse("ma_nam", messages::slug_letters(&made));
    }
    made
}

/// Years outside these are slips of the finger.
fn read_year(text: &str) -> Result<i16, &'static str> {
    let year = text
        .parse()
        .ok()
        .filter(|year| (1990..=2199).contains(year));
    year.ok_or("Năm gồm bốn chữ số, ví dụ 2022")
}

pub(super) fn read_number(text: &str) -> Result<i64, &'static str> {
    let number = text
        .parse()
        .ok()
        .filter(|number| (1..=999).contains(number));
    number.ok_or("Số của cụm là số nguyên từ 1 đến 999; để trống nếu không đánh số")
}

/// The units ticked in a field; each must exist in the year.
fn ticked(known: &Known, form: &mut Form, field: &str, year: Option<i16>) -> Vec<UnitId> {
    let slugs = form.all(field).to_vec();
    let (names, mergers) = (known.names(), known.mergers());
    let mut units = Vec::new();
    for slug in slugs {
        let Some(unit) = known.units.iter().find(|unit| unit.slug == slug) else {
            form.refuse(
                field,
                format!("Không có đơn vị mã “{slug}”. Tải lại trang rồi chọn lại."),
            );
            continue;
        };
        let alive =
            year.map(|year| rules::units::check_exists_in(&names, &mergers, &unit.id, year));
        if let Some(Err(error)) = alive {
            let name = &unit.name_on(Date::MAX).short_name;
            form.refuse(field, format!("{name}: {}", messages::refusal(&error)));
            continue;
        }
        if !units.contains(&unit.id) {
            units.push(unit.id.clone());
        }
    }
    units
}

fn carried_over(known: &Known, before: &ClusterYear) -> Form {
    let year = before.year.saturating_add(1);
    let cluster = known.clusters.iter().find(|one| one.id == before.cluster);
    let alive = known.alive_in(year);
    let slugs = |role: Role| {
        let takes_part = move |unit: &&&Unit| {
            let years = known.years_of(&unit.id);
            years
                .iter()
                .any(|(of, as_what)| of.id == before.id && *as_what == role)
        };
        let slugs: Vec<String> = alive
            .iter()
            .filter(takes_part)
            .map(|unit| unit.slug.clone())
            .collect();
        slugs
    };
    let number = before
        .number
        .map_or_else(String::new, |number| number.to_string());
    let mut form = Form::filled([
        (
            "cum",
            cluster.map_or_else(String::new, |cluster| cluster.slug.clone()),
        ),
        ("nam", year.to_string()),
        ("so", number),
        ("ten", before.name.clone()),
    ]);
    form.tick("thanh_vien", slugs(Role::Member));
    form.tick("cap_tren", slugs(Role::Superior));
    form
}

fn opening_page(app: &App, session: &Session, known: &Known, form: Form) -> OpeningPage {
    let day = app.today();
    let year = form
        .value("nam")
        .trim()
        .parse()
        .unwrap_or_else(|_| day.year());
    let alive = known.alive_in(year);
    // A unit that was ticked stays in sight, even where the year that was typed had none of it.
    let choices = |field: &str, wanted: fn(UnitKind) -> bool| {
        let shown = |unit: &&Unit| {
            form.has(field, &unit.slug)
                || (wanted(unit.kind) && alive.iter().any(|one| one.id == unit.id))
        };
        let choice = |unit: &Unit| Choice {
            slug: unit.slug.clone(),
            name: unit.name_on(day).short_name.clone(),
        };
        known.units.iter().filter(shown).map(choice).collect()
    };
    OpeningPage {
        frame: Frame::plain(session, MENU),
        clusters: cluster_choices(known),
        kinds: ["cum", "khoi"]
            .map(|kind| (kind.to_owned(), kind_title(kind).to_owned()))
            .to_vec(),
        schools: choices("thanh_vien", |kind| kind == UnitKind::School),
        superiors: choices("cap_tren", |kind| kind != UnitKind::School),
        from: None,
        taken: None,
        form,
    }
}

fn cluster_choices(known: &Known) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = known
        .clusters
        .iter()
        .map(|cluster| {
            (
                cluster.slug.clone(),
                format!("{} ({})", known.cluster_name(cluster), cluster.slug),
            )
        })
        .collect();
    Collator::new().sort_by_name(&mut all, |(_, name)| name);
    all.insert(0, (String::new(), "Cụm, khối mới".to_owned()));
    all
}
