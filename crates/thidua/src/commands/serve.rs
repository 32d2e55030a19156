//! `thidua serve`: the web.

use std::net::{IpAddr, SocketAddr};

use access::Gate;
use clap::Args;
use server::{App, Settings};

use super::{Failure, Outcome};
use crate::data::Data;

/// Options of `serve`.
#[derive(Args, Debug)]
pub struct Serve {
    #[command(flatten)]
    data: Data,
    /// Địa chỉ lắng nghe.
    #[arg(long, env = "THIDUA_HOST", default_value = "127.0.0.1")]
    host: IpAddr,
    /// Cổng; 0: chọn một cổng còn trống.
    #[arg(long, env = "THIDUA_PORT", default_value_t = 8080)]
    port: u16,
}

/// Serves until asked to stop; requests under way are finished.
pub async fn run(options: Serve) -> Result<Outcome, Failure> {
    let store = options.data.open().await?;
    let app = App::new(store.clone(), Gate::new()?, Settings::default());
    let listener =
        tokio::net::TcpListener::bind(SocketAddr::new(options.host, options.port)).await?;
    eprintln!("http://{}", listener.local_addr()?);
    let service = server::service(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(stop())
        .await?;
    store.close().await?;
    Ok(Outcome::Good)
}

async fn stop() {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("signal handlers can be installed");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
