//! Banners (biểu ngữ) beside the public pages.

use access::{Permit, actions::portal::KeepSite};
use jiff::civil::Date;
use rules::ids::EvidenceId;
use sea_orm::{EntityTrait, QueryOrder};

use super::banner;
use crate::evidence::NewFile;
use crate::history::Act;
use crate::units::day;
use crate::{Store, StoreError};

/// What is said of a banner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BannerFacts {
    /// Its words; also read out in the place of its picture.
    pub text: String,
    /// Where it leads.
    pub link: Option<String>,
    /// The first day it is shown.
    pub shown_from: Option<Date>,
    /// The last day it is shown.
    pub shown_to: Option<Date>,
    /// Its place among the banners.
    pub position: i64,
    /// Where it is known from.
    pub source: Option<String>,
}

/// A banner as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Banner {
    /// Its id.
    pub id: String,
    /// What is said of it.
    pub facts: BannerFacts,
    /// Its picture.
    pub picture: Option<EvidenceId>,
    /// Whether it was taken away and may be put back.
    pub removed: bool,
    /// For optimistic locking.
    pub version: i64,
}

impl Banner {
    /// Whether the public sees it on a day.
    pub fn is_shown_on(&self, today: Date) -> bool {
        let begun = self.facts.shown_from.is_none_or(|from| from <= today);
        let over = self.facts.shown_to.is_some_and(|to| to < today);
        !self.removed && begun && !over
    }
}

impl Store {
    /// Puts up a banner.
    pub async fn add_banner(
        &self,
        permit: &Permit<KeepSite>,
        facts: BannerFacts,
        picture: Option<NewFile>,
    ) -> Result<String, StoreError> {
        let kept = match picture {
            Some(file) => Some(self.keep_picture(file).await?),
            None => None,
        };
        let mut act = self.begin(permit).await?;
        let id = self.sources.id();
        act.matter_is(id.as_str());
        let file_id = match kept {
            Some(kept) => Some(
                self.insert_file(&mut act, permit.matter(), kept, true)
                    .await?,
            ),
            None => None,
        };
        let blank = banner::Model {
            id: id.clone(),
            position: 0,
            text: String::new(),
            link: None,
            file_id,
            shown_from: None,
            shown_to: None,
            source: None,
            removed_at: None,
            version: 1,
        };
        act.insert::<banner::Entity>(written(blank, facts)).await?;
        act.finish().await?;
        Ok(id)
    }

    /// Changes a banner; a new picture takes the place of the old one.
    pub async fn change_banner(
        &self,
        permit: &Permit<KeepSite>,
        id: &str,
        version: i64,
        facts: BannerFacts,
        picture: Option<NewFile>,
    ) -> Result<(), StoreError> {
        let kept = match picture {
            Some(file) => Some(self.keep_picture(file).await?),
            None => None,
        };
        let mut act = self.begin(permit).await?;
        let mut row = fresh(&act, id, version).await?;
        if let Some(kept) = kept {
            let new = self
                .insert_file(&mut act, permit.matter(), kept, true)
                .await?;
            if let Some(old) = row.file_id.replace(new) {
                self.let_go_of_file(&mut act, &old).await?;
            }
        }
        row.version += 1;
        act.update::<banner::Entity>(written(row, facts)).await?;
        act.finish().await?;
        Ok(())
    }

    /// Takes a banner away, or puts it back.
    pub async fn show_banner(
        &self,
        permit: &Permit<KeepSite>,
        id: &str,
        version: i64,
        shown: bool,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let mut row = fresh(&act, id, version).await?;
        row.removed_at = (!shown).then_some(act.at());
        row.version += 1;
        act.update::<banner::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// All banners in their order, those that were taken away among them.
    pub async fn banners(&self) -> Result<Vec<Banner>, StoreError> {
        let rows = banner::Entity::find()
            .order_by_asc(banner::Column::Position)
            .order_by_asc(banner::Column::Id)
            .all(&self.db)
            .await?;
        rows.into_iter().map(view).collect()
    }
}

async fn fresh(act: &Act, id: &str, version: i64) -> Result<banner::Model, StoreError> {
    let row = banner::Entity::find_by_id(id)
        .one(act.db())
        .await?
        .ok_or(StoreError::NotFound("banner"))?;
    if row.version != version {
        return Err(StoreError::Stale("banner"));
    }
    Ok(row)
}

fn written(row: banner::Model, facts: BannerFacts) -> banner::Model {
    banner::Model {
        position: facts.position,
        text: facts.text,
        link: facts.link,
        shown_from: facts.shown_from.map(|day| day.to_string()),
        shown_to: facts.shown_to.map(|day| day.to_string()),
        source: facts.source,
        ..row
    }
}

fn view(row: banner::Model) -> Result<Banner, StoreError> {
    Ok(Banner {
        id: row.id,
        facts: BannerFacts {
            text: row.text,
            link: row.link,
            shown_from: day(row.shown_from.as_deref())?,
            shown_to: day(row.shown_to.as_deref())?,
            position: row.position,
            source: row.source,
        },
        picture: row.file_id.map(EvidenceId::new),
        removed: row.removed_at.is_some(),
        version: row.version,
    })
}
