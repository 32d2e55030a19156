//! From where a request comes.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, HeaderValue};

use super::app::App;

/// The visitor's address: the other end of the connection, or what the trusted proxy names.
pub(crate) fn client_address(
    app: &App,
    headers: &HeaderMap,
    extensions: &Extensions,
) -> Option<IpAddr> {
    let info = extensions.get::<ConnectInfo<SocketAddr>>();
    client_address_of(app, headers.get("x-forwarded-for"), info.map(|info| info.0))
}

/// The same of what is known at the connection.
pub(crate) fn client_address_of(
    app: &App,
    forwarded: Option<&HeaderValue>,
    peer: Option<SocketAddr>,
) -> Option<IpAddr> {
    let peer = peer.map(|address| address.ip().to_canonical());
    if !app.settings().behind_proxy {
        return peer;
    }
    let last = forwarded
        .and_then(|value| value.to_str().ok())
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse().ok());
    last.or(peer)
}

/// The other end of the connection.
pub(crate) fn peer(extensions: &Extensions) -> Option<IpAddr> {
    let info = extensions.get::<ConnectInfo<SocketAddr>>();
    info.map(|info| info.0.ip().to_canonical())
}
