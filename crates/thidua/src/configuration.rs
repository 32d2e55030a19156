//! The configuration: `thidua.toml` in the data folder, then the environment (`THIDUA_…`), then the command line;
//! the later one wins.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::error::Kind;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

const FILE: &str = "thidua.toml";

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Configuration {
    /// The address to listen on.
    pub host: IpAddr,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// The address of a PostgreSQL database; SQLite in the data folder without it.
    pub database: Option<String>,
    /// The certificate chain for https, a PEM file.
    pub tls_cert: Option<PathBuf>,
    /// The certificate's private key, a PEM file.
    pub tls_key: Option<PathBuf>,
    /// Whether a trusted proxy speaks https to browsers and names them in `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Megabytes of the largest file taken.
    pub upload_limit_mb: u64,
    /// Opens `/metrics` to those who know it, from elsewhere than this machine.
    pub metrics_token: Option<String>,
    /// What is logged: `error`, `warn`, `info`, `debug`, or directives such as `server=debug`.
    pub log: String,
    /// Whether each line of the log is a JSON object.
    pub log_json: bool,
}

impl Default for Configuration {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 8080,
            database: None,
            tls_cert: None,
            tls_key: None,
            behind_proxy: false,
            upload_limit_mb: store::evidence::DEFAULT_LIMIT / MEGABYTE,
            metrics_token: None,
            log: "warn".to_owned(),
            log_json: false,
        }
    }
}

const MEGABYTE: u64 = 1024 * 1024;

const KEYS: &[&str] = &[
    "host",
    "port",
    "database",
    "tls_cert",
    "tls_key",
    "behind_proxy",
    "upload_limit_mb",
    "metrics_token",
    "log",
    "log_json",
];

/// What the command line sets.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Flags {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<IpAddr>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_cert: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_key: Option<PathBuf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub behind_proxy: Option<bool>,
}

impl Configuration {
    /// Reads the three sources.
    pub fn read(folder: &Path, flags: &Flags) -> Result<Self, Failure> {
        let path = folder.join(FILE);
        let mut sources = Figment::from(Serialized::defaults(Self::default()));
        if path.exists() {
            sources = sources.merge(Toml::file_exact(path));
        }
        sources
            .merge(Env::prefixed("THIDUA_").only(KEYS))
            .merge(Serialized::defaults(flags))
            .extract()
            .map_err(|error| wrong(&error))
    }

    /// Where to listen.
    pub fn address(&self) -> SocketAddr {
        SocketAddr::new(self.host, self.port)
    }

    /// Bytes of the largest file taken.
    pub fn upload_limit(&self) -> u64 {
        self.upload_limit_mb.saturating_mul(MEGABYTE)
    }
}

fn wrong(error: &figment::Error) -> Failure {
    let key = error.path.join(".");
    let place = error
        .metadata
        .as_ref()
        .map_or_else(|| FILE.to_owned(), |source| source.name.to_string());
    let what = match &error.kind {
        Kind::UnknownField(name, known) => {
            format!("không có mục “{name}”. Các mục: {}", known.join(", "))
        }
        Kind::InvalidType(actual, expected) | Kind::InvalidValue(actual, expected) => {
            format!("mục “{key}” có giá trị {actual}, cần {expected}")
        }
        other => format!("mục “{key}”: {other}"),
    };
    Failure::wrong_use(format!("Cấu hình chưa đúng ({place}): {what}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str, flags: &Flags) -> Result<Configuration, Failure> {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        std::fs::write(folder.path().join(FILE), toml).expect("the file can be written");
        Configuration::read(folder.path(), flags)
    }

    #[test]
    fn the_command_line_wins_over_the_file() {
        let flags = Flags {
            port: Some(9090),
            ..Flags::default()
        };
        let read = read("port = 81\nbehind_proxy = true\n", &flags).expect("the file is right");
        assert_eq!(read.port, 9090);
        assert!(read.behind_proxy);
        assert_eq!(read.host, Configuration::default().host);
    }

    #[test]
    fn a_folder_without_a_file_or_no_folder_at_all_has_the_defaults() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let missing = folder.path().join("chua-co");
        let read = Configuration::read(&missing, &Flags::default()).expect("nothing is wrong");
        assert_eq!(read, Configuration::default());
    }

    #[test]
    fn a_mistyped_key_is_named_with_the_known_ones() {
        let Err(Failure::WrongUse(sentence)) = read("prot = 81\n", &Flags::default()) else {
            panic!("an unknown key is wrong use");
        };
        assert!(sentence.contains("không có mục “prot”"), "{sentence}");
        assert!(sentence.contains("behind_proxy"), "{sentence}");
    }

    #[test]
    fn the_environment_is_read_for_every_key() {
        let all = serde_json::to_value(Configuration::default()).expect("plain data");
        let names: Vec<&String> = all.as_object().expect("an object").keys().collect();
        assert_eq!(names.len(), KEYS.len());
        assert!(names.iter().all(|name| KEYS.contains(&name.as_str())));
    }
}
