//! Writing, publishing and taking back articles.

use access::{Permit, actions::portal::KeepArticles};
use jiff::civil::Date;
use rules::ids::ArticleId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{article, correction, revision};
use crate::error::duplicate;
use crate::history::Act;
use crate::{Store, StoreError};

/// What an editor writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleText {
    /// The title.
    pub title: String,
    /// The paragraph that lists show (tóm tắt).
    pub lead: Option<String>,
    /// The text: paragraphs, lists and headings as the portal reads them.
    pub body: String,
    /// Who made it, as it is printed.
    pub author: Option<String>,
    /// What this revision changes, for other editors.
    pub note: Option<String>,
}

/// An article to be kept as a draft.
#[derive(Clone, Debug)]
pub struct NewArticle {
    /// Its text.
    pub text: ArticleText,
    /// Where the text comes from, where it was published elsewhere before.
    pub source: Option<String>,
}

/// A place where the published text differs from the original one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTextCorrection {
    /// The words as they stood.
    pub original: String,
    /// The words that stand now.
    pub corrected: String,
    /// Why.
    pub note: Option<String>,
}

impl Store {
    /// Keeps a new article as a draft; its address is made from its title and never changes.
    pub async fn add_article(
        &self,
        permit: &Permit<KeepArticles>,
        new: NewArticle,
    ) -> Result<ArticleId, StoreError> {
        let id = self.sources.id();
        let mut act = self.begin(permit).await?;
        act.matter_is(id.as_str());
        let row = article::Model {
            cluster_year_id: act.year()?,
            id: id.clone(),
            slug: free_slug(&act, &new.text.title).await?,
            latest: 1,
            public_number: None,
            original_number: None,
            published_on: None,
            made_public_at: None,
            source: new.source,
            created_at: act.at(),
            created_by: act.actor().to_owned(),
            version: 1,
        };
        act.insert::<article::Entity>(row)
            .await
            .map_err(duplicate("article"))?;
        self.insert_revision(&mut act, &id, 1, new.text).await?;
        act.finish().await?;
        Ok(ArticleId::new(id))
    }

    /// Saves the next revision of an article and answers with its number. The public goes on reading the one that
    /// was published. `Stale` where somebody else has saved meanwhile.
    pub async fn revise_article(
        &self,
        permit: &Permit<KeepArticles>,
        id: &ArticleId,
        version: i64,
        text: ArticleText,
    ) -> Result<i64, StoreError> {
        let mut act = self.begin(permit).await?;
        let mut row = fresh(&act, id, version).await?;
        row.latest += 1;
        row.version += 1;
        let number = row.latest;
        act.update::<article::Entity>(row).await?;
        self.insert_revision(&mut act, id.as_str(), number, text)
            .await?;
        act.finish().await?;
        Ok(number)
    }

    /// Puts the latest revision before the public. `on` is the day that the article bears; none where its source
    /// does not say one.
    pub async fn publish_article(
        &self,
        permit: &Permit<KeepArticles>,
        id: &ArticleId,
        version: i64,
        on: Option<Date>,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let mut row = fresh(&act, id, version).await?;
        row.public_number = Some(row.latest);
        row.published_on = on.map(|day| day.to_string());
        row.made_public_at = row.made_public_at.or(Some(act.at()));
        row.version += 1;
        act.update::<article::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// Takes an article back from the public; its texts and its day stay.
    pub async fn withdraw_article(
        &self,
        permit: &Permit<KeepArticles>,
        id: &ArticleId,
        version: i64,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let mut row = fresh(&act, id, version).await?;
        if row.public_number.take().is_none() {
            return Err(StoreError::Refused {
                what: "article",
                why: "not published",
            });
        }
        row.version += 1;
        act.update::<article::Entity>(row).await?;
        act.finish().await?;
        Ok(())
    }

    /// Names the first revision as the original text, and the places where the published one differs from it.
    pub async fn keep_original(
        &self,
        permit: &Permit<KeepArticles>,
        id: &ArticleId,
        version: i64,
        corrections: Vec<NewTextCorrection>,
    ) -> Result<(), StoreError> {
        let mut act = self.begin(permit).await?;
        let mut row = fresh(&act, id, version).await?;
        row.original_number = Some(1);
        row.version += 1;
        let year = row.cluster_year_id.clone();
        act.update::<article::Entity>(row).await?;
        for (position, one) in (1..).zip(corrections) {
            let row = correction::Model {
                cluster_year_id: year.clone(),
                id: self.sources.id(),
                article_id: id.to_string(),
                position,
                original: one.original,
                corrected: one.corrected,
                note: one.note,
            };
            act.insert::<correction::Entity>(row).await?;
        }
        act.finish().await?;
        Ok(())
    }

    async fn insert_revision(
        &self,
        act: &mut Act,
        article: &str,
        number: i64,
        text: ArticleText,
    ) -> Result<(), StoreError> {
        let row = revision::Model {
            cluster_year_id: act.year()?,
            id: self.sources.id(),
            article_id: article.to_owned(),
            number,
            title: text.title,
            lead: text.lead,
            body: text.body,
            author: text.author,
            note: text.note,
            saved_at: act.at(),
            saved_by: act.actor().to_owned(),
        };
        act.insert::<revision::Entity>(row).await
    }
}

/// The article if it is as it was read.
pub(super) async fn fresh(
    act: &Act,
    id: &ArticleId,
    version: i64,
) -> Result<article::Model, StoreError> {
    let row = article::Entity::find_by_id((act.year()?, id.to_string()))
        .one(act.db())
        .await?
        .ok_or(StoreError::NotFound("article"))?;
    if row.version != version {
        return Err(StoreError::Stale("article"));
    }
    Ok(row)
}

/// The title as an address; a second article of one title gets "-2", a third "-3".
async fn free_slug(act: &Act, title: &str) -> Result<String, StoreError> {
    /// A title without a letter or digit.
    const NAMELESS: &str = "bai-viet";
    let wanted = match vietnamese::text::slug(title) {
        empty if empty.is_empty() => NAMELESS.to_owned(),
        slug => slug,
    };
    let mut slug = wanted.clone();
    let mut next = 2;
    while is_taken(act, &slug).await? {
        slug = format!("{wanted}-{next}");
        next += 1;
    }
    Ok(slug)
}

async fn is_taken(act: &Act, slug: &str) -> Result<bool, StoreError> {
    let found = article::Entity::find()
        .filter(article::Column::Slug.eq(slug))
        .one(act.db())
        .await?;
    Ok(found.is_some())
}
