//! The archive of a backup: one gzipped tar. Its first entry lists every other with its size and SHA-256, so that
//! whoever restores it knows that nothing is missing and nothing was changed.

mod pack;
mod unpack;

use std::io::{Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use pack::pack;
pub use unpack::{Damage, unpack};

/// What the archives of this program call themselves.
const FORMAT: &str = "thidua-backup-1";
/// The name of the first entry.
const MANIFEST: &str = "manifest.json";

/// What an archive holds.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    format: String,
    /// The version of the program that made it.
    pub program: String,
    /// When it was made.
    pub made_at: String,
    /// Every file in it, in order.
    pub files: Vec<Listed>,
}

/// One file of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// Its path below the data folder.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the content, hexadecimal.
    pub sha256: String,
}

impl Manifest {
    /// The list of an archive made now by this program.
    pub fn new(made_at: String, files: Vec<Listed>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            made_at,
            files,
        }
    }
}

impl Listed {
    /// A file of the disk as an archive would list it.
    pub fn of(path: impl Into<String>, file: &Path) -> std::io::Result<Self> {
        let (size, sha256) = copy(&mut std::fs::File::open(file)?, &mut std::io::sink())?;
        Ok(Self {
            path: path.into(),
            size,
            sha256,
        })
    }
}

/// Copies to the end; returns the bytes and their SHA-256.
fn copy(from: &mut impl Read, into: &mut impl Write) -> std::io::Result<(u64, String)> {
    let mut hasher = Sha256::new();
    let mut size = 0;
    let mut part = vec![0; 64 * 1024];
    loop {
        let read = from.read(&mut part)?;
        if read == 0 {
            break;
        }
        hasher.update(&part[..read]);
        into.write_all(&part[..read])?;
        size += read as u64;
    }
    let sha256 = hasher
        .finalize()
        .into_iter()
        .map(|byte| format!("{byte:02x}"));
    Ok((size, sha256.collect()))
}
