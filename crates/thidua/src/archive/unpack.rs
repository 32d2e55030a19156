//! Reading an archive; nothing in it is trusted before it was compared with the manifest.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use flate2::read::GzDecoder;
use store::StoreError;
use store::evidence::path_of;
use tar::{Archive, Entry};

use super::{FORMAT, Listed, MANIFEST, Manifest, copy};
use crate::data::DATABASE_FILE;

/// The longest manifest read: a list of a million files.
const LONGEST_MANIFEST: u64 = 256 * 1024 * 1024;

/// Why an archive is not unpacked.
#[derive(Debug)]
pub enum Damage {
    /// It is no archive of this program.
    Foreign,
    /// It was made by a program whose archives this one does not know.
    Newer(String),
    /// It ends too early or cannot be decompressed.
    Broken,
    /// A file is not what the manifest says, is listed and missing, or is there and not listed.
    Differs(String),
    /// The disk did not take what was unpacked, or the archive could not be read from it.
    Disk(StoreError),
}

impl From<std::io::Error> for Damage {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::UnexpectedEof
            | ErrorKind::InvalidInput
            | ErrorKind::InvalidData
            | ErrorKind::Other => Self::Broken,
            _ => Self::Disk(error.into()),
        }
    }
}

/// Unpacks into an empty folder, comparing each file with the manifest; `progress` is told how many there are
/// and after each.
pub fn unpack(
    from: File,
    into: &Path,
    mut progress: impl FnMut(usize, usize),
) -> Result<Manifest, Damage> {
    let mut archive = Archive::new(GzDecoder::new(from));
    let mut entries = archive.entries().map_err(|_| Damage::Foreign)?;
    let first = entries.next().and_then(Result::ok).ok_or(Damage::Foreign)?;
    let manifest = manifest(first)?;
    let mut wanted: BTreeMap<&str, &Listed> = BTreeMap::new();
    for listed in &manifest.files {
        wanted.insert(&listed.path, listed);
    }
    let all = wanted.len();
    for entry in entries {
        let entry = entry?;
        let path = entry.path()?.to_string_lossy().into_owned();
        let listed = wanted.remove(path.as_str());
        let listed = listed.filter(|listed| belongs(listed));
        unpack_one(entry, listed.ok_or(Damage::Differs(path))?, into)?;
        progress(all - wanted.len(), all);
    }
    match wanted.keys().next() {
        Some(missing) => Err(Damage::Differs((*missing).to_owned())),
        None => Ok(manifest),
    }
}

fn manifest(entry: Entry<'_, impl Read>) -> Result<Manifest, Damage> {
    if entry.path()? != Path::new(MANIFEST) {
        return Err(Damage::Foreign);
    }
    let mut text = Vec::new();
    entry.take(LONGEST_MANIFEST).read_to_end(&mut text)?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|_| Damage::Foreign)?;
    if manifest.format != FORMAT {
        return Err(Damage::Newer(manifest.program));
    }
    Ok(manifest)
}

/// Whether a path is one that a backup has: a manifest cannot send a file anywhere else.
fn belongs(listed: &Listed) -> bool {
    let is_hash = listed.sha256.len() == 64
        && listed
            .sha256
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    listed.path == DATABASE_FILE || (is_hash && listed.path == path_of(&listed.sha256))
}

fn unpack_one(entry: Entry<'_, impl Read>, listed: &Listed, into: &Path) -> Result<(), Damage> {
    let path = into.join(&listed.path);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = File::create_new(path)?;
    // One byte more than listed tells that there is more.
    let found = copy(&mut entry.take(listed.size.saturating_add(1)), &mut file)?;
    if found != (listed.size, listed.sha256.clone()) {
        return Err(Damage::Differs(listed.path.clone()));
    }
    file.sync_all()?;
    Ok(())
}
