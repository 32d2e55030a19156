//! `thidua serve`: the web.

mod announce;
mod demo;
mod front_acceptor;
mod listen;

use std::net::IpAddr;
use std::path::PathBuf;

use access::Gate;
use clap::Args;
use server::{App, Settings};
use store::Location;

use crate::configuration::{Configuration, Flags};
use crate::data::{Data, hold};
use crate::failure::{Failure, Outcome};

/// Options of `serve`. What is not given comes from the environment, from thidua.toml, or is the default.
#[derive(Args, Debug)]
pub struct Serve {
    #[command(flatten)]
    data: Data,
    /// Địa chỉ lắng nghe [mặc định: 127.0.0.1]
    #[arg(long, value_name = "ĐỊA_CHỈ_IP")]
    host: Option<IpAddr>,
    /// Cổng; 0 là chọn một cổng còn trống [mặc định: 8080]
    #[arg(long, value_name = "CỔNG")]
    port: Option<u16>,
    /// Chạy thử: nạp năm 2021 và năm mẫu 2022 nếu chưa có, lập tài khoản mẫu với mật khẩu mới
    #[arg(long)]
    demo: bool,
    /// Ghi địa chỉ và các tài khoản mẫu vào tệp JSON này khi đã sẵn sàng
    #[arg(long, value_name = "TỆP", requires = "demo")]
    accounts: Option<PathBuf>,
    /// Chứng chỉ TLS (PEM); đi cùng --tls-key
    #[arg(long, value_name = "TỆP")]
    tls_cert: Option<PathBuf>,
    /// Khóa riêng của chứng chỉ TLS (PEM); đi cùng --tls-cert
    #[arg(long, value_name = "TỆP")]
    tls_key: Option<PathBuf>,
    /// Chạy sau một proxy tin cậy đã lo HTTPS và ghi X-Forwarded-For
    #[arg(long)]
    behind_proxy: bool,
}

impl Serve {
    fn flags(&self) -> Flags {
        Flags {
            host: self.host,
            port: self.port,
            tls_cert: self.tls_cert.clone(),
            tls_key: self.tls_key.clone(),
            behind_proxy: self.behind_proxy.then_some(true),
            ..Flags::default()
        }
    }
}

/// Serves until asked to stop; requests under way are finished.
pub async fn run(options: Serve) -> Result<Outcome, Failure> {
    let configuration = options.data.configuration(options.flags())?;
    start_log(&configuration)?;
    let tls = listen::tls(&configuration)?;
    let listener = listen::bind(configuration.address())?;
    let store = options.data.open_or_make(&configuration).await?;
    let _held = match options.data.location(&configuration) {
        Location::Sqlite(_) => Some(hold(&options.data.data)?),
        Location::Postgres(_) => None,
    };
    let gate = Gate::new()?;
    let accounts = match options.demo {
        true => demo::prepare(&store, &gate).await?,
        false => Vec::new(),
    };
    let app = App::new(store.clone(), gate, settings(&configuration, tls.is_some()));
    let scheme = if tls.is_some() { "https" } else { "http" };
    let address = format!("{scheme}://{}", listener.local_addr()?);
    announce::say(&address, &accounts);
    if let Some(path) = &options.accounts {
        announce::write(path, &address, &accounts)?;
    }
    let (ended, stop) = tokio::sync::oneshot::channel::<()>();
    let counters = server::keep_counters(app.clone(), async move { stop.await.unwrap_or(()) });
    let counters = tokio::spawn(counters);
    let served = listen::serve(listener, tls, app).await;
    drop(ended);
    if let Err(error) = counters.await {
        tracing::error!(%error, "the visit counters ended early");
    }
    store.close().await?;
    served?;
    Ok(Outcome::Good)
}

fn settings(configuration: &Configuration, tls: bool) -> Settings {
    Settings {
        upload_limit: configuration.upload_limit(),
        https: tls || configuration.behind_proxy,
        behind_proxy: configuration.behind_proxy,
        metrics_token: configuration.metrics_token.clone(),
        ..Settings::default()
    }
}

/// The log goes to standard error; it never holds what people typed or who they are.
fn start_log(configuration: &Configuration) -> Result<(), Failure> {
    let filter: tracing_subscriber::EnvFilter = configuration.log.parse().map_err(|_| {
        Failure::wrong_use(format!(
            "Cấu hình chưa đúng: mục “log” có giá trị “{}”. Ghi error, warn, info hoặc debug.",
            configuration.log
        ))
    })?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        // A log that cannot be written, as on a full disk, must not end the request that it tells of.
        .log_internal_errors(false);
    if configuration.log_json {
        log.json().init();
    } else {
        log.init();
    }
    Ok(())
}
