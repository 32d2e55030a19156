//! The front: public pages answered from memory straight at the connection, before a general HTTP stack is set up.
//!
//! Most of what a public site is asked for is the same few pages without a session. A connection begins here: as long
//! as its requests are plain ones for pages in memory, they are answered with bytes that lie ready. The first request
//! that is anything else hands the connection, with what was read of it, to hyper for the rest of its life. A page is
//! ready for at most a second; then the router is asked again, so that the rules of [`super::public_pages`] hold here
//! too, and visits are counted the same.

use std::convert::Infallible;
use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::response::Parts;
use axum::http::{HeaderValue, Request, Response, header};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use quick_cache::sync::Cache;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;
use tower::Service;

use super::app::App;
use super::client_address::client_address_of;
use super::gzip;
use super::metrics::Labels;

/// How many pages lie ready.
const PAGES: usize = 64;
/// The longest head of a request that is read here; a longer one is for hyper to judge.
const HEAD: usize = 8 * 1024;
/// The most header lines that are read here.
const LINES: usize = 48;
/// How every request begins that is answered here.
const BEGIN: &[u8] = b"GET /";

/// Pages that lie ready, by host and path. A page that is known and not ready is held by none.
pub struct Front {
    pages: Cache<Box<[u8]>, Option<Arc<Ready>>>,
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
    labels: Labels,
    parts: Parts,
    body: Bytes,
    plain: Vec<u8>,
    packed: OnceLock<Vec<u8>>,
}

/// A plain request for a page; its place stands beside it.
struct Asked {
    /// How many bytes its head has.
    length: usize,
    gzip: bool,
    browser: HeaderValue,
    forwarded: Option<HeaderValue>,
}

/// What was read of a connection.
enum Read {
    Page(Asked),
    Unfinished,
    Other,
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
            self.pages.insert(at.into(), None);
        }
    }
}

impl Ready {
    /// The page of a whole answer; none for an answer that must be asked for every time.
    fn of(parts: Parts, body: Bytes, now: Timestamp) -> Option<Self> {
        let from = parts.extensions.get::<FromMemory>()?.clone();
        Some(Self {
            second: now.as_second(),
            labels: Labels::new("GET", from.route.clone(), parts.status),
            from,
            plain: wire(&parts, &body, now, false),
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

    fn bytes(&self, packed: bool, now: Timestamp) -> &[u8] {
        if !packed {
            return &self.plain;
        }
        let pack = || wire(&self.parts, &gzip::gzip(&self.body), now, true);
        self.packed.get_or_init(pack)
    }
}

/// Answers plain requests for public pages; gives back what was read of the first request that is anything else.
///
/// # Errors
///
/// The connection was closed, or was silent for longer than `silence`.
#[expect(
    clippy::disallowed_methods,
    reason = "durations are measured, nothing depends on them"
)]
pub async fn answer_from_memory<S, V>(
    app: &App,
    stream: &mut S,
    service: &mut V,
    (peer, silence): (Option<SocketAddr>, Duration),
) -> Result<Vec<u8>>
where
    S: AsyncRead + AsyncWrite + Unpin,
    V: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
{
    let (mut read, mut at) = (Vec::with_capacity(1024), Vec::with_capacity(256));
    loop {
        let asked = match judge(&read, &mut at) {
            Read::Page(asked) => asked,
            Read::Other => return Ok(read),
            Read::Unfinished => {
                more(stream, &mut read, silence).await?;
                continue;
            }
        };
        let Some(known) = app.front().pages.get(at.as_slice()) else {
            return Ok(read);
        };
        let (begun, now) = (Instant::now(), app.now());
        match known.filter(|ready| ready.holds(app, now)) {
            Some(ready) => {
                let address = client_address_of(app, asked.forwarded.as_ref(), peer);
                app.visits().count(now, address, asked.browser.as_bytes());
                app.metrics().page_sent();
                stream.write_all(ready.bytes(asked.gzip, now)).await?;
                app.metrics().record(&ready.labels, begun.elapsed());
            }
            // The router counts and measures what it answers.
            None => renew(app, stream, service, (&at, &asked)).await?,
        }
        read.drain(..asked.length);
    }
}

/// Reads on.
async fn more<S>(stream: &mut S, read: &mut Vec<u8>, silence: Duration) -> Result<()>
where
    S: AsyncRead + Unpin,
{
    match timeout(silence, stream.read_buf(read)).await {
        Ok(Ok(0)) => Err(ErrorKind::ConnectionAborted.into()),
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(error),
        Err(_) => Err(ErrorKind::TimedOut.into()),
    }
}

/// Lets the router answer, and keeps the answer ready where it may lie ready.
async fn renew<S, V>(
    app: &App,
    stream: &mut S,
    service: &mut V,
    (at, asked): (&[u8], &Asked),
) -> Result<()>
where
    S: AsyncWrite + Unpin,
    V: Service<Request<Body>, Response = Response<Body>, Error = Infallible>,
{
    let request = request(at, asked).ok_or_else(|| Error::from(ErrorKind::InvalidData))?;
    let Ok(response) = service.call(request).await;
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.map_err(Error::other)?;
    let now = app.now();
    match Ready::of(parts.clone(), body.clone(), now) {
        Some(ready) => {
            let ready = Arc::new(ready);
            app.front()
                .pages
                .insert(at.into(), Some(Arc::clone(&ready)));
            stream.write_all(ready.bytes(asked.gzip, now)).await
        }
        None => {
            app.front().pages.remove(at);
            stream.write_all(&wire(&parts, &body, now, false)).await
        }
    }
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

/// Where a page lies.
fn place(at: &mut Vec<u8>, host: &[u8], path: &str) {
    at.clear();
    at.extend_from_slice(host);
    at.push(0);
    at.extend_from_slice(path.as_bytes());
}

/// Whether these bytes begin with a plain request for a page: whole, without a body, a session, a query, or anything
/// that asks for more than the page.
fn judge(read: &[u8], at: &mut Vec<u8>) -> Read {
    let begin = read.len().min(BEGIN.len());
    if read[..begin] != BEGIN[..begin] || read.len() > HEAD {
        return Read::Other;
    }
    let mut lines = [httparse::EMPTY_HEADER; LINES];
    let mut head = httparse::Request::new(&mut lines);
    let length = match head.parse(read) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Read::Unfinished,
        Err(_) => return Read::Other,
    };
    let (Some(path), Some(1)) = (head.path, head.version) else {
        return Read::Other;
    };
    let mut asked = Asked {
        length,
        gzip: false,
        browser: HeaderValue::from_static(""),
        forwarded: None,
    };
    let mut host = None;
    for line in head.headers.iter() {
        if !asked.takes(line, &mut host) {
            return Read::Other;
        }
    }
    match host {
        Some(host) if !path.contains(['?', '#', '\0']) => {
            place(at, host, path);
            Read::Page(asked)
        }
        _ => Read::Other,
    }
}

impl Asked {
    /// Takes a header line in; whether the request is still a plain one.
    fn takes<'a>(&mut self, line: &httparse::Header<'a>, host: &mut Option<&'a [u8]>) -> bool {
        let named = |name: header::HeaderName| line.name.eq_ignore_ascii_case(name.as_str());
        let Ok(value) = HeaderValue::from_bytes(line.value) else {
            return false;
        };
        if named(header::HOST) {
            return host.replace(line.value).is_none();
        }
        if named(header::ACCEPT_ENCODING) {
            self.gzip |= gzip::offered(&value);
        } else if named(header::USER_AGENT) {
            self.browser = value;
        } else if line.name.eq_ignore_ascii_case("x-forwarded-for") {
            self.forwarded = Some(value);
        } else if named(header::CONNECTION) {
            return line.value.eq_ignore_ascii_case(b"keep-alive");
        } else {
            let special = [
                header::COOKIE,
                header::AUTHORIZATION,
                header::CONTENT_LENGTH,
                header::TRANSFER_ENCODING,
                header::UPGRADE,
                header::EXPECT,
                header::RANGE,
                header::IF_NONE_MATCH,
                header::IF_MODIFIED_SINCE,
            ];
            return !special.into_iter().any(named);
        }
        true
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(request: &str) -> (Read, String) {
        let mut at = Vec::new();
        let read = judge(request.as_bytes(), &mut at);
        (read, String::from_utf8_lossy(&at).into_owned())
    }

    #[test]
    fn a_plain_request_for_a_page_is_known_with_its_place_and_length() {
        let request = "GET /tin/mot HTTP/1.1\r\nHost: a.vn\r\nUser-Agent: x\r\nAccept-Encoding: gzip, br\r\n\r\nGET ";
        let (read, at) = judged(request);
        let Read::Page(asked) = read else {
            panic!("a plain request");
        };
        assert_eq!(at, "a.vn\0/tin/mot");
        assert_eq!(&request[asked.length..], "GET ");
        assert!(asked.gzip && asked.browser == "x");
    }

    #[test]
    fn anything_that_asks_for_more_than_the_page_is_left_to_the_server() {
        for request in [
            "POST / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /?a=1 HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.0\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nCookie: thidua=1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\nIf-None-Match: x\r\n\r\n",
            "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u{16}\u{3}\u{1}",
        ] {
            assert!(matches!(judged(request).0, Read::Other), "{request:?}");
        }
        let long = format!("GET /{} HTTP/1.1\r\n", "a".repeat(HEAD));
        assert!(matches!(judged(&long).0, Read::Other));
    }

    #[test]
    fn a_request_that_has_only_begun_is_waited_for() {
        for request in ["", "GE", "GET /tin", "GET /tin HTTP/1.1\r\nHost: a\r\n"] {
            assert!(matches!(judged(request).0, Read::Unfinished), "{request:?}");
        }
    }
}
