//! Connections begin at the front (pages that lie ready) and go on with hyper where more is asked for.

use std::convert::Infallible;
use std::future::Future;
use std::io::{Cursor, Result};
use std::net::SocketAddr;
use std::pin::Pin;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response};
use axum_server::accept::Accept;
use server::App;
use server::web::front::answer_from_memory;
use tokio::io::{AsyncReadExt, Chain, Join, ReadHalf, WriteHalf};
use tokio::net::TcpStream;
use tower::Service;

/// What was read already, then the connection.
type Handed = Join<Chain<Cursor<Vec<u8>>, ReadHalf<TcpStream>>, WriteHalf<TcpStream>>;

/// Puts the front before the server, for connections in the clear: those that end here, and those of a proxy.
#[derive(Clone)]
pub(super) struct FrontAcceptor {
    app: App,
    silence: Duration,
}

impl FrontAcceptor {
    /// A connection that says nothing for `silence` is closed.
    pub(super) fn new(app: App, silence: Duration) -> Self {
        Self { app, silence }
    }
}

impl<V> Accept<TcpStream, V> for FrontAcceptor
where
    V: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Send + 'static,
    V::Future: Send,
{
    type Stream = Handed;
    type Service = V;
    type Future = Pin<Box<dyn Future<Output = Result<(Handed, V)>> + Send>>;

    fn accept(&self, mut stream: TcpStream, mut service: V) -> Self::Future {
        let peer: Option<SocketAddr> = stream.peer_addr().ok();
        let (app, silence) = (self.app.clone(), self.silence);
        Box::pin(async move {
            stream.set_nodelay(true)?;
            let read = answer_from_memory(&app, &mut stream, &mut service, (peer, silence)).await?;
            let (rest, write) = tokio::io::split(stream);
            let handed = tokio::io::join(Cursor::new(read).chain(rest), write);
            Ok((handed, service))
        })
    }
}
