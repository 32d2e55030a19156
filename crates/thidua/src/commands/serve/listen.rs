//! Listening, by http or https, until asked to stop.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use hyper_util::rt::TokioTimer;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use server::App;

use super::front_acceptor::FrontAcceptor;
use crate::configuration::Configuration;
use crate::failure::Failure;

/// How long a connection may stay open without a whole request.
const SILENCE: Duration = Duration::from_secs(30);
/// How long requests under way may take once the program was asked to stop.
const PATIENCE: Duration = Duration::from_secs(10);

/// Takes the port, before anything else is done.
pub fn bind(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).map_err(|error| {
        Failure::undone(match error.kind() {
            ErrorKind::AddrInUse => format!(
                "Cổng {} đang có chương trình khác dùng. Dừng chương trình đó, hoặc chọn cổng khác: --port 8081, hay --port 0 để tự chọn.",
                address.port()
            ),
            ErrorKind::PermissionDenied => format!(
                "Không được phép dùng cổng {}. Chọn cổng từ 1024 trở lên bằng --port.",
                address.port()
            ),
            ErrorKind::AddrNotAvailable => format!(
                "Máy này không có địa chỉ {}. Sửa --host.",
                address.ip()
            ),
            _ => format!("Không lắng nghe được tại {address}: {error}."),
        })
    })
}

/// The certificate and its key, where both are set.
pub fn tls(configuration: &Configuration) -> Result<Option<RustlsConfig>, Failure> {
    let (cert, key) = match (&configuration.tls_cert, &configuration.tls_key) {
        (None, None) => return Ok(None),
        (Some(cert), Some(key)) => (cert, key),
        _ => {
            return Err(Failure::wrong_use(
                "HTTPS cần cả --tls-cert và --tls-key; mới có một trong hai.",
            ));
        }
    };
    let chain = CertificateDer::pem_file_iter(cert)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unreadable(cert, &error.to_string()))?;
    let private =
        PrivateKeyDer::from_pem_file(key).map_err(|error| unreadable(key, &error.to_string()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| {
            builder
                .with_no_client_auth()
                .with_single_cert(chain, private)
        })
        .map_err(|error| {
            Failure::undone(format!(
                "Chứng chỉ và khóa TLS không dùng được với nhau: {error}."
            ))
        })?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Some(RustlsConfig::from_config(Arc::new(config))))
}

fn unreadable(path: &Path, error: &str) -> Failure {
    Failure::undone(format!(
        "Không đọc được tệp PEM {}: {error}. Kiểm tra đường dẫn và quyền đọc.",
        path.display()
    ))
}

/// Answers until asked to stop; requests under way are finished.
pub async fn serve(
    listener: TcpListener,
    tls: Option<RustlsConfig>,
    app: App,
) -> Result<(), Failure> {
    let service = server::service(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let handle = Handle::new();
    tokio::spawn(stop(handle.clone())?);
    let mut server = axum_server::from_tcp(listener)?.handle(handle);
    // Whoever opens a connection and says nothing does not hold it for ever.
    let mut http = server.http_builder().http1();
    http.timer(TokioTimer::new()).header_read_timeout(SILENCE);
    match tls {
        Some(config) => {
            let acceptor = RustlsAcceptor::new(config).acceptor(NoDelayAcceptor::new());
            server.acceptor(acceptor).serve(service).await?;
        }
        None => {
            let acceptor = FrontAcceptor::start(app, SILENCE)?;
            server.acceptor(acceptor).serve(service).await?;
        }
    }
    Ok(())
}

/// Waits for Ctrl+C or SIGTERM, then lets requests under way finish.
fn stop(handle: Handle<SocketAddr>) -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        handle.graceful_shutdown(Some(PATIENCE));
    })
}
