//! Counting the views of one connection.

use std::net::SocketAddr;

use axum::http::HeaderValue;
use jiff::Timestamp;

use crate::web::app::App;
use crate::web::client_address::client_address_of;

/// Whoever is at the other end, as far as was told last.
pub(super) struct Visitor {
    peer: Option<SocketAddr>,
    last: Option<Told>,
}

/// When a view was counted, and as whose.
#[derive(PartialEq, Eq)]
struct Told {
    second: i64,
    browser: HeaderValue,
    forwarded: Option<HeaderValue>,
}

impl Visitor {
    pub(super) fn new(peer: Option<SocketAddr>) -> Self {
        Self { peer, last: None }
    }

    /// Counts a view. Who it is has to be found out once a second.
    pub(super) fn count(
        &mut self,
        app: &App,
        now: Timestamp,
        browser: HeaderValue,
        forwarded: Option<HeaderValue>,
    ) {
        let told = Told {
            second: now.as_second(),
            browser,
            forwarded,
        };
        if self.last.as_ref() == Some(&told) {
            app.visits().count_again();
            return;
        }
        let address = client_address_of(app, told.forwarded.as_ref(), self.peer);
        app.visits().count(now, address, told.browser.as_bytes());
        self.last = Some(told);
    }
}
