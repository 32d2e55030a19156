//! The web: one folder per stage of the year, with its pages, forms, messages, templates and tests.
//!
//! To change a page open the folder of its stage; what pages share stands in [`web`]. A handler is the way
//! of a change and no more: authorise, read the form, ask the rule, let the store write, redirect.

mod api;
mod awards;
mod ballot;
mod conference;
mod desk;
mod directives;
mod figures;
pub mod history;
mod people;
mod portal;
mod registration;
mod scoring;
mod succession;
mod units;
pub mod web;

pub use people::password_sentence;
pub use web::app::{App, Settings};
pub use web::routes::{Route, Routes};

/// Every route of the program, in the order of the stages.
pub fn routes() -> Routes {
    Routes::new()
        .merge(portal::routes())
        .merge(people::routes())
        .merge(desk::routes())
        .merge(units::routes())
        .merge(directives::routes())
        .merge(registration::routes())
        .merge(figures::routes())
        .merge(scoring::routes())
        .merge(conference::routes())
        .merge(ballot::routes())
        .merge(awards::routes())
        .merge(succession::routes())
        .merge(history::routes())
        .merge(api::routes())
        .merge(web::assets::routes())
        .merge(web::health::routes())
        .merge(web::metrics::routes())
}

/// The whole web service.
pub fn service(app: App) -> axum::Router {
    web::service(routes(), app)
}

/// Keeps the visit counters until `stop` comes; then nothing that was counted is lost.
pub async fn keep_counters(app: App, stop: impl Future<Output = ()>) {
    web::visits::keep(app, stop).await;
}

/// The OpenAPI document of the API under `/api/v1`, as formatted JSON.
pub fn openapi() -> String {
    api::document()
}
