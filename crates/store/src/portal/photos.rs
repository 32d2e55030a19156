//! Photos of articles.

use access::{Permit, actions::portal::KeepArticles};
use rules::ids::{ArticleId, ClusterYearId, EvidenceId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{article, photo};
use crate::evidence::NewFile;
use crate::history::Act;
use crate::{Store, StoreError};

/// What a photo shows.
#[derive(Clone, Debug)]
pub enum Picture {
    /// A picture as it was uploaded.
    Uploaded(NewFile),
    /// A drawing of the program's own, in the place of a picture that did not come with a text.
    Drawn {
        /// The file's name.
        name: String,
        /// The SVG.
        drawing: String,
    },
}

/// What is said of a photo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoWords {
    /// The words under it (chú thích).
    pub caption: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Who took it.
    pub credit: Option<String>,
}

/// A photo to be added at the end.
#[derive(Clone, Debug)]
pub struct NewPhoto {
    /// What it shows.
    pub picture: Picture,
    /// What is said of it.
    pub words: PhotoWords,
    /// Where the caption is known from.
    pub source: Option<String>,
}

/// A photo of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// Its id.
    pub id: String,
    /// Its file.
    pub file: EvidenceId,
    /// What is said of it.
    pub words: PhotoWords,
    /// Whether a drawing stands in for a picture that did not come with the text.
    pub placeholder: bool,
    /// Whether it was taken out and may be put back.
    pub removed: bool,
    /// For optimistic locking.
    pub version: i64,
}

impl Store {
    /// Adds a photo at the end of an article's photos.
    pub async fn add_photo(
        &self,
        permit: &Permit<KeepArticles>,
        id: &ArticleId,
        new: NewPhoto,
    ) -> Result<String, StoreError> {
        let placeholder = matches!(new.picture, Picture::Drawn { .. });
        let kept = match new.picture {
            Picture::Uploaded(file) => self.keep_picture(file).await?,
            Picture::Drawn { name, drawing } => self.keep_drawing(&name, drawing).await?,
        };
        let mut act = self.begin(permit).await?;
        let year = act.year()?;
        article::Entity::find_by_id((year.clone(), id.to_string()))
            .one(act.db())
            .await?
            .ok_or(StoreError::NotFound("article"))?;
        let file_id = self
            .insert_file(&mut act, permit.matter(), kept, true)
            .await?;
        let last = photo::Entity::find()
            .filter(photo::Column::ClusterYearId.eq(year.as_str()))
            .filter(photo::Column::ArticleId.eq(id.as_str()))
            .order_by_desc(photo::Column::Position)
            .one(act.db())
            .await?;
        let photo_id = self.sources.id();
        let row = photo::Model {
            cluster_year_id: year,
            id: photo_id.clone(),
            article_id: id.to_string(),
            position: last.map_or(0, |row| row.position) + 1,
            file_id,
            caption: new.words.caption,
            alt: new.words.alt,
            credit: new.words.credit,
            placeholder,
            source: new.source,
            removed_at: None,
            version: 1,
        };
        act.insert::<photo::Entity>(row).await?;
        act.finish().await?;
        Ok(photo_id)
    }

    /// Changes what is said of a photo.
    pub async fn caption_photo(
        &self,
        permit: &Permit<KeepArticles>,
        id: &str,
        version: i64,
        words: PhotoWords,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let row = fresh(&act, id, version).await?;
        let row = photo::Model {
            caption: words.caption,
            alt: words.alt,
            credit: words.credit,
            version: row.version + 1,
            ..row
        };
        act.update::<photo::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// Takes a photo out of an article, or puts it back.
    pub async fn show_photo(
        &self,
        permit: &Permit<KeepArticles>,
        id: &str,
        version: i64,
        shown: bool,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let mut row = fresh(&act, id, version).await?;
        row.removed_at = (!shown).then_some(act.at());
        row.version += 1;
        act.update::<photo::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// The photos of an article in their order, those that were taken out among them.
    pub async fn photos(
        &self,
        year: &ClusterYearId,
        id: &ArticleId,
    ) -> Result<Vec<Photo>, StoreError> {
        let rows = photo::Entity::find()
            .filter(photo::Column::ClusterYearId.eq(year.as_str()))
            .filter(photo::Column::ArticleId.eq(id.as_str()))
            .order_by_asc(photo::Column::Position)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(view).collect())
    }
}

async fn fresh(act: &Act, id: &str, version: i64) -> Result<photo::Model, StoreError> {
    let row = photo::Entity::find_by_id((act.year()?, id.to_owned()))
        .one(act.db())
        .await?
        .ok_or(StoreError::NotFound("photo"))?;
    if row.version != version {
        return Err(StoreError::Stale("photo"));
    }
    Ok(row)
}

fn view(row: photo::Model) -> Photo {
    Photo {
        id: row.id,
        file: EvidenceId::new(row.file_id),
        words: PhotoWords {
            caption: row.caption,
            alt: row.alt,
            credit: row.credit,
        },
        placeholder: row.placeholder,
        removed: row.removed_at.is_some(),
        version: row.version,
    }
}
