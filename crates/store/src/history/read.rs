//! Reading the history: entries of a chain, of a matter, of a unit.

use std::sync::atomic::Ordering;

use jiff::Timestamp;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;

use crate::tracked::{history_chain, history_entry};
use crate::{Store, StoreError};

/// One entry of the history.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The chain: `instance` or the id of a cluster-year.
    pub chain: String,
    /// The place in the chain, from 1.
    pub height: i64,
    /// When.
    pub at: Timestamp,
    /// Who, as `person:<id>`, `program:<name>`, `link:<id>`.
    pub actor: String,
    /// The name of the action.
    pub action: String,
    /// The kind of thing acted on.
    pub matter_kind: String,
    /// The id of the thing acted on.
    pub matter_id: String,
    /// The unit concerned, if one.
    pub unit: Option<String>,
    /// The reason given.
    pub note: Option<String>,
    /// What was written.
    pub changes: Vec<Change>,
    /// The entry's hash.
    pub hash: String,
}

/// One row that an entry wrote.
#[derive(Clone, Debug)]
pub struct Change {
    /// The table.
    pub table: String,
    /// The row's key.
    pub key: String,
    /// The row afterwards; none when it was removed.
    pub after: Option<Value>,
}

/// Which entries to list, newest first.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only this kind of matter.
    pub matter_kind: Option<String>,
    /// Only this matter.
    pub matter_id: Option<String>,
    /// Only this unit's.
    pub unit: Option<String>,
    /// Only this action.
    pub action: Option<String>,
    /// Only this actor.
    pub actor: Option<String>,
}

impl Store {
    /// A page of a chain's entries, newest first; pages count from 0. Returns the number of all matches too.
    pub async fn history(
        &self,
        chain: &str,
        filter: &Filter,
        page: u64,
        size: u64,
    ) -> Result<(Vec<Entry>, u64), StoreError> {
        let mut find = history_entry::Entity::find().filter(history_entry::Column::Chain.eq(chain));
        let conditions = [
            (history_entry::Column::MatterKind, &filter.matter_kind),
            (history_entry::Column::MatterId, &filter.matter_id),
            (history_entry::Column::UnitId, &filter.unit),
            (history_entry::Column::Action, &filter.action),
            (history_entry::Column::Actor, &filter.actor),
        ];
        for (column, value) in conditions {
            if let Some(value) = value {
                find = find.filter(column.eq(value.as_str()));
            }
        }
        let count = find.clone().count(&self.db).await?;
        let rows = find
            .order_by_desc(history_entry::Column::Height)
            .offset(page * size)
            .limit(size)
            .all(&self.db)
            .await?;
        let entries = rows.iter().map(entry).collect::<Result<_, _>>()?;
        Ok((entries, count))
    }

    /// One entry of a chain.
    pub async fn history_entry(
        &self,
        chain: &str,
        height: i64,
    ) -> Result<Option<Entry>, StoreError> {
        let key = (chain.to_owned(), height);
        let row = history_entry::Entity::find_by_id(key).one(&self.db).await?;
        row.as_ref().map(entry).transpose()
    }

    /// The image that the row had before a given entry of its chain, if the history has one.
    pub async fn image_before(
        &self,
        chain: &str,
        height: i64,
        change: &Change,
    ) -> Result<Option<Value>, StoreError> {
        let rows = history_entry::Entity::find()
            .filter(history_entry::Column::Chain.eq(chain))
            .filter(history_entry::Column::Height.lt(height))
            .filter(history_entry::Column::Body.contains(&change.key))
            .order_by_desc(history_entry::Column::Height)
            .all(&self.db)
            .await?;
        for row in &rows {
            let earlier = entry(row)?.changes;
            if let Some(found) = earlier
                .into_iter()
                .find(|c| c.table == change.table && c.key == change.key)
            {
                return Ok(found.after);
            }
        }
        Ok(None)
    }

    /// How many acts this process has committed: a cheap sign that something may have changed.
    pub fn commits(&self) -> u64 {
        self.commits.load(Ordering::Acquire)
    }

    /// How many acts there are in all chains, whichever process committed them. Every act makes it greater.
    pub async fn acts(&self) -> Result<i64, StoreError> {
        let heights: Vec<i64> = history_chain::Entity::find()
            .select_only()
            .column(history_chain::Column::Height)
            .into_tuple()
            .all(&self.db)
            .await?;
        Ok(heights.iter().sum())
    }

    /// Height and hash of a chain's head; height 0 where nothing was ever written to it.
    pub async fn history_head(&self, chain: &str) -> Result<(i64, String), StoreError> {
        let row = crate::tracked::history_chain::Entity::find_by_id(chain)
            .one(&self.db)
            .await?;
        Ok(row.map_or_else(
            || (0, super::GENESIS.to_owned()),
            |row| (row.height, row.head),
        ))
    }
}

fn entry(row: &history_entry::Model) -> Result<Entry, StoreError> {
    let body: Value = serde_json::from_str(&row.body)?;
    let note = body.get("note").and_then(Value::as_str).map(str::to_owned);
    let at =
        Timestamp::from_microsecond(row.at).map_err(|error| StoreError::Fault(Box::new(error)))?;
    Ok(Entry {
        chain: row.chain.clone(),
        height: row.height,
        at,
        actor: row.actor.clone(),
        action: row.action.clone(),
        matter_kind: row.matter_kind.clone(),
        matter_id: row.matter_id.clone(),
        unit: row.unit_id.clone(),
        note,
        changes: changes(&body),
        hash: row.hash.clone(),
    })
}

/// The changes that an entry's body tells.
pub(super) fn changes(body: &Value) -> Vec<Change> {
    let text = |change: &Value, name: &str| {
        change
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let list = body.get("changes").and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .map(|change| Change {
            table: text(change, "table"),
            key: text(change, "key"),
            after: change
                .get("after")
                .filter(|after| !after.is_null())
                .cloned(),
        })
        .collect()
}
