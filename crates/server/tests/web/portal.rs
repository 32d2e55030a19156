//! The public pages: the article with both numbers, its original, its photos.

use axum::http::{StatusCode, header};
use testkit::{Who, on_both_published};

const ARTICLE: &str = "/tin/ket-qua-cong-tac-thi-dua-khen-thuong-cua-cum-thi-dua-cac-truong-chinh-tri-khu-vuc-dong-bang-song-cuu-long-nam-2021";

#[tokio::test]
async fn the_article_shows_both_numbers_of_projects_and_links_every_figure_to_its_source() {
    on_both_published(async |world| {
        let page = world.client(Who::Visitor).await.get(ARTICLE).await;
        assert_eq!(page.status, StatusCode::OK);
        for words in [
            ">45 đề tài</a>",
            ">370 lớp</a>",
            ">27.731 học viên</a>",
            ">44 cuộc</a>",
            ">04 lượt</a>",
            ">07 đề tài</a>",
        ] {
            assert_eq!(page.body.matches(words).count(), 1, "{words}");
        }
        assert!(page.body.contains("data-kind=\"conflict\""));
        assert!(page.body.contains("<dd>52 <small>7 + 42 + 3</small></dd>"));
        assert!(page.body.contains("Số liệu chênh lệch, đang rà soát"));
        assert!(page.body.contains("Ngày đăng: không nêu"));
        assert!(page.body.contains("Thực hiện: Ngọc Thanh"));
    })
    .await;
}

#[tokio::test]
async fn the_published_text_is_corrected_and_the_original_stays_readable() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let page = visitor.get(ARTICLE).await;
        assert!(
            page.body
                .contains("Trường Chính trị tỉnh Bến Tre được tập thể")
        );
        assert!(page.body.contains("Hiệu đính so với bản gốc: 08 chỗ"));
        let original = visitor.get(&format!("{ARTICLE}/nguyen-van")).await;
        assert_eq!(original.status, StatusCode::OK);
        assert!(
            original
                .body
                .contains("Trường Chính trị tỉnh Bên Tre được tập thể")
        );
        assert!(original.body.contains("52 (cộng theo cấp"));
    })
    .await;
}

#[tokio::test]
async fn both_photos_are_drawings_that_say_so_and_can_be_seen_by_everybody() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let page = visitor.get(ARTICLE).await;
        assert_eq!(page.body.matches("Hình vẽ thay ảnh:</span>").count(), 2);
        let mut pictures = page.body.split("<img src=\"").skip(1);
        let address = pictures.next().and_then(|rest| rest.split('"').next());
        let picture = visitor.get(address.expect("the page has a picture")).await;
        assert_eq!(picture.status, StatusCode::OK);
        assert_eq!(picture.headers[header::CONTENT_TYPE], "image/svg+xml");
        assert!(picture.body.starts_with("<svg"));
    })
    .await;
}

#[tokio::test]
async fn the_foot_says_who_answers_for_the_site_and_the_banners_that_their_pictures_are_missing() {
    on_both_published(async |world| {
        let page = world.client(Who::Visitor).await.get("/").await;
        for words in [
            "Trang thông tin điện tử Trường Chính trị tỉnh Trà Vinh",
            "Giấy phép thiết lập số 09/GP-STTTT-BCXB do Sở Thông tin và Truyền thông cấp ngày 04/12/2015",
            "Ông Phạm Quốc Thới",
            "Biểu ngữ 2: ảnh không đi kèm bài đã công bố",
        ] {
            assert!(page.body.contains(words), "{words}");
        }
        assert!(!page.body.contains("csrf"));
        assert!(page.headers.get(header::SET_COOKIE).is_none());
    })
    .await;
}
