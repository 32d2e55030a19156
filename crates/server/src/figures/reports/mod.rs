//! Reports of figures (báo cáo số liệu): rounds, the board of a round, a unit's report and everything done to it.

mod acts;
mod board;
mod confirming;
mod entered;
mod extending;
mod findings;
mod lending;
mod link_page;
mod messages;
mod parties;
mod print;
pub(crate) mod reminder;
mod report_page;
mod round_form;
mod rounds;
pub(crate) mod section_form;
mod section_page;
mod signing;
pub(super) mod standing;
mod trail;

use access::Matter;
use rules::figures::Section;
use rules::ids::UnitId;
use serde::Deserialize;
use store::figures::Round;
use store::units::{ClusterYear, Member};

use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::names::member;
use crate::web::page::Done;
use crate::web::routes::Routes;

/// Routes of rounds and reports.
pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/nam/{year}/so-lieu", rounds::get)
        .get("/nam/{year}/so-lieu/ky/moi", round_form::get_new)
        .post("/nam/{year}/so-lieu/ky/moi", round_form::post_new)
        .get("/nam/{year}/so-lieu/ky/{round}", board::get)
        .get("/nam/{year}/so-lieu/ky/{round}/tai-ve", board::export)
        .get("/nam/{year}/so-lieu/ky/{round}/sua", round_form::get)
        .post("/nam/{year}/so-lieu/ky/{round}/sua", round_form::post)
        .merge(of_report())
        .get("/nhap/{token}", link_page::get)
        .post("/nhap/{token}", link_page::post)
}

fn of_report() -> Routes {
    Routes::new()
        .get("/nam/{year}/so-lieu/ky/{round}/{unit}", report_page::get)
        .get("/nam/{year}/so-lieu/ky/{round}/{unit}/ban-in", print::get)
        .get(
            "/nam/{year}/so-lieu/ky/{round}/{unit}/tep/{file}",
            signing::file,
        )
        .post("/nam/{year}/so-lieu/ky/{round}/{unit}/gui", acts::send)
        .post(
            "/nam/{year}/so-lieu/ky/{round}/{unit}/tra-lai",
            acts::return_it,
        )
        .post("/nam/{year}/so-lieu/ky/{round}/{unit}/duyet", acts::approve)
        .post(
            "/nam/{year}/so-lieu/ky/{round}/{unit}/huy-duyet",
            acts::undo,
        )
        .post("/nam/{year}/so-lieu/ky/{round}/{unit}/khoa", acts::lock)
        .post(
            "/nam/{year}/so-lieu/ky/{round}/{unit}/mo-khoa",
            acts::unlock,
        )
        .post(
            "/nam/{year}/so-lieu/ky/{round}/{unit}/gia-han",
            extending::post,
        )
        .post(
            "/nam/{year}/so-lieu/ky/{round}/{unit}/ban-ky",
            signing::paper,
        )
        .post("/nam/{year}/so-lieu/ky/{round}/{unit}/ky", signing::screen)
        .post(
            "/nam/{year}/so-lieu/ky/{round}/{unit}/xac-nhan",
            confirming::post,
        )
        .get(
            "/nam/{year}/so-lieu/ky/{round}/{unit}/giao-phong",
            lending::get,
        )
        .post(
            "/nam/{year}/so-lieu/ky/{round}/{unit}/giao-phong",
            lending::post,
        )
        .post(
            "/nam/{year}/so-lieu/ky/{round}/{unit}/giao-phong/{link}/thu-hoi",
            lending::take_back,
        )
        .get(
            "/nam/{year}/so-lieu/ky/{round}/{unit}/{section}",
            section_page::get,
        )
        .post(
            "/nam/{year}/so-lieu/ky/{round}/{unit}/{section}",
            section_page::post,
        )
        .get(
            "/nam/{year}/so-lieu/ky/{round}/{unit}/{section}/nhap-thay",
            section_page::get_on_behalf,
        )
        .post(
            "/nam/{year}/so-lieu/ky/{round}/{unit}/{section}/nhap-thay",
            section_page::post_on_behalf,
        )
}

/// The menu entry of this stage.
const MENU: &str = "so-lieu";

/// The round of an address.
#[derive(Deserialize)]
struct OfRound {
    round: String,
}

/// The report of an address.
#[derive(Deserialize)]
struct OfReport {
    round: String,
    unit: String,
}

/// A unit's report in a round.
struct Report {
    year: ClusterYear,
    round: Round,
    member: Member,
}

impl Report {
    async fn find(app: &App, year: &ClusterYear, of: &OfReport) -> Result<Self, PageError> {
        Ok(Self {
            year: year.clone(),
            round: round(app, year, &of.round).await?,
            member: member(app, year, &of.unit).await?,
        })
    }

    /// The matter of acts on it.
    fn matter(&self) -> Matter {
        report_matter(&self.year, &self.round, &self.member.unit)
    }

    /// Its address, or that of something beneath it.
    fn address(&self, rest: &str) -> String {
        let (round, unit) = (self.round.number, &self.member.slug);
        address(&self.year, &format!("/ky/{round}/{unit}{rest}"))
    }

    /// Its address, saying what was just done.
    fn done(&self, key: &str) -> String {
        self.address(&format!("?xong={key}"))
    }
}

/// The address of the reports of a year, or of something beneath it.
fn address(year: &ClusterYear, rest: &str) -> String {
    format!("/nam/{}/so-lieu{rest}", year.slug)
}

/// The matter of acts on a unit's report.
pub(crate) fn report_matter(year: &ClusterYear, round: &Round, unit: &UnitId) -> Matter {
    Matter::of_year("report", round.id.as_str(), &year.id).of_unit(unit)
}

/// The matter of acts on the rounds of a year.
fn year_matter(year: &ClusterYear) -> Matter {
    Matter::of_year("round", "", &year.id)
}

/// The round of an address, by its number in the year.
async fn round(app: &App, year: &ClusterYear, number: &str) -> Result<Round, PageError> {
    let number = number.parse().map_err(|_| PageError::NotFound)?;
    let round = app.store().round(&year.id, number).await?;
    round.ok_or(PageError::NotFound)
}

/// The part of an address of a section.
pub(crate) fn section_slug(section: Section) -> String {
    vietnamese::text::slug(section.heading())
}

/// The section of an address.
fn section_of(slug: &str) -> Result<Section, PageError> {
    let mut all = Section::ALL.into_iter();
    all.find(|section| section_slug(*section) == slug)
        .ok_or(PageError::NotFound)
}
