//! Reading articles: as the public reads them, and as editors do.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rules::ids::{ArticleId, ClusterYearId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};

use super::{ArticleText, article, correction, instant, revision};
use crate::units::{ClusterYear, day};
use crate::{Store, StoreError};

/// An article as editors see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Its id.
    pub id: ArticleId,
    /// The cluster-year it belongs to.
    pub cluster_year: ClusterYearId,
    /// Its part of an address.
    pub slug: String,
    /// Its latest text.
    pub latest: Revision,
    /// The number of the revision that the public reads.
    pub public_number: Option<i64>,
    /// The number of the revision that holds the original text of another publication.
    pub original_number: Option<i64>,
    /// The day it bears, where its source says one.
    pub published_on: Option<Date>,
    /// When it first came before the public.
    pub made_public_at: Option<Timestamp>,
    /// Where the text comes from.
    pub source: Option<String>,
    /// For optimistic locking.
    pub version: i64,
}

/// One text of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its number, from 1.
    pub number: i64,
    /// The text.
    pub text: ArticleText,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// Who saved it, as the history writes it.
    pub saved_by: String,
}

/// An article as the public reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicArticle {
    /// Its id.
    pub id: ArticleId,
    /// The cluster-year it belongs to.
    pub year: ClusterYear,
    /// Its part of an address.
    pub slug: String,
    /// The published text.
    pub text: ArticleText,
    /// The day it bears, where its source says one.
    pub published_on: Option<Date>,
    /// Where the text comes from.
    pub source: Option<String>,
    /// Whether the original text may be read beside it.
    pub has_original: bool,
    /// What orders the news: its day, or else the day it came before the public, but never after its year.
    order: Date,
}

/// A place where the published text differs from the original one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextCorrection {
    /// The words as they stood.
    pub original: String,
    /// The words that stand now.
    pub corrected: String,
    /// Why.
    pub note: Option<String>,
}

impl Store {
    /// Every published article with the text that the public reads, the newest first.
    pub async fn public_articles(&self) -> Result<Vec<PublicArticle>, StoreError> {
        let rows = article::Entity::find()
            .filter(article::Column::PublicNumber.is_not_null())
            .all(&self.db)
            .await?;
        self.as_public(rows).await
    }

    /// The published article of an address.
    pub async fn public_article(&self, slug: &str) -> Result<Option<PublicArticle>, StoreError> {
        let row = article::Entity::find()
            .filter(article::Column::Slug.eq(slug))
            .filter(article::Column::PublicNumber.is_not_null())
            .all(&self.db)
            .await?;
        Ok(self.as_public(row).await?.pop())
    }

    /// The original text of a published article, where it was published elsewhere before.
    pub async fn original_of(
        &self,
        article: &PublicArticle,
    ) -> Result<Option<ArticleText>, StoreError> {
        let row =
            article::Entity::find_by_id((article.year.id.to_string(), article.id.to_string()))
                .one(&self.db)
                .await?;
        let Some(number) = row.and_then(|row| row.original_number) else {
            return Ok(None);
        };
        let all = self
            .article_revisions(&article.year.id, &article.id)
            .await?;
        let original = all.into_iter().find(|known| known.number == number);
        Ok(original.map(|known| known.text))
    }

    /// Where the published text of an article differs from the original one, in the order of the text.
    pub async fn text_corrections(
        &self,
        year: &ClusterYearId,
        id: &ArticleId,
    ) -> Result<Vec<TextCorrection>, StoreError> {
        let rows = correction::Entity::find()
            .filter(correction::Column::ClusterYearId.eq(year.as_str()))
            .filter(correction::Column::ArticleId.eq(id.as_str()))
            .order_by_asc(correction::Column::Position)
            .all(&self.db)
            .await?;
        let view = |row: correction::Model| TextCorrection {
            original: row.original,
            corrected: row.corrected,
            note: row.note,
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// Every article of a cluster-year with its latest text, the last written first.
    pub async fn articles(&self, year: &ClusterYearId) -> Result<Vec<Article>, StoreError> {
        let rows = article::Entity::find()
            .filter(article::Column::ClusterYearId.eq(year.as_str()))
            .all(&self.db)
            .await?;
        let texts = self.texts(&rows, |row| Some(row.latest)).await?;
        let mut found: Vec<Article> = rows
            .into_iter()
            .map(|row| as_kept(row, &texts))
            .collect::<Result<_, _>>()?;
        found.sort_by_key(|article| std::cmp::Reverse(article.latest.saved_at));
        Ok(found)
    }

    /// One article of a cluster-year with its latest text.
    pub async fn article(
        &self,
        year: &ClusterYearId,
        id: &ArticleId,
    ) -> Result<Option<Article>, StoreError> {
        let all = self.articles(year).await?;
        Ok(all.into_iter().find(|article| article.id == *id))
    }

    /// Every text of an article, the latest first.
    pub async fn article_revisions(
        &self,
        year: &ClusterYearId,
        id: &ArticleId,
    ) -> Result<Vec<Revision>, StoreError> {
        let rows = revision::Entity::find()
            .filter(revision::Column::ClusterYearId.eq(year.as_str()))
            .filter(revision::Column::ArticleId.eq(id.as_str()))
            .order_by_desc(revision::Column::Number)
            .all(&self.db)
            .await?;
        rows.into_iter().map(as_revision).collect()
    }

    async fn as_public(&self, rows: Vec<article::Model>) -> Result<Vec<PublicArticle>, StoreError> {
        let texts = self.texts(&rows, |row| row.public_number).await?;
        let years = self.cluster_years().await?;
        let mut found = Vec::new();
        for row in rows {
            let text = texts.get(&row.id).ok_or(StoreError::NotFound("text"))?;
            let year = years
                .iter()
                .find(|year| year.id.as_str() == row.cluster_year_id)
                .ok_or(StoreError::NotFound("cluster year"))?;
            found.push(public(row, text, year)?);
        }
        found.sort_by(|one, other| {
            let newest = other.order.cmp(&one.order);
            newest.then_with(|| other.id.cmp(&one.id))
        });
        Ok(found)
    }

    /// The chosen text of each article, by the article's id.
    async fn texts(
        &self,
        rows: &[article::Model],
        chosen: impl Fn(&article::Model) -> Option<i64>,
    ) -> Result<BTreeMap<String, revision::Model>, StoreError> {
        if rows.is_empty() {
            return Ok(BTreeMap::new());
        }
        let one = |row: &article::Model| {
            Condition::all()
                .add(revision::Column::ClusterYearId.eq(row.cluster_year_id.as_str()))
                .add(revision::Column::ArticleId.eq(row.id.as_str()))
                .add(revision::Column::Number.eq(chosen(row)))
        };
        let any = rows
            .iter()
            .fold(Condition::any(), |any, row| any.add(one(row)));
        let found = revision::Entity::find().filter(any).all(&self.db).await?;
        Ok(found
            .into_iter()
            .map(|row| (row.article_id.clone(), row))
            .collect())
    }
}

fn as_kept(
    row: article::Model,
    texts: &BTreeMap<String, revision::Model>,
) -> Result<Article, StoreError> {
    let latest = texts.get(&row.id).ok_or(StoreError::NotFound("text"))?;
    Ok(Article {
        latest: as_revision(latest.clone())?,
        id: ArticleId::new(row.id),
        cluster_year: ClusterYearId::new(row.cluster_year_id),
        slug: row.slug,
        public_number: row.public_number,
        original_number: row.original_number,
        published_on: day(row.published_on.as_deref())?,
        made_public_at: row.made_public_at.map(instant).transpose()?,
        source: row.source,
        version: row.version,
    })
}

fn as_revision(row: revision::Model) -> Result<Revision, StoreError> {
    Ok(Revision {
        number: row.number,
        saved_at: instant(row.saved_at)?,
        saved_by: row.saved_by.clone(),
        text: text_of(&row),
    })
}

fn text_of(row: &revision::Model) -> ArticleText {
    ArticleText {
        title: row.title.clone(),
        lead: row.lead.clone(),
        body: row.body.clone(),
        author: row.author.clone(),
        note: row.note.clone(),
    }
}

fn public(
    row: article::Model,
    text: &revision::Model,
    year: &ClusterYear,
) -> Result<PublicArticle, StoreError> {
    let published_on = day(row.published_on.as_deref())?;
    let made_public = row.made_public_at.map(instant).transpose()?;
    let order = published_on.unwrap_or_else(|| {
        let known = made_public.map_or(year.last_day(), vietnamese::date::today);
        known.min(year.last_day())
    });
    Ok(PublicArticle {
        id: ArticleId::new(row.id),
        year: year.clone(),
        slug: row.slug,
        text: text_of(text),
        published_on,
        source: row.source,
        has_original: row.original_number.is_some(),
        order,
    })
}
