//! Photos of an article: seen with it, gone when taken out, and without what a camera wrote into them.

use axum::http::StatusCode;
use testkit::{Who, on_both};

use super::{publish, write};

/// One point.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\
    \0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\xb18\xf6\x14\0\0\0\0IEND\xaeB`\x82";

#[tokio::test]
async fn a_photo_is_seen_with_its_article_and_gone_when_taken_out() {
    on_both(async |world| {
        let (editor, visitor) = (
            world.client(Who::Editor).await,
            world.client(Who::Visitor).await,
        );
        let address = write(&editor, "Có ảnh", "Nội dung").await;
        let words = [("chu_thich", "Lễ khai giảng"), ("loi_thay", "Hội trường")];
        let wrong = [("anh", "a.png", b"<svg onload=alert(1)></svg>" as &[u8])];
        let answer = editor
            .post_files(&format!("{address}/anh"), &words, &wrong)
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.body.contains("không phải ảnh JPG") && answer.body.contains("Lễ khai giảng")
        );
        let right = [("anh", "a.png", PNG)];
        let answer = editor
            .post_files(&format!("{address}/anh"), &words, &right)
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        publish(&editor, &address).await;
        let page = visitor.get("/tin/co-anh").await;
        let picture = page.body.split("<img src=\"").nth(1);
        let picture = picture
            .and_then(|rest| rest.split('"').next())
            .expect("a picture");
        assert_eq!(visitor.get(picture).await.bytes, PNG);
        let desk = editor.get(&address).await;
        let photo = picture.rsplit('/').next().unwrap_or_default();
        let remove = format!("{address}/anh/{photo}/go");
        let version = desk
            .body
            .split(&remove)
            .nth(1)
            .and_then(|rest| rest.split("phien_ban\" value=\"").nth(1));
        let version = version
            .and_then(|rest| rest.split('"').next())
            .expect("a version");
        let answer = editor.post(&remove, &[("phien_ban", version)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.get(picture).await.status, StatusCode::NOT_FOUND);
        assert!(editor.get(&address).await.body.contains("Đưa ảnh trở lại"));
    })
    .await;
}

/// A segment of a JPEG.
fn segment(marker: u8, contents: &[u8]) -> Vec<u8> {
    let length = u16::try_from(contents.len() + 2).expect("a short segment");
    [&[0xFF, marker], length.to_be_bytes().as_slice(), contents].concat()
}

#[tokio::test]
async fn a_photo_goes_out_without_the_place_where_it_was_taken_and_is_kept_as_it_came() {
    on_both(async |world| {
        let place = b"Exif\0\0MM\0*\0\0\0\x08\0\0 9.1769 N 105.1524 E";
        let taken = [
            vec![0xFF, 0xD8],
            segment(0xE1, place),
            segment(0xDA, &[0; 10]),
            vec![0x12, 0x34, 0xFF, 0xD9],
        ];
        let (with_place, cut) = (taken.concat(), taken[..3].concat());
        let editor = world.client(Who::Editor).await;
        let address = write(&editor, "Ảnh từ điện thoại", "Nội dung").await;
        let add = format!("{address}/anh");
        let words = [("chu_thich", "Lễ khai giảng"), ("loi_thay", "")];
        let file = [("anh", "a.jpg", cut.as_slice())];
        let answer = editor.post_files(&add, &words, &file).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("còn 2 chỗ cần sửa"), "{}", answer.body);
        assert!(answer.body.contains("Ảnh bị cắt dở hoặc hỏng"));
        let words = [("chu_thich", "Lễ khai giảng"), ("loi_thay", "Hội trường")];
        let file = [("anh", "a.jpg", with_place.as_slice())];
        editor.post_files(&add, &words, &file).await;
        publish(&editor, &address).await;
        let page = world.client(Who::Visitor).await;
        let article = page.get("/tin/anh-tu-dien-thoai").await.body;
        let picture = article.split("<img src=\"").nth(1);
        let picture = picture.and_then(|rest| rest.split('"').next());
        let shown = page.get(picture.expect("a picture")).await.bytes;
        let plain = [taken[0].clone(), taken[2].clone(), taken[3].clone()].concat();
        assert_eq!(shown, plain);
        let articles = world.store.public_articles().await;
        let articles = articles.expect("articles can be read");
        let photos = world.store.photos(&world.year.id, &articles[0].id).await;
        let file = &photos.expect("photos can be read")[0].file;
        let kept = world.store.evidence(file).await.expect("files can be read");
        let kept = kept.expect("the file is kept");
        let kept = world.store.evidence_content(&kept).await;
        assert_eq!(kept.expect("the content can be read"), with_place);
    })
    .await;
}
