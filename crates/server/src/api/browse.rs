//! The API as people read it: every address with what it gives, made from the OpenAPI document itself.

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use utoipa::OpenApi;
use utoipa::openapi::RefOr;

use super::Document;
use crate::portal::frame::PublicFrame;
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::page::page;

/// One address of the API.
struct Entry {
    path: String,
    summary: String,
    parameters: Vec<Parameter>,
    answers: Vec<Answer>,
    /// An address to open at once, where the path has no parameters.
    open: Option<String>,
}

struct Parameter {
    name: String,
    what: String,
}

struct Answer {
    status: String,
    what: String,
}

#[derive(Template)]
#[template(path = "api/browse.html")]
struct BrowsePage {
    frame: PublicFrame,
    about: String,
    entries: Vec<Entry>,
}

/// The page.
pub(super) async fn get(State(app): State<App>) -> Result<Response, PageError> {
    let document = Document::openapi();
    let entries = document.paths.paths.iter().filter_map(|(path, item)| {
        let operation = item.get.as_ref()?;
        let parameters = operation.parameters.iter().flatten();
        let answers = operation.responses.responses.iter();
        Some(Entry {
            open: (!path.contains('{')).then(|| path.clone()),
            path: path.clone(),
            summary: operation.summary.clone().unwrap_or_default(),
            parameters: parameters.filter_map(parameter).collect(),
            answers: answers
                .filter_map(|(status, answer)| {
                    Some(Answer {
                        status: status.clone(),
                        what: inline(answer)?.description.clone(),
                    })
                })
                .collect(),
        })
    });
    page(&BrowsePage {
        frame: PublicFrame::load(&app, "api").await?,
        entries: entries.collect(),
        about: document.info.description.clone().unwrap_or_default(),
    })
}

fn parameter(one: &RefOr<utoipa::openapi::path::Parameter>) -> Option<Parameter> {
    let one = inline(one)?;
    Some(Parameter {
        name: one.name.clone(),
        what: one.description.clone().unwrap_or_default(),
    })
}

/// What the document says in its place, rather than by a reference.
fn inline<T>(one: &RefOr<T>) -> Option<&T> {
    match one {
        RefOr::T(one) => Some(one),
        RefOr::Ref(_) => None,
    }
}

/// The document for programs.
pub(super) async fn document() -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    (kind, super::document()).into_response()
}
