//! Writing an archive.

use std::fs::File;
use std::io::{Error, Read, Result};
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{Builder, Header};

use super::{Listed, MANIFEST, Manifest};

/// Writes the manifest and the files it lists, each from where `place` finds it; `progress` is told after each.
///
/// Fails where a file is no longer what the manifest says.
pub fn pack(
    into: &File,
    manifest: &Manifest,
    place: impl Fn(&Listed) -> PathBuf,
    mut progress: impl FnMut(),
) -> Result<()> {
    // What is kept are mostly PDF files and pictures, which no effort makes smaller.
    let mut archive = Builder::new(GzEncoder::new(into, Compression::fast()));
    let list = serde_json::to_vec_pretty(manifest)?;
    archive.append_data(&mut header(list.len() as u64), MANIFEST, list.as_slice())?;
    for listed in &manifest.files {
        let mut content = File::open(place(listed))?.take(listed.size);
        archive.append_data(&mut header(listed.size), &listed.path, &mut content)?;
        if content.limit() > 0 {
            return Err(Error::other(format!("{} became shorter", listed.path)));
        }
        progress();
    }
    archive.into_inner()?.finish()?;
    into.sync_all()
}

/// The same for every file: nobody's, readable by whoever restores it.
fn header(size: u64) -> Header {
    let mut header = Header::new_gnu();
    header.set_size(size);
    header.set_mode(0o600);
    header
}
