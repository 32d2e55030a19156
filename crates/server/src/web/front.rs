//! The front: public pages answered from memory straight at the connection, before a general HTTP stack is set up.
//!
//! Most of what a public site is asked for is the same few pages without a session. A connection begins here: as long
//! as its requests are plain ones for pages in memory, they are answered with bytes that lie ready. The first request
//! that is anything else hands the connection, with what was read of it, to hyper for the rest of its life. A page is
//! ready for at most a second; then the router is asked again, so that the rules of [`super::public_pages`] hold here
//! too, and visits are counted the same.

mod asked;
mod kept;
mod patience;
mod visitor;

use std::convert::Infallible;
use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::response::Parts;
use axum::http::{HeaderValue, Request, Response, header};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use quick_cache::sync::Cache;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::runtime::Handle;
use tokio::sync::Mutex;
use tower::Service;

use self::asked::{Asked, Read, judge, place};
use self::kept::Kept;
use self::patience::Patience;
use self::visitor::Visitor;
use super::app::App;
use super::gzip;
use super::metrics::Measure;

/// How many pages lie ready.
const PAGES: usize = 64;

/// Pages that lie ready, by host and path.
pub struct Front {
    pages: Cache<Box<[u8]>, Arc<Page>>,
}

/// A page that is known to be public.
#[derive(Default)]
struct Page {
    ready: RwLock<Option<Arc<Ready>>>,
    /// Held by whoever has it written anew; the others wait for it.
    renewing: Mutex<()>,
}

/// The marker of an answer that may lie ready: it came from the memory of public pages.
#[derive(Clone)]
pub(super) struct FromMemory {
    /// The number of acts in the history when it was written.
    pub(super) acts: i64,
    /// The serial of the counters in it.
    pub(super) serial: u64,
    /// Its route, for the measurements.
    pub(super) route: String,
}

/// A page as it goes over the wire, for one second.
struct Ready {
    second: i64,
    from: FromMemory,
    measure: Measure,
    parts: Parts,
    body: Bytes,
    plain: Kept,
    packed: OnceLock<Kept>,
}

impl Front {
    /// Nothing known yet.
    pub(super) fn new() -> Self {
        Self {
            pages: Cache::new(PAGES),
        }
    }

    /// Learns that a page is public; it is made ready when it is asked for again.
    pub(super) fn learn(&self, host: Option<&HeaderValue>, path: &str) {
        let mut at = Vec::new();
        place(&mut at, host.map_or(b"", HeaderValue::as_bytes), path);
        if self.pages.peek(at.as_slice()).is_none() {
            self.pages.insert(at.into(), Arc::default());
        }
    }
}

impl Page {
    /// The page as it may be sent now.
    fn ready(&self, app: &App, now: Timestamp) -> Option<Arc<Ready>> {
        let ready = self.ready.read().unwrap_or_else(PoisonError::into_inner);
        ready
            .as_ref()
            .filter(|ready| ready.holds(app, now))
            .cloned()
    }

    fn keep(&self, new: Option<Arc<Ready>>) {
        *self.ready.write().unwrap_or_else(PoisonError::into_inner) = new;
    }
}

impl Ready {
    /// The page of a whole answer; none for an answer that must be asked for every time.
    fn of(app: &App, parts: Parts, body: Bytes, now: Timestamp) -> Option<Self> {
        let from = parts.extensions.get::<FromMemory>()?.clone();
        Some(Self {
            second: now.as_second(),
            measure: app.metrics().measure("GET", &from.route, parts.status),
            from,
            plain: Kept::new(wire(&parts, &body, now, false)),
            parts,
            body,
            packed: OnceLock::new(),
        })
    }

    fn holds(&self, app: &App, now: Timestamp) -> bool {
        self.second == now.as_second()
            && app.public_pages().acts_if_fresh(app.store()) == Some(self.from.acts)
            && app.visits().serial() == Some(self.from.serial)
    }

    fn kept(&self, packed: bool, now: Timestamp) -> &Kept {
        if !packed {
            return &self.plain;
        }
        let pack = || Kept::new(wire(&self.parts, &gzip::gzip(&self.body), now, true));
        self.packed.get_or_init(pack)
    }
}

/// A connection and its place in the program.
pub struct Connection {
    /// The other end.
    pub peer: Option<SocketAddr>,
    /// How long it may say nothing.
    pub silence: Duration,
    /// Where pages are written.
    pub pages: Handle,
}

/// Answers plain requests for public pages; gives back what was read of the first request that is anything else.
///
/// # Errors
///
/// The connection was closed, or was silent for too long.
#[expect(
    clippy::disallowed_methods,
    reason = "durations are measured, nothing depends on them"
)]
pub async fn answer_from_memory<V>(
    app: &App,
    stream: &mut TcpStream,
    service: &mut V,
    connection: &Connection,
) -> Result<Vec<u8>>
where
    V: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
    V::Future: Send + 'static,
{
    let (mut read, mut at) = (Vec::with_capacity(1024), Vec::with_capacity(256));
    let mut patience = Patience::new(connection.silence);
    let mut visitor = Visitor::new(connection.peer);
    loop {
        let asked = match judge(&read, &mut at) {
            Read::Page(asked) => asked,
            Read::Other => return Ok(read),
            Read::Unfinished => {
                patience.more(stream, &mut read).await?;
                continue;
            }
        };
        let Some(page) = app.front().pages.get(at.as_slice()) else {
            return Ok(read);
        };
        let (begun, now, length) = (Instant::now(), app.now(), asked.length);
        let answer = match page.ready(app, now) {
            Some(ready) => Answer::Kept(ready),
            None => renewed(app, service, connection, (&at, &page, &asked)).await?,
        };
        match answer {
            Answer::Kept(ready) => {
                visitor.count(app, now, asked.browser, asked.forwarded);
                app.metrics().page_sent();
                ready.kept(asked.gzip, now).send(stream).await?;
                ready.measure.record(begun.elapsed());
            }
            Answer::Written(ready) => ready.kept(asked.gzip, now).send(stream).await?,
            Answer::Once(bytes) => stream.write_all(&bytes).await?,
        }
        read.drain(..length);
    }
}

/// What is sent.
enum Answer {
    /// A page that lay ready.
    Kept(Arc<Ready>),
    /// A page that was written for this request; the router has counted and measured it.
    Written(Arc<Ready>),
    /// What may not lie ready.
    Once(Vec<u8>),
}

/// The page as the router answers it now, kept where it may lie ready; asked for once, however many wait for it.
async fn renewed<V>(
    app: &App,
    service: &mut V,
    connection: &Connection,
    (at, page, asked): (&[u8], &Page, &Asked),
) -> Result<Answer>
where
    V: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
    V::Future: Send + 'static,
{
    let _one = page.renewing.lock().await;
    if let Some(ready) = page.ready(app, app.now()) {
        return Ok(Answer::Kept(ready));
    }
    let request = request(at, asked).ok_or(ErrorKind::InvalidData)?;
    let written = connection.pages.spawn(service.call(request));
    let Ok(response) = written.await.map_err(Error::other)?;
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.map_err(Error::other)?;
    let now = app.now();
    let ready = Ready::of(app, parts.clone(), body.clone(), now).map(Arc::new);
    page.keep(ready.clone());
    let Some(ready) = ready else {
        app.front().pages.remove(at);
        return Ok(Answer::Once(wire(&parts, &body, now, false)));
    };
    Ok(Answer::Written(ready))
}

/// The same request for the router.
fn request(at: &[u8], asked: &Asked) -> Option<Request<Body>> {
    let end = at.iter().position(|byte| *byte == 0)?;
    let (host, path) = (at.get(..end)?, at.get(end + 1..)?);
    let mut request = Request::get(path)
        .header(header::HOST, host)
        .header(header::USER_AGENT, &asked.browser);
    if let Some(forwarded) = &asked.forwarded {
        request = request.header("x-forwarded-for", forwarded);
    }
    request.body(Body::empty()).ok()
}

/// An answer as it goes over the wire.
fn wire(parts: &Parts, body: &[u8], now: Timestamp, packed: bool) -> Vec<u8> {
    let status = parts.status;
    let mut out = Vec::with_capacity(body.len() + 1024);
    let reason = status.canonical_reason().unwrap_or_default();
    out.extend(format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()).bytes());
    let mut line = |name: &str, value: &[u8]| {
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b": ");
        out.extend_from_slice(value);
        out.extend_from_slice(b"\r\n");
    };
    for (name, value) in &parts.headers {
        if *name != header::CONTENT_LENGTH {
            line(name.as_str(), value.as_bytes());
        }
    }
    if packed {
        line("content-encoding", b"gzip");
    }
    line("content-length", body.len().to_string().as_bytes());
    // The clock of the program lies within the years that this form can write.
    let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&now);
    line("date", date.unwrap_or_default().as_bytes());
    out.extend_from_slice(b"\r\n");
    out.extend_from_slice(body);
    out
}
