//! Finding what was changed behind the program's back.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;

use super::act::link;
use super::{GENESIS, read};
use crate::tracked::{RowImage, every_row, history_chain, history_entry};
use crate::{Store, StoreError};

/// One thing that does not fit, with what names it.
#[expect(
    missing_docs,
    reason = "fields are named for what they are: chain, height, table, key"
)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An entry's text is not what its hash was made from.
    EntryAltered { chain: String, height: i64 },
    /// An entry is missing between others, or at the end.
    EntryMissing { chain: String, height: i64 },
    /// An entry does not follow the one before it: swapped or put in.
    EntryMisplaced { chain: String, height: i64 },
    /// The chain's head is not the hash of its last entry.
    HeadAltered { chain: String },
    /// A row differs from what the history last wrote.
    RowAltered {
        table: String,
        key: String,
        chain: String,
        height: i64,
        columns: Vec<String>,
    },
    /// A row that the history wrote is gone.
    RowRemoved {
        table: String,
        key: String,
        chain: String,
        height: i64,
    },
    /// A row that no entry wrote.
    RowAdded { table: String, key: String },
    /// A printed head that the chain does not contain.
    HeadUnknown { head: String },
    /// A file of evidence is not where its row says.
    FileMissing { name: String, sha256: String },
    /// A file of evidence has another content than its row says.
    FileAltered { name: String, sha256: String },
}

/// What a verification found.
#[derive(Clone, Debug, Default)]
pub struct Verdict {
    /// Chains read.
    pub chains: usize,
    /// Entries read.
    pub entries: u64,
    /// Rows compared with their last image.
    pub rows: usize,
    /// Files of evidence read.
    pub files: usize,
    /// Everything that does not fit.
    pub faults: Vec<Fault>,
}

struct Last {
    at: i64,
    chain: String,
    height: i64,
    after: Option<Value>,
}

type Images = BTreeMap<(String, String), Last>;

impl Store {
    /// Reads every chain and every tracked row. `progress` is told after each chain; `head`, a hash taken
    /// from a printed page, must stand in some chain.
    pub async fn verify_history(
        &self,
        head: Option<&str>,
        mut progress: impl FnMut(usize, usize),
    ) -> Result<Verdict, StoreError> {
        let chains = history_chain::Entity::find()
            .order_by_asc(history_chain::Column::Id)
            .all(&self.db)
            .await?;
        let mut verdict = Verdict {
            chains: chains.len(),
            ..Verdict::default()
        };
        let mut images = Images::new();
        let mut known = head.is_none();
        for (index, chain) in chains.iter().enumerate() {
            let entries = history_entry::Entity::find()
                .filter(history_entry::Column::Chain.eq(&chain.id))
                .order_by_asc(history_entry::Column::Height)
                .all(&self.db)
                .await?;
            known = known
                || entries
                    .iter()
                    .any(|entry| Some(entry.hash.as_str()) == head);
            verdict.entries += entries.len() as u64;
            walk(chain, &entries, &mut verdict.faults, &mut images)?;
            progress(index + 1, chains.len());
        }
        if let (false, Some(head)) = (known, head) {
            verdict.faults.push(Fault::HeadUnknown {
                head: head.to_owned(),
            });
        }
        let rows = every_row(&self.db).await?;
        verdict.rows = rows.len();
        compare(rows, images, &mut verdict.faults);
        for (sha256, name) in self.evidence_names().await? {
            verdict.files += 1;
            let fault = match self.content_of(&sha256).await {
                Ok(_) => continue,
                Err(StoreError::Altered) => Fault::FileAltered { name, sha256 },
                Err(StoreError::NotFound(_)) => Fault::FileMissing { name, sha256 },
                Err(other) => return Err(other),
            };
            verdict.faults.push(fault);
        }
        Ok(verdict)
    }
}

fn walk(
    chain: &history_chain::Model,
    entries: &[history_entry::Model],
    faults: &mut Vec<Fault>,
    images: &mut Images,
) -> Result<(), StoreError> {
    let name = || chain.id.clone();
    let mut previous = GENESIS.to_owned();
    let mut expected = 1;
    for entry in entries {
        while expected < entry.height {
            faults.push(Fault::EntryMissing {
                chain: name(),
                height: expected,
            });
            previous.clone_from(&entry.previous);
            expected += 1;
        }
        if link(&entry.previous, &entry.body) != entry.hash || !columns_agree(entry) {
            faults.push(Fault::EntryAltered {
                chain: name(),
                height: entry.height,
            });
        } else if entry.previous != previous {
            faults.push(Fault::EntryMisplaced {
                chain: name(),
                height: entry.height,
            });
        }
        previous.clone_from(&entry.hash);
        expected = entry.height + 1;
        remember(entry, images)?;
    }
    while expected <= chain.height {
        faults.push(Fault::EntryMissing {
            chain: name(),
            height: expected,
        });
        expected += 1;
    }
    // Below the last entry the head is wrong, above it entries are missing: told already.
    let end = entries.last().map_or(0, |last| last.height);
    if end > chain.height || (end == chain.height && previous != chain.head) {
        faults.push(Fault::HeadAltered { chain: name() });
    }
    Ok(())
}

/// Whether the columns that are searched say the same as the hashed body.
fn columns_agree(entry: &history_entry::Model) -> bool {
    let Ok(body) = serde_json::from_str::<Value>(&entry.body) else {
        return false;
    };
    let matter = |name: &str| {
        body.pointer(&format!("/matter/{name}"))
            .and_then(Value::as_str)
    };
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    text("chain") == Some(&entry.chain)
        && text("actor") == Some(&entry.actor)
        && text("action") == Some(&entry.action)
        && matter("kind") == Some(&entry.matter_kind)
        && matter("id") == Some(&entry.matter_id)
        && matter("unit") == entry.unit_id.as_deref()
        && body.get("height").and_then(Value::as_i64) == Some(entry.height)
        && body.get("at").and_then(Value::as_i64) == Some(entry.at)
}

fn remember(entry: &history_entry::Model, images: &mut Images) -> Result<(), StoreError> {
    let Ok(body) = serde_json::from_str::<Value>(&entry.body) else {
        return Ok(());
    };
    for change in read::changes(&body) {
        let last = Last {
            at: entry.at,
            chain: entry.chain.clone(),
            height: entry.height,
            after: change.after,
        };
        let place = (change.table, change.key);
        if images.get(&place).is_none_or(|known| {
            // Within one chain the later entry holds, even where the clock was set back between them.
            known.chain == last.chain || known.at <= last.at
        }) {
            images.insert(place, last);
        }
    }
    Ok(())
}

fn compare(rows: Vec<RowImage>, mut images: Images, faults: &mut Vec<Fault>) {
    for RowImage { table, key, image } in rows {
        let place = (table.to_owned(), key.clone());
        let Some(Last {
            chain,
            height,
            after: Some(after),
            ..
        }) = images.remove(&place)
        else {
            faults.push(Fault::RowAdded {
                table: table.to_owned(),
                key,
            });
            continue;
        };
        if after != image {
            let columns = differing(&after, &image);
            faults.push(Fault::RowAltered {
                table: table.to_owned(),
                key,
                chain,
                height,
                columns,
            });
        }
    }
    for ((table, key), last) in images {
        if last.after.is_some() {
            faults.push(Fault::RowRemoved {
                table,
                key,
                chain: last.chain,
                height: last.height,
            });
        }
    }
}

fn differing(after: &Value, image: &Value) -> Vec<String> {
    let (Some(after), Some(image)) = (after.as_object(), image.as_object()) else {
        return Vec::new();
    };
    image
        .iter()
        .filter(|(name, value)| after.get(*name) != Some(value))
        .map(|(name, _)| name.clone())
        .collect()
}
