//! What those who run the program measure: `/metrics` in Prometheus' text format, and a line of the log for each
//! request. Both name routes, never the addresses that people opened.

use std::time::{Duration, Instant};

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::{EncodeLabelSet, text::encode};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use sha2::{Digest, Sha256};

use super::app::App;
use super::client_address::peer;
use super::error::PageError;
use super::routes::Routes;

/// Routes of this file.
pub fn routes() -> Routes {
    Routes::new().get("/metrics", metrics)
}

/// Upper ends of the classes of durations, in seconds.
const CLASSES: [f64; 10] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 10.0];

/// What is measured.
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Family<Asked, Histogram>,
    pages_sent: Counter,
    pages_written: Counter,
    connections: Gauge,
    idle_connections: Gauge,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    route: String,
}

/// Where answers of one route, method and status are counted and measured.
pub(super) struct Measure {
    answered: Answered,
    requests: Counter,
    seconds: Histogram,
}

impl Measure {
    /// Counts an answer and writes its line of the log.
    pub(super) fn record(&self, took: Duration) {
        let Answered {
            method,
            route,
            status,
        } = &self.answered;
        tracing::info!(target: "thidua::requests", method, route, status, ms = took.as_secs_f64() * 1000.0);
        self.seconds.observe(took.as_secs_f64());
        self.requests.inc();
    }
}

impl Metrics {
    /// Nothing measured yet.
    pub(super) fn new() -> Self {
        let mut new = Self {
            registry: Registry::with_prefix("thidua"),
            requests: Family::default(),
            seconds: Family::new_with_constructor(|| Histogram::new(CLASSES)),
            pages_sent: Counter::default(),
            pages_written: Counter::default(),
            connections: Gauge::default(),
            idle_connections: Gauge::default(),
        };
        let registry = &mut new.registry;
        registry.register("requests", "Requests answered", new.requests.clone());
        registry.register(
            "request_seconds",
            "From the request to its answer",
            new.seconds.clone(),
        );
        registry.register(
            "public_pages_sent",
            "Public pages sent from memory",
            new.pages_sent.clone(),
        );
        registry.register(
            "public_pages_written",
            "Answers that were not in memory and had to be written",
            new.pages_written.clone(),
        );
        registry.register(
            "database_connections",
            "Open connections to the database",
            new.connections.clone(),
        );
        registry.register(
            "database_connections_idle",
            "Open connections that nobody uses",
            new.idle_connections.clone(),
        );
        new
    }

    /// A public page was sent from memory.
    pub(super) fn page_sent(&self) {
        self.pages_sent.inc();
    }

    /// The measure of a method, a route with its parameters in braces, and a status.
    pub(super) fn measure(&self, method: &str, route: &str, status: StatusCode) -> Measure {
        let asked = Asked {
            route: route.to_owned(),
        };
        let answered = Answered {
            method: method.to_owned(),
            route: route.to_owned(),
            status: status.as_u16(),
        };
        Measure {
            requests: self.requests.get_or_create_owned(&answered),
            seconds: self.seconds.get_or_create_owned(&asked),
            answered,
        }
    }

    /// An answer was not in memory.
    pub(super) fn page_written(&self) {
        self.pages_written.inc();
    }
}

/// Measures each request and writes its line of the log.
#[expect(
    clippy::disallowed_methods,
    reason = "durations are measured, nothing depends on them"
)]
pub(super) async fn measure(State(app): State<App>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().to_string();
    let response = next.run(request).await;
    let measure = app.metrics().measure(&method, &route, response.status());
    measure.record(begun.elapsed());
    response
}

/// For this machine, and for those who know the token; for everybody else there is no such page.
async fn metrics(
    State(app): State<App>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Result<Response, PageError> {
    if !may_read(&app, &headers, &extensions) {
        return Err(PageError::NotFound);
    }
    let metrics = app.metrics();
    let (open, idle) = app.store().connections();
    metrics.connections.set(i64::from(open));
    metrics
        .idle_connections
        .set(i64::try_from(idle).unwrap_or(i64::MAX));
    let mut text = String::new();
    encode(&mut text, &metrics.registry).map_err(|_| PageError::NotFound)?;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

fn may_read(app: &App, headers: &HeaderMap, extensions: &Extensions) -> bool {
    let settings = app.settings();
    if let Some(token) = &settings.metrics_token {
        let given = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        // Digests are compared, so that the time it takes tells nothing about the token.
        let digest = |text: &str| Sha256::digest(text.as_bytes());
        return given.is_some_and(|given| digest(given) == digest(token));
    }
    // Behind a proxy everybody comes from the proxy's machine.
    !settings.behind_proxy && peer(extensions).is_some_and(|address| address.is_loopback())
}
