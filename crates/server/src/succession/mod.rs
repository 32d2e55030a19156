//! Who heads the cluster: introduced, recognised, ended; and handing the office over (bàn giao).

mod ending;
mod handover;
mod heads;
mod introduction;
mod messages;
mod reason;
mod recognition;
mod withdrawal;

use access::Matter;
use rules::headship::Office;
use serde::Deserialize;
use store::units::{ClusterYear, HeadRole};

use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
        .get("/nam/{year}/cum-truong", heads::get)
        .get("/nam/{year}/cum-truong/tai-ve", heads::export)
        .get("/nam/{year}/cum-truong/cong-nhan", recognition::get)
        .post("/nam/{year}/cum-truong/cong-nhan", recognition::post)
        .get("/nam/{year}/cum-truong/gioi-thieu", introduction::get)
        .post("/nam/{year}/cum-truong/gioi-thieu", introduction::post)
        .get(
            "/nam/{year}/cum-truong/gioi-thieu/{nomination}/rut",
            withdrawal::get,
        )
        .post(
            "/nam/{year}/cum-truong/gioi-thieu/{nomination}/rut",
            withdrawal::post,
        )
        .get("/nam/{year}/cum-truong/ban-giao", handover::get)
        .post("/nam/{year}/cum-truong/ban-giao", handover::post)
        .get("/nam/{year}/cum-truong/{headship}/ket-thuc", ending::get)
        .post("/nam/{year}/cum-truong/{headship}/ket-thuc", ending::post)
}

/// The menu entry of this stage.
const MENU: &str = "cum-truong";

/// What was just done, by its key in the address.
#[derive(Deserialize)]
struct Done {
    #[serde(default)]
    xong: String,
    #[serde(default)]
    dang: String,
}

/// The address of the heads of a year, or of something beneath it.
fn address(year: &ClusterYear, rest: &str) -> String {
    format!("/nam/{}/cum-truong{rest}", year.slug)
}

/// The matter of acts on the heads of a year.
fn matter(year: &ClusterYear, id: &str) -> Matter {
    Matter::of_year("headship", id, &year.id)
}

/// The year of the same cluster that follows, where it is there already.
async fn coming(app: &App, year: &ClusterYear) -> Result<Option<ClusterYear>, PageError> {
    let years = app.store().cluster_years().await?;
    Ok(years.into_iter().find(|other| {
        let made_up = other.sample && !year.sample;
        other.cluster == year.cluster && other.year == year.year + 1 && !made_up
    }))
}

/// The office as the rules know it.
fn office(role: HeadRole) -> Office {
    match role {
        HeadRole::Head => Office::Head,
        HeadRole::Deputy => Office::Deputy,
    }
}
