//! The article, first as it was published and then with its corrections; its photos; the site and its banners.

use access::Matter;
use access::actions::portal::{KeepArticles, KeepSite};
use rules::ids::ArticleId;
use store::portal::{
    ArticleText, BannerFacts, NewArticle, NewPhoto, NewTextCorrection, PhotoWords, Picture,
    SiteFacts,
};

use super::{Desk, LoadError};
use crate::file::{Photo, Portal};

/// Loads what the portal shows of the year. A site that is there already is left as it is.
pub(super) async fn load(desk: &Desk<'_>) -> Result<(), LoadError> {
    let article = keep_article(desk).await?;
    for photo in &desk.file.article.photos {
        keep_photo(desk, &article, photo).await?;
    }
    if desk.store().site().await?.is_some() {
        return Ok(());
    }
    keep_site(desk).await?;
    keep_banners(desk).await
}

async fn keep_article(desk: &Desk<'_>) -> Result<ArticleId, LoadError> {
    let file = &desk.file;
    let permit = desk.permit(KeepArticles, "article", &file.article.slug)?;
    let store = desk.store();
    let source = &file.year.article_source;
    let original = NewArticle {
        text: text(desk, file.original_body().join("\n\n"), "Nguyên văn"),
        source: Some(format!("“{}”, {}", source.title, source.publisher)),
    };
    let id = store.add_article(&permit, original).await?;
    let corrected = text(desk, file.corrected_body().join("\n\n"), "Đã hiệu đính");
    store.revise_article(&permit, &id, 1, corrected).await?;
    store
        .keep_original(&permit, &id, 2, corrections(desk))
        .await?;
    let on = file.article.published.on;
    store.publish_article(&permit, &id, 3, on).await?;
    Ok(id)
}

fn text(desk: &Desk<'_>, body: String, note: &str) -> ArticleText {
    let article = &desk.file.article;
    ArticleText {
        title: article.title.clone(),
        lead: None,
        body,
        author: article.author.text.clone(),
        note: Some(note.to_owned()),
    }
}

fn corrections(desk: &Desk<'_>) -> Vec<NewTextCorrection> {
    desk.file
        .corrections()
        .filter_map(|defect| {
            Some(NewTextCorrection {
                original: defect.original.clone(),
                corrected: defect.suggestion.clone()?,
                note: Some(defect.note.clone()),
            })
        })
        .collect()
}

async fn keep_photo(desk: &Desk<'_>, article: &ArticleId, photo: &Photo) -> Result<(), LoadError> {
    let drawing = desk.file.pictures.get(&photo.file);
    let drawing = drawing.expect("the check of the file found every picture");
    let new = NewPhoto {
        picture: Picture::Drawn {
            name: photo.file.clone(),
            drawing: drawing.clone(),
        },
        words: PhotoWords {
            caption: photo.caption.clone(),
            alt: photo.alt.clone(),
            credit: None,
        },
        source: Some(desk.source(&photo.evidence)),
    };
    let permit = desk.permit(KeepArticles, "photo", &photo.key)?;
    desk.store().add_photo(&permit, article, new).await?;
    Ok(())
}

async fn keep_site(desk: &Desk<'_>) -> Result<(), LoadError> {
    let portal = &desk.file.year.portal;
    let permit = desk
        .program
        .permit(KeepSite, Matter::instance("site", "site"))?;
    let facts = SiteFacts {
        owner: Some(desk.unit(&portal.owner).clone()),
        ..facts(portal, desk.source(&portal.evidence))
    };
    Ok(desk.store().keep_site(&permit, 0, facts).await?)
}

fn facts(portal: &Portal, source: String) -> SiteFacts {
    let who = &portal.responsible;
    SiteFacts {
        owner: None,
        name: portal.name.clone(),
        managed_by: portal.managed_by.text.clone(),
        licence: Some(portal.licence.number.clone()),
        licence_issuer: Some(portal.licence.issuer.clone()),
        licence_on: Some(portal.licence.issued_on),
        responsible: Some(format!("{} {}", who.address_form, who.name)),
        responsible_office: Some(who.office.clone()),
        address: portal.address.text.clone(),
        email: Some(portal.contact.email.clone()),
        phone: Some(portal.contact.phone.clone()),
        fax: Some(portal.contact.fax.clone()),
        reprint: portal.reprint.text.clone(),
        source: Some(source),
    }
}

/// The banners' pictures did not come with the text, and nothing is said of them.
async fn keep_banners(desk: &Desk<'_>) -> Result<(), LoadError> {
    let banners = &desk.file.year.portal.banners;
    for position in 1..=i64::try_from(banners.count).unwrap_or_default() {
        let permit = desk
            .program
            .permit(KeepSite, Matter::instance("banner", ""))?;
        let facts = BannerFacts {
            text: format!("Biểu ngữ {position}: ảnh không đi kèm bài đã công bố"),
            position,
            source: Some(desk.source(&banners.evidence)),
            ..BannerFacts::default()
        };
        desk.store().add_banner(&permit, facts, None).await?;
    }
    Ok(())
}
