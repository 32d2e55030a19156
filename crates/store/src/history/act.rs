//! One act: rows and their history entry in one transaction.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use access::{Action, Permit};
use hmac::{Hmac, KeyInit, Mac};
use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveModelTrait, ActiveValue, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait,
    IntoActiveModel, ModelTrait, QuerySelect, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{GENESIS, INSTANCE};
use crate::clock::hex;
use crate::tracked::{history_chain, history_entry};
use crate::{Store, StoreError};

/// A table whose every change stands in the history.
pub(crate) trait Tracked: EntityTrait {
    /// The table's name.
    const TABLE: &'static str;
    /// The row's key as text.
    fn key(model: &Self::Model) -> String;
    /// The row as the history keeps it, personal values veiled.
    fn image(model: &Self::Model) -> Result<Value, serde_json::Error>;
}

/// Replaces personal values by their HMAC under the row's key, and leaves the key out.
pub(crate) fn veil(image: &mut Value, key: Option<&str>, personal: &[&str]) {
    let Some(fields) = image.as_object_mut() else {
        return;
    };
    fields.remove("privacy_key");
    for name in personal {
        let Some(Value::String(text)) = fields.get(*name) else {
            continue;
        };
        let veiled = key.map_or(Value::Null, |key| Value::String(hmac(key, text)));
        fields.insert((*name).to_owned(), veiled);
    }
}

fn hmac(key: &str, text: &str) -> String {
    let mut mac =
        Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("HMAC takes a key of any length");
    mac.update(text.as_bytes());
    format!("hmac:{}", hex(&mac.finalize().into_bytes()))
}

/// An act under way. Dropped without [`Act::finish`], it leaves nothing behind.
pub struct Act {
    tx: DatabaseTransaction,
    at: i64,
    chain: String,
    height: i64,
    previous: String,
    actor: String,
    action: &'static str,
    matter_kind: &'static str,
    matter_id: String,
    unit: Option<String>,
    note: Option<String>,
    changes: Vec<Value>,
    commits: Arc<AtomicU64>,
}

impl Store {
    /// Opens the act that a permit allows, on the chain of the permit's matter.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where a transaction begins"
    )]
    pub(crate) async fn begin<A: Action>(&self, permit: &Permit<A>) -> Result<Act, StoreError> {
        let matter = permit.matter();
        let chain = matter
            .cluster_year()
            .map_or(INSTANCE, |year| year.as_str())
            .to_owned();
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let tx = self.db.begin_with_options(options).await?;
        let (height, previous) = lock_chain(&tx, &chain).await?;
        Ok(Act {
            tx,
            at: self.sources.micros(),
            chain,
            height,
            previous,
            actor: permit.actor().label(),
            action: permit.action(),
            matter_kind: matter.kind(),
            matter_id: matter.id().to_owned(),
            unit: matter.unit().map(ToString::to_string),
            note: None,
            changes: Vec::new(),
            commits: Arc::clone(&self.commits),
        })
    }
}

async fn lock_chain(tx: &DatabaseTransaction, chain: &str) -> Result<(i64, String), StoreError> {
    let new = history_chain::Model {
        id: chain.to_owned(),
        height: 0,
        head: GENESIS.to_owned(),
    };
    history_chain::Entity::insert(new.into_active_model())
        .on_conflict_do_nothing_on([history_chain::Column::Id])
        .exec(tx)
        .await?;
    let mut find = history_chain::Entity::find_by_id(chain);
    if tx.get_database_backend() == DbBackend::Postgres {
        find = find.lock(LockType::Update);
    }
    let row = find
        .one(tx)
        .await?
        .ok_or(StoreError::NotFound("history chain"))?;
    Ok((row.height, row.head))
}

impl Act {
    /// The transaction, for reads that must see what the act has written.
    pub(crate) fn db(&self) -> &DatabaseTransaction {
        &self.tx
    }

    /// The instant of the act in microseconds UTC.
    pub(crate) fn at(&self) -> i64 {
        self.at
    }

    /// The cluster-year whose chain the act is written to.
    pub(crate) fn year(&self) -> Result<String, StoreError> {
        if self.chain == INSTANCE {
            return Err(StoreError::Refused {
                what: "act",
                why: "without a year",
            });
        }
        Ok(self.chain.clone())
    }

    /// Who acts, as the history names it.
    pub(crate) fn actor(&self) -> &str {
        &self.actor
    }

    /// Gives the reason that the actor stated.
    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.note = Some(note.into());
    }

    /// Names the matter that the act has just made, where the permit could not know its id.
    pub(crate) fn matter_is(&mut self, id: impl Into<String>) {
        self.matter_id = id.into();
    }

    /// Writes a new row.
    pub(crate) async fn insert<E>(&mut self, model: E::Model) -> Result<(), StoreError>
    where
        E: Tracked,
        E::Model: IntoActiveModel<E::ActiveModel>,
        E::ActiveModel: Send,
    {
        self.record::<E>(&model, false)?;
        let row = all_set::<E>(model);
        E::insert(row).exec_without_returning(&self.tx).await?;
        Ok(())
    }

    /// Writes over a row that exists.
    pub(crate) async fn update<E>(&mut self, model: E::Model) -> Result<(), StoreError>
    where
        E: Tracked,
        E::Model: IntoActiveModel<E::ActiveModel>,
        E::ActiveModel: Send,
    {
        self.record::<E>(&model, false)?;
        let row = all_set::<E>(model);
        E::update(row).validate()?.exec(&self.tx).await?;
        Ok(())
    }

    /// Removes a row; its last image stays in the history.
    pub(crate) async fn delete<E>(&mut self, model: E::Model) -> Result<(), StoreError>
    where
        E: Tracked,
        E::Model: IntoActiveModel<E::ActiveModel>,
        E::ActiveModel: Send + sea_orm::ActiveModelBehavior,
    {
        self.record::<E>(&model, true)?;
        model.delete(&self.tx).await?;
        Ok(())
    }

    fn record<E: Tracked>(&mut self, model: &E::Model, removed: bool) -> Result<(), StoreError> {
        let after = if removed {
            Value::Null
        } else {
            E::image(model)?
        };
        self.changes
            .push(json!({ "after": after, "key": E::key(model), "table": E::TABLE }));
        Ok(())
    }

    /// Writes the history entry and commits; returns the entry's height.
    pub async fn finish(self) -> Result<i64, StoreError> {
        let height = self.height + 1;
        let body = json!({
            "action": self.action,
            "actor": self.actor,
            "at": self.at,
            "chain": self.chain,
            "changes": self.changes,
            "height": height,
            "matter": { "id": self.matter_id, "kind": self.matter_kind, "unit": self.unit },
            "note": self.note,
        });
        let body = serde_json_canonicalizer::to_string(&body)?;
        let hash = link(&self.previous, &body);
        let entry = history_entry::Model {
            chain: self.chain.clone(),
            height,
            at: self.at,
            actor: self.actor,
            action: self.action.to_owned(),
            matter_kind: self.matter_kind.to_owned(),
            matter_id: self.matter_id,
            unit_id: self.unit,
            body,
            previous: self.previous,
            hash: hash.clone(),
        };
        history_entry::Entity::insert(entry.into_active_model())
            .exec_without_returning(&self.tx)
            .await?;
        let head = history_chain::ActiveModel {
            id: ActiveValue::Unchanged(self.chain),
            height: ActiveValue::Set(height),
            head: ActiveValue::Set(hash),
        };
        head.update(&self.tx).await?;
        commit(self.tx).await?;
        self.commits.fetch_add(1, Ordering::Release);
        Ok(height)
    }
}

async fn commit(tx: DatabaseTransaction) -> Result<(), StoreError> {
    use sea_orm::TransactionSession;
    Ok(TransactionSession::commit(tx).await?)
}

fn all_set<E>(model: E::Model) -> E::ActiveModel
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    model.into_active_model().reset_all()
}

/// The hash of an entry: SHA-256 over the previous hash, a line feed, and the canonical body.
pub(super) fn link(previous: &str, body: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(previous.as_bytes());
    hasher.update(b"\n");
    hasher.update(body.as_bytes());
    hex(&hasher.finalize())
}
