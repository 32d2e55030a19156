//! Connections begin at the front (pages that lie ready) and go on with hyper where more is asked for.
//!
//! The front has threads of its own, each with its connections: handing a connection from thread to thread for every
//! request would cost more than the answer. Pages are written where everything else is.

use std::convert::Infallible;
use std::future::{Future, pending};
use std::io::{Cursor, Error, Result};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response};
use axum_server::accept::Accept;
use server::App;
use server::web::front::{Connection, answer_from_memory};
use tokio::io::{AsyncReadExt, Chain, Join, ReadHalf, WriteHalf};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Handle};
use tokio_util::task::AbortOnDropHandle;
use tower::Service;

/// What was read already, then the connection.
type Handed = Join<Chain<Cursor<Vec<u8>>, ReadHalf<TcpStream>>, WriteHalf<TcpStream>>;

/// Puts the front before the server, for connections in the clear: those that end here, and those of a proxy.
#[derive(Clone)]
pub(super) struct FrontAcceptor {
    app: App,
    silence: Duration,
    threads: Arc<[Handle]>,
    next: Arc<AtomicUsize>,
}

impl FrontAcceptor {
    /// Starts the threads: half as many as there are processors. A connection that says nothing for `silence` is
    /// closed.
    ///
    /// # Errors
    ///
    /// The system gives no thread.
    pub(super) fn start(app: App, silence: Duration) -> Result<Self> {
        let processors = thread::available_parallelism().map_or(1, usize::from);
        let threads = (0..processors.div_ceil(2)).map(|_| front_thread());
        Ok(Self {
            app,
            silence,
            threads: threads.collect::<Result<_>>()?,
            next: Arc::default(),
        })
    }

    /// The thread of the next connection: each in turn.
    fn thread(&self) -> &Handle {
        let turn = self.next.fetch_add(1, Ordering::Relaxed);
        &self.threads[turn % self.threads.len()]
    }
}

impl<V> Accept<TcpStream, V> for FrontAcceptor
where
    V: Service<Request<Body>, Response = Response<Body>, Error = Infallible> + Send + 'static,
    V::Future: Send + 'static,
{
    type Stream = Handed;
    type Service = V;
    type Future = Pin<Box<dyn Future<Output = Result<(Handed, V)>> + Send>>;

    fn accept(&self, stream: TcpStream, mut service: V) -> Self::Future {
        let connection = Connection {
            peer: stream.peer_addr().ok(),
            silence: self.silence,
            pages: Handle::current(),
        };
        let (app, thread) = (self.app.clone(), self.thread().clone());
        Box::pin(async move {
            stream.set_nodelay(true)?;
            let stream = stream.into_std()?;
            let front = thread.spawn(async move {
                let mut stream = TcpStream::from_std(stream)?;
                let read = answer_from_memory(&app, &mut stream, &mut service, &connection).await?;
                Ok::<_, Error>((stream.into_std()?, read, service))
            });
            // When the server stops, the front does too.
            let front = AbortOnDropHandle::new(front).await;
            let (stream, read, service) = front.map_err(Error::other)??;
            let (rest, write) = tokio::io::split(TcpStream::from_std(stream)?);
            let handed = tokio::io::join(Cursor::new(read).chain(rest), write);
            Ok((handed, service))
        })
    }
}

/// A thread that answers until the program ends.
fn front_thread() -> Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    thread::Builder::new()
        .name("front".to_owned())
        .spawn(move || runtime.block_on(pending::<()>()))?;
    Ok(handle)
}
