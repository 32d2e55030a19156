//! A browser without a browser: requests to the real service, with the session's cookie and form token.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as bytes.
    pub bytes: Vec<u8>,
    /// The body as text.
    pub body: String,
}

impl Answer {
    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

/// Somebody's browser.
pub struct Client {
    service: Router,
    token: Option<String>,
}

impl Client {
    pub(crate) fn new(service: Router, token: Option<String>) -> Self {
        Self { service, token }
    }

    /// The same browser with the session that an answer handed over.
    pub fn holding(&self, answer: &Answer) -> Self {
        let cookie = answer
            .headers
            .get(header::SET_COOKIE)
            .and_then(|value| value.to_str().ok())
            .and_then(|text| text.split(';').next())
            .and_then(|pair| pair.strip_prefix("thidua="))
            .expect("the answer hands over a session");
        Self::new(self.service.clone(), Some(cookie.to_owned()))
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(
            self.request("GET", path)
                .body(Body::empty())
                .expect("a request"),
        )
        .await
    }

    /// Sends a form; the session's form token is added.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let token = self.form_token().await;
        let mut pairs: Vec<(&str, &str)> = vec![("csrf", &token)];
        pairs.extend_from_slice(fields);
        let body: Vec<String> = pairs
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.join("&")))
            .expect("a request");
        self.send(request).await
    }

    /// Sends a form with files: (field, file name, content).
    pub async fn post_files(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Answer {
        const BOUNDARY: &str = "thi-dua-boundary";
        let token = self.form_token().await;
        let mut body = Vec::new();
        for (name, value) in [("csrf", token.as_str())].iter().chain(fields) {
            body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        for (name, file, content) in files {
            body.extend(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .bytes(),
            );
            body.extend_from_slice(content);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        let request = self
            .request("POST", path)
            .header(
                header::CONTENT_TYPE,
                format!("multipart/form-data; boundary={BOUNDARY}"),
            )
            .body(Body::from(body))
            .expect("a request");
        self.send(request).await
    }

    /// Sends any request as this browser would, with its cookie.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self
            .service
            .clone()
            .oneshot(request)
            .await
            .expect("the service answers");
        let (parts, body) = response.into_parts();
        let bytes = body
            .collect()
            .await
            .expect("the body ends")
            .to_bytes()
            .to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
            body,
        }
    }

    /// A request with this browser's cookie.
    pub fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost");
        match &self.token {
            Some(token) => request.header(header::COOKIE, format!("thidua={token}")),
            None => request,
        }
    }

    /// The token that forms carry, read from a page as a browser would.
    async fn form_token(&self) -> String {
        if self.token.is_none() {
            return String::new();
        }
        // The one page that is open to everybody signed in, also before a one-time password is changed.
        let page = self.get("/tai-khoan/mat-khau").await.body;
        let after = page
            .split("name=\"csrf\" value=\"")
            .nth(1)
            .expect("the page of the own password has a form");
        after.split('"').next().unwrap_or_default().to_owned()
    }
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
