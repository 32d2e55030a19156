//! Figures (số liệu): reports, checks, statements, corrections, provenance.

mod correction;
mod provenance;
pub(crate) mod published;
pub(crate) mod reports;
mod table;
mod trail;

use crate::web::routes::Routes;

/// Routes of this stage.
pub fn routes() -> Routes {
    Routes::new()
        .get("/nam/{year}/nguon/{indicator}", provenance::of_cluster)
        .get("/nam/{year}/nguon/{indicator}/{unit}", provenance::of_unit)
        .get(
            "/nam/{year}/so-lieu/dinh-chinh/{indicator}",
            correction::get,
        )
        .post(
            "/nam/{year}/so-lieu/dinh-chinh/{indicator}",
            correction::post,
        )
        .merge(reports::routes())
        .merge(table::routes())
}
