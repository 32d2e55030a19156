//! Public pages: counted, their counters filled in, and kept as bytes for whoever comes without a session.
//!
//! A page is kept by its path and by the number of acts in the history when it was written. Every act makes that
//! number greater, so a page is never older than the last act of this process; acts of other processes are noticed
//! within [`LOOK_AGAIN`]. A handler says that its page is public by answering with [`super::page::public`].

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use sha2::{Digest, Sha256};
use store::{Store, StoreError};

use super::app::App;
use super::client_address::client_address;
use super::front::FromMemory;
use super::gzip;
use super::session::has_session;
use super::visits::{Shell, Shown};

/// A page that anybody may see, the same for everybody who has no session.
#[derive(Clone, Copy)]
pub(super) struct Public;

/// A page with places for the counters.
#[derive(Clone, Copy)]
pub(super) struct ShowsCounters;

/// Within how many microseconds an act of another process is noticed.
const LOOK_AGAIN: i64 = 900_000;
/// Pages are written anew every minute, for what they say of time.
const MINUTE: i64 = 60;
/// The way in at the top of a public page, and where it leads those who are inside.
const SIGN_IN: &str = "<a href=\"/dang-nhap\">Đăng nhập</a>";
const DESK: &str = "<a href=\"/ban-lam-viec\">Bàn làm việc</a>";
/// Bytes of all kept pages together.
const ROOM: u64 = 12 * 1024 * 1024;
/// How many pages are expected.
const PAGES: usize = 200;

/// The pages that are kept.
pub struct PublicPages {
    cache: Cache<Key, Arc<Kept>, Weight>,
    known: RwLock<Known>,
    looking: tokio::sync::Mutex<()>,
    /// Routes that have answered with a public page.
    routes: RwLock<BTreeSet<String>>,
}

/// How many acts there are, as far as this process knows.
#[derive(Clone, Copy, Default)]
struct Known {
    acts: i64,
    /// Its own acts when it looked.
    commits: u64,
    /// When it looked, in microseconds; 0 where it never did.
    at: i64,
}

/// The address of a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Place {
    /// Some pages name the address by which they were reached.
    host: Option<HeaderValue>,
    path: String,
}

impl Place {
    /// Where the answer may be kept; nothing where it is for one person, or for one search.
    fn of(request: &Request) -> Option<Self> {
        if request.uri().query().is_some() || has_session(request.headers()) {
            return None;
        }
        Some(Self {
            host: request.headers().get(header::HOST).cloned(),
            path: request.uri().path().to_owned(),
        })
    }
}

/// A page as it was at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Key {
    place: Place,
    acts: i64,
    minute: i64,
}

#[derive(Clone)]
struct Weight;

impl Weighter<Key, Arc<Kept>> for Weight {
    fn weight(&self, key: &Key, kept: &Arc<Kept>) -> u64 {
        // The page without numbers, with them, and compressed.
        (key.place.path.len() + 3 * kept.shell.html().len()) as u64
    }
}

/// A page as it was written, and as it was sent last.
struct Kept {
    shell: Shell,
    headers: HeaderMap,
    sent: Mutex<Option<Arc<Sent>>>,
}

/// A page with its numbers.
struct Sent {
    serial: u64,
    plain: Bytes,
    packed: std::sync::OnceLock<Bytes>,
}

impl PublicPages {
    /// None kept yet.
    pub(super) fn new() -> Self {
        Self {
            cache: Cache::with_weighter(PAGES, ROOM, Weight),
            known: RwLock::default(),
            looking: tokio::sync::Mutex::default(),
            routes: RwLock::default(),
        }
    }

    fn has_public(&self, route: Option<&str>) -> bool {
        let routes = self.routes.read().unwrap_or_else(PoisonError::into_inner);
        route.is_some_and(|route| routes.contains(route))
    }

    fn learn(&self, route: Option<String>) {
        let mut routes = self.routes.write().unwrap_or_else(PoisonError::into_inner);
        routes.extend(route);
    }

    /// The number of acts; looked up after each act of this process, and from time to time.
    async fn acts(&self, store: &Store) -> Result<i64, StoreError> {
        if let Some(acts) = self.acts_if_fresh(store) {
            return Ok(acts);
        }
        let _turn = self.looking.lock().await;
        if let Some(acts) = self.acts_if_fresh(store) {
            return Ok(acts);
        }
        // In this order: an act that ends meanwhile is looked for again.
        let at = store.sources().now().as_microsecond();
        let commits = store.commits();
        let acts = store.acts().await?;
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Known { acts, commits, at };
        Ok(acts)
    }

    pub(super) fn acts_if_fresh(&self, store: &Store) -> Option<i64> {
        let known = *self.known.read().unwrap_or_else(PoisonError::into_inner);
        let age = store.sources().now().as_microsecond() - known.at;
        let fresh = known.commits == store.commits() && (0..LOOK_AGAIN).contains(&age);
        fresh.then_some(known.acts)
    }
}

/// What is needed of a request after it was passed on.
struct Asked {
    etag: Option<HeaderValue>,
    gzip: bool,
    address: Option<std::net::IpAddr>,
    browser: HeaderValue,
    has_session: bool,
}

impl Asked {
    fn of(app: &App, request: &Request) -> Self {
        let headers = request.headers();
        let header = |name| headers.get(name).cloned();
        Self {
            etag: header(header::IF_NONE_MATCH),
            gzip: gzip::accepts(headers),
            address: client_address(app, headers, request.extensions()),
            has_session: has_session(headers),
            browser: header(header::USER_AGENT).unwrap_or(HeaderValue::from_static("")),
        }
    }

    fn count(&self, app: &App) {
        app.visits()
            .count(app.now(), self.address, self.browser.as_bytes());
    }
}

/// Answers from what is kept, or lets the page be written.
pub(super) async fn answer(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let asked = Asked::of(&app, &request);
    let place = Place::of(&request);
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map(|path| path.as_str().to_owned());
    let Some(key) = key(&app, place).await else {
        let response = next.run(request).await;
        return with_numbers(&app, &asked, response).await;
    };
    let writing = async {
        let kept = keep(next.run(request).await).await?;
        app.metrics().page_written();
        Ok(kept)
    };
    let pages = app.public_pages();
    let (acts, host, path) = (key.acts, key.place.host.clone(), key.place.path.clone());
    let kept = if pages.has_public(route.as_deref()) {
        // Of several who ask at once, one lets the page be written and the others wait for it.
        pages.cache.get_or_insert_async(&key, writing).await
    } else {
        let kept = writing.await;
        if let Ok(kept) = &kept {
            pages.learn(route.clone());
            pages.cache.insert(key, Arc::clone(kept));
        }
        kept
    };
    match kept {
        Ok(kept) => {
            asked.count(&app);
            let shown = app.visits().shown(app.store()).await;
            app.metrics().page_sent();
            app.front().learn(host.as_ref(), &path);
            let mut response = kept.answer(&asked, &shown);
            response.extensions_mut().insert(FromMemory {
                acts,
                serial: shown.serial,
                route: route.unwrap_or_default(),
            });
            response
        }
        Err(response) => with_numbers(&app, &asked, response).await,
    }
}

/// Under what the answer is kept now; nothing where it is not kept.
async fn key(app: &App, place: Option<Place>) -> Option<Key> {
    let place = place?;
    // Where the database does not answer, the page says so.
    let acts = app.public_pages().acts(app.store()).await.ok()?;
    Some(Key {
        place,
        acts,
        minute: app.now().as_second() / MINUTE,
    })
}

/// Keeps a public page; any other answer goes back as it is.
async fn keep(response: Response) -> Result<Arc<Kept>, Response> {
    let is_public = response.extensions().get::<Public>().is_some();
    if !is_public || response.status() != StatusCode::OK {
        return Err(response);
    }
    let (parts, html) = taken_apart(response).await?;
    let mut headers = parts.headers;
    let tag = Sha256::digest(&html);
    let tag: String = tag
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let tag = HeaderValue::from_str(&format!("W/\"{tag}\"")).map_err(|_| broken())?;
    headers.insert(header::ETAG, tag);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(
        header::VARY,
        HeaderValue::from_static("Accept-Encoding, Cookie"),
    );
    Ok(Arc::new(Kept {
        shell: Shell::new(html),
        headers,
        sent: Mutex::new(None),
    }))
}

impl Kept {
    fn answer(&self, asked: &Asked, shown: &Shown) -> Response {
        let mut response = Response::default();
        *response.headers_mut() = self.headers.clone();
        if asked.etag.as_ref() == self.headers.get(header::ETAG) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
        let sent = self.with_numbers(shown);
        let body = if asked.gzip {
            let encoding = HeaderValue::from_static("gzip");
            response
                .headers_mut()
                .insert(header::CONTENT_ENCODING, encoding);
            let pack = || gzip::gzip(&sent.plain).into();
            sent.packed.get_or_init(pack).clone()
        } else {
            sent.plain.clone()
        };
        *response.body_mut() = Body::from(body);
        response
    }

    /// The page with these numbers; written once for each.
    fn with_numbers(&self, shown: &Shown) -> Arc<Sent> {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sent) = sent.as_ref().filter(|sent| sent.serial == shown.serial) {
            return Arc::clone(sent);
        }
        let written = Arc::new(Sent {
            serial: shown.serial,
            plain: self.shell.filled(shown).into(),
            packed: std::sync::OnceLock::new(),
        });
        *sent = Some(Arc::clone(&written));
        written
    }
}

/// Any other page that shows the counters gets its numbers too, and is counted where it is public.
async fn with_numbers(app: &App, asked: &Asked, mut response: Response) -> Response {
    if response.extensions().get::<Public>().is_some() && response.status() == StatusCode::OK {
        asked.count(app);
    }
    let shows = response.extensions_mut().remove::<ShowsCounters>();
    if shows.is_none() {
        return response;
    }
    let (mut parts, mut html) = match taken_apart(response).await {
        Ok(taken) => taken,
        Err(failed) => return failed,
    };
    // Only here: what is kept is for those who have no session.
    if asked.has_session {
        html = html.replacen(SIGN_IN, DESK, 1);
    }
    let shown = app.visits().shown(app.store()).await;
    parts.headers.remove(header::CONTENT_LENGTH);
    (parts, Shell::new(html).filled(&shown)).into_response()
}

async fn taken_apart(
    response: Response,
) -> Result<(axum::http::response::Parts, String), Response> {
    let (parts, body) = response.into_parts();
    // A page is written to memory before it is sent.
    let bytes = to_bytes(body, usize::MAX).await.map_err(|_| broken())?;
    let html = String::from_utf8(bytes.into()).map_err(|_| broken())?;
    Ok((parts, html))
}

fn broken() -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
