//! Which requests the front answers: plain ones for a page.

use axum::http::{HeaderValue, header};

use crate::web::gzip;

/// The longest head of a request that is read here; a longer one is for hyper to judge.
const HEAD: usize = 8 * 1024;
/// The most header lines that are read here.
const LINES: usize = 48;
/// How every request begins that is answered here.
const BEGIN: &[u8] = b"GET /";

/// A plain request for a page; its place stands beside it.
pub(super) struct Asked {
    /// How many bytes its head has.
    pub(super) length: usize,
    pub(super) gzip: bool,
    pub(super) browser: HeaderValue,
    pub(super) forwarded: Option<HeaderValue>,
}

/// What was read of a connection.
pub(super) enum Read {
    Page(Asked),
    Unfinished,
    Other,
}

/// Whether these bytes begin with a plain request for a page: whole, without a body, a session, a query, or anything
/// that asks for more than the page.
pub(super) fn judge(read: &[u8], at: &mut Vec<u8>) -> Read {
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
        Some(host) if !path.bytes().any(|byte| matches!(byte, b'?' | b'#' | 0)) => {
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

/// Where a page lies.
pub(super) fn place(at: &mut Vec<u8>, host: &[u8], path: &str) {
    at.clear();
    at.extend_from_slice(host);
    at.push(0);
    at.extend_from_slice(path.as_bytes());
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
