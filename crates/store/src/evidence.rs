//! Files of evidence (minh chứng): kept once by content, untouched, reached only through a reference.
//!
//! A file is written beside its place, synced, renamed, its folder synced; only then its row is written.
//! A crash between leaves at most a file that no row names.

mod pictures;

use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use access::{Matter, Permit, actions::figures::AttachEvidence};
use rules::ids::EvidenceId;
use sea_orm::EntityTrait;
use sha2::{Digest, Sha256};

use crate::clock::hex;
use crate::history::Act;
use crate::{Store, StoreError, table};

pub use pictures::without_details;

table!(file = "evidence_file", keys { id }, {
    cluster_year_id: Option<String>,
    unit_id: Option<String>,
    name: String,
    media_type: String,
    size: i64,
    sha256: String,
    added_at: i64,
    added_by: String,
    public: bool,
    removed_at: Option<i64>,
});

/// The folder of the contents, in the data folder.
pub const FOLDER: &str = "evidence";

/// The largest file taken where no setting says otherwise: 25 MB.
pub const DEFAULT_LIMIT: u64 = 25 * 1024 * 1024;

/// A stored file.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Its reference.
    pub id: EvidenceId,
    /// The unit it belongs to.
    pub unit: Option<String>,
    /// The cluster-year it belongs to.
    pub cluster_year: Option<String>,
    /// The name it came with.
    pub name: String,
    /// The type told by its content.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the content, hexadecimal.
    pub sha256: String,
    /// Whether the public may open it.
    pub public: bool,
}

/// A file as it was uploaded.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// The name it came with.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// The mode of folders: what is kept is for the program, not for everybody on the machine.
const OWNER_ONLY: u32 = 0o700;

impl NewFile {
    /// Fails with [`StoreError::FileType`] where the content is of a type that is not taken, with
    /// [`StoreError::CutOff`] where it is a picture without its end.
    pub fn check_type(&self) -> Result<(), StoreError> {
        self.media_type().map(|_| ())
    }

    /// The same for a picture: files of other types fail, too.
    pub fn check_picture(&self) -> Result<(), StoreError> {
        let kind = self.media_type()?;
        if !kind.starts_with("image/") {
            return Err(StoreError::FileType(kind.to_owned()));
        }
        // What the public could not be given is not taken for the public.
        without_details(kind, self.content.clone())
            .map(|_| ())
            .ok_or(StoreError::CutOff)
    }

    fn media_type(&self) -> Result<&'static str, StoreError> {
        let kind = media_type(&self.content, &self.name)?;
        if pictures::is_cut_off(kind, &self.content) {
            return Err(StoreError::CutOff);
        }
        Ok(kind)
    }
}

/// A file whose content lies in its place; its row is still to be written.
pub(crate) struct KeptFile {
    name: String,
    media_type: &'static str,
    size: u64,
    sha256: String,
}

impl Store {
    /// Keeps a file for the unit and year of the permit's matter. The type is told by the content.
    pub async fn add_evidence(
        &self,
        permit: &Permit<AttachEvidence>,
        name: &str,
        content: Vec<u8>,
        public: bool,
    ) -> Result<EvidenceId, StoreError> {
        let name = name.to_owned();
        let kept = self.keep_file(NewFile { name, content }).await?;
        let mut act = self.begin(permit).await?;
        let id = self
            .insert_file(&mut act, permit.matter(), kept, public)
            .await?;
        act.matter_is(id.as_str());
        act.finish().await?;
        Ok(EvidenceId::new(id))
    }

    /// Puts the content in its place, before the act that will name it begins.
    pub(crate) async fn keep_file(&self, new: NewFile) -> Result<KeptFile, StoreError> {
        let media_type = new.media_type()?;
        let size = new.content.len() as u64;
        let sha256 = self.keep(new.content).await?;
        Ok(KeptFile {
            name: plain_name(&new.name),
            media_type,
            size,
            sha256,
        })
    }

    /// Puts a picture in its place; other files are refused with [`StoreError::FileType`].
    pub(crate) async fn keep_picture(&self, new: NewFile) -> Result<KeptFile, StoreError> {
        new.check_picture()?;
        self.keep_file(new).await
    }

    /// Puts a drawing of the program's own in its place. SVG may carry scripts, so nobody else's is ever taken.
    pub(crate) async fn keep_drawing(
        &self,
        name: &str,
        drawing: String,
    ) -> Result<KeptFile, StoreError> {
        let size = drawing.len() as u64;
        Ok(KeptFile {
            name: plain_name(name),
            media_type: "image/svg+xml",
            size,
            sha256: self.keep(drawing.into_bytes()).await?,
        })
    }

    /// Writes the row of a kept file as a part of an act; returns the file's id.
    pub(crate) async fn insert_file(
        &self,
        act: &mut Act,
        matter: &Matter,
        kept: KeptFile,
        public: bool,
    ) -> Result<String, StoreError> {
        let id = self.sources.id();
        let row = file::Model {
            id: id.clone(),
            cluster_year_id: matter.cluster_year().map(ToString::to_string),
            unit_id: matter.unit().map(ToString::to_string),
            name: kept.name,
            media_type: kept.media_type.to_owned(),
            size: i64::try_from(kept.size).unwrap_or(i64::MAX),
            sha256: kept.sha256,
            added_at: act.at(),
            added_by: act.actor().to_owned(),
            public,
            removed_at: None,
        };
        act.insert::<file::Entity>(row).await?;
        Ok(id)
    }

    /// Lets go of a file as a part of an act: nothing reaches it any more.
    pub(crate) async fn let_go_of_file(&self, act: &mut Act, id: &str) -> Result<(), StoreError> {
        let Some(row) = file::Entity::find_by_id(id).one(act.db()).await? else {
            return Ok(());
        };
        let removed_at = Some(act.at());
        act.update::<file::Entity>(file::Model { removed_at, ..row })
            .await
    }

    /// What is known of a file, unless it was removed.
    pub async fn evidence(&self, id: &EvidenceId) -> Result<Option<Evidence>, StoreError> {
        let row = file::Entity::find_by_id(id.as_str()).one(&self.db).await?;
        Ok(row
            .filter(|row| row.removed_at.is_none())
            .map(|row| Evidence {
                id: EvidenceId::new(row.id),
                unit: row.unit_id,
                cluster_year: row.cluster_year_id,
                name: row.name,
                media_type: row.media_type,
                size: u64::try_from(row.size).unwrap_or(0),
                sha256: row.sha256,
                public: row.public,
            }))
    }

    /// The content of a file; [`StoreError::Altered`] where it is not the one that was kept.
    pub async fn evidence_content(&self, evidence: &Evidence) -> Result<Vec<u8>, StoreError> {
        self.content_of(&evidence.sha256).await
    }

    pub(crate) async fn content_of(&self, sha256: &str) -> Result<Vec<u8>, StoreError> {
        let path = place(&self.folder, sha256);
        let wanted = sha256.to_owned();
        tokio::task::spawn_blocking(move || read_whole(&path, &wanted))
            .await
            .map_err(|error| StoreError::Fault(Box::new(error)))?
    }

    /// Every content that a row names, with the name of the first of them.
    pub(crate) async fn evidence_names(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let rows = file::Entity::find().all(&self.db).await?;
        Ok(rows.into_iter().map(|row| (row.sha256, row.name)).collect())
    }

    /// The SHA-256 of every content that a reference names, also of those let go of: the history knows them.
    pub async fn evidence_hashes(&self) -> Result<BTreeSet<String>, StoreError> {
        let rows = file::Entity::find().all(&self.db).await?;
        Ok(rows.into_iter().map(|row| row.sha256).collect())
    }

    async fn keep(&self, content: Vec<u8>) -> Result<String, StoreError> {
        let folder = self.folder.clone();
        let partial = self.sources.id();
        tokio::task::spawn_blocking(move || write_once(&folder, &partial, &content))
            .await
            .map_err(|error| StoreError::Fault(Box::new(error)))?
    }
}

fn write_once(folder: &Path, partial: &str, content: &[u8]) -> Result<String, StoreError> {
    use std::io::Write;
    let sha256 = hex(&Sha256::digest(content));
    let path = place(folder, &sha256);
    if path.exists() {
        return Ok(sha256);
    }
    let home = path
        .parent()
        .ok_or(StoreError::NotFound("evidence folder"))?;
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(OWNER_ONLY)
        .create(home)?;
    let temporary = home.join(format!(".{partial}"));
    let mut file = std::fs::File::create(&temporary)?;
    file.write_all(content)?;
    file.sync_all()?;
    std::fs::rename(&temporary, &path)?;
    std::fs::File::open(home)?.sync_all()?;
    Ok(sha256)
}

/// Reads a content and holds it against its hash: a file changed behind the program's back is not handed out.
fn read_whole(path: &Path, sha256: &str) -> Result<Vec<u8>, StoreError> {
    let content = match std::fs::read(path) {
        Ok(content) => content,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(StoreError::NotFound("evidence"));
        }
        Err(error) => return Err(error.into()),
    };
    if hex(&Sha256::digest(&content)) != sha256 {
        return Err(StoreError::Altered);
    }
    Ok(content)
}

fn place(folder: &Path, sha256: &str) -> PathBuf {
    folder.join(path_of(sha256))
}

/// Where a content lies below the data folder, by its SHA-256.
pub fn path_of(sha256: &str) -> String {
    let shelf: String = sha256.chars().take(2).collect();
    format!("{FOLDER}/{shelf}/{sha256}")
}

/// The name without any folder.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or(name);
    vietnamese::text::clean(last)
}

/// Types taken: PDF, pictures, office documents, plain text.
fn media_type(content: &[u8], name: &str) -> Result<&'static str, StoreError> {
    const TAKEN: &[&str] = &[
        "application/pdf",
        "image/png",
        "image/jpeg",
        "image/webp",
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/zip",
    ];
    if let Some(kind) = infer::get(content) {
        let known = TAKEN.iter().find(|taken| **taken == kind.mime_type());
        return known
            .copied()
            .ok_or_else(|| StoreError::FileType(kind.mime_type().to_owned()));
    }
    let text = std::str::from_utf8(content)
        .is_ok_and(|text| !text.contains('\0') && !text.trim_start().starts_with('<'));
    if text && (name.ends_with(".txt") || name.ends_with(".csv")) {
        return Ok("text/plain");
    }
    Err(StoreError::FileType(
        name.rsplit('.').next().unwrap_or("").to_owned(),
    ))
}
