//! The conference (hội nghị): meetings with agenda, guests, units present, speeches, and the tasks that come out.

mod agenda;
mod attendance;
mod check_in;
mod closing;
mod facts_form;
mod guests;
mod meeting_page;
mod meetings;
mod messages;
mod presence_form;
mod sitting;
mod speeches;
mod task_form;
mod task_page;
mod tasks;
pub(crate) mod units;

use access::Matter;
use access::actions::conference::SeeConference;
use serde::Deserialize;
use store::conference::Meeting;
use store::units::ClusterYear;

pub(crate) use self::messages::reminder;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::some;
use crate::web::page::Done;
use crate::web::routes::Routes;
use crate::web::session::InYear;

/// Routes of this stage.
pub fn routes() -> Routes {
    meeting_routes(task_routes(
        Routes::new()
            .get("/nam/{year}/hoi-nghi", meetings::get)
            .get("/nam/{year}/hoi-nghi/moi", sitting::get)
            .post("/nam/{year}/hoi-nghi/moi", sitting::post),
    ))
}

fn task_routes(routes: Routes) -> Routes {
    routes
        .get("/nam/{year}/hoi-nghi/viec", tasks::get)
        .get("/nam/{year}/hoi-nghi/viec/tai-ve", tasks::export)
        .get("/nam/{year}/hoi-nghi/viec/{task}", task_page::get)
        .get("/nam/{year}/hoi-nghi/viec/{task}/sua", task_form::edit)
        .post("/nam/{year}/hoi-nghi/viec/{task}/sua", task_form::change)
        .post("/nam/{year}/hoi-nghi/viec/{task}/xong", closing::close)
        .post("/nam/{year}/hoi-nghi/viec/{task}/mo-lai", closing::reopen)
}

fn meeting_routes(routes: Routes) -> Routes {
    routes
        .get("/nam/{year}/hoi-nghi/{id}", meeting_page::get)
        .get("/nam/{year}/hoi-nghi/{id}/sua", sitting::edit)
        .post("/nam/{year}/hoi-nghi/{id}/sua", sitting::change)
        .get("/nam/{year}/hoi-nghi/{id}/chuong-trinh", agenda::get)
        .post("/nam/{year}/hoi-nghi/{id}/chuong-trinh", agenda::post)
        .get("/nam/{year}/hoi-nghi/{id}/khach-moi", guests::get)
        .post("/nam/{year}/hoi-nghi/{id}/khach-moi", guests::post)
        .post(
            "/nam/{year}/hoi-nghi/{id}/khach-moi/{guest}/go",
            guests::remove,
        )
        .get("/nam/{year}/hoi-nghi/{id}/diem-danh", attendance::get)
        .post("/nam/{year}/hoi-nghi/{id}/diem-danh", attendance::post)
        .get("/nam/{year}/hoi-nghi/{id}/diem-danh/{unit}", check_in::get)
        .post("/nam/{year}/hoi-nghi/{id}/diem-danh/{unit}", check_in::post)
        .get("/nam/{year}/hoi-nghi/{id}/phat-bieu", speeches::get)
        .post("/nam/{year}/hoi-nghi/{id}/phat-bieu", speeches::post)
        .post(
            "/nam/{year}/hoi-nghi/{id}/phat-bieu/{speech}/go",
            speeches::remove,
        )
        .get("/nam/{year}/hoi-nghi/{id}/giao-viec", task_form::get)
        .post("/nam/{year}/hoi-nghi/{id}/giao-viec", task_form::post)
}

/// The menu entry of this stage.
const MENU: &str = "hoi-nghi";

/// What pages say where no source says anything.
pub(crate) const SILENT: &str = "không nêu";

/// The meeting of an address.
#[derive(Deserialize)]
struct OfMeeting {
    id: String,
}

/// The address of the conferences of a year, or of something beneath it.
pub(crate) fn address(year: &ClusterYear, rest: &str) -> String {
    format!("/nam/{}/hoi-nghi{rest}", year.slug)
}

/// The matter of acts on a meeting of a year.
fn matter(in_year: &InYear, id: &str) -> Matter {
    Matter::of_year("conference", id, &in_year.year.id)
}

/// The meeting of an address; who may keep or see it has been decided.
async fn meeting(app: &App, in_year: &InYear, id: &str) -> Result<Meeting, PageError> {
    let found = app.store().conference(&in_year.year.id, id).await?;
    found.ok_or(PageError::NotFound)
}

/// The meeting of an address, as far as the one who asks may read of it.
async fn readable(app: &App, in_year: &InYear, id: &str) -> Result<Meeting, PageError> {
    in_year
        .session
        .decide(app, SeeConference, matter(in_year, id))?;
    meeting(app, in_year, id).await
}
