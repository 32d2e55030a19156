//! The public pages: the article with both numbers, its original, its photos.

use axum::http::{StatusCode, header};
use testkit::{Who, on_both, on_both_published};

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
async fn the_foot_says_who_answers_for_the_site_and_no_banner_stands_there_without_its_picture() {
    on_both_published(async |world| {
        let page = world.client(Who::Visitor).await.get("/").await;
        for words in [
            "Trang thông tin điện tử Trường Chính trị tỉnh Trà Vinh",
            "Giấy phép thiết lập số 09/GP-STTTT-BCXB do Sở Thông tin và Truyền thông cấp ngày 04/12/2015",
            "Ông Phạm Quốc Thới",
        ] {
            assert!(page.body.contains(words), "{words}");
        }
        assert!(!page.body.contains("ảnh không đi kèm bài đã công bố"));
        assert!(!page.body.contains("csrf"));
        assert!(page.headers.get(header::SET_COOKIE).is_none());
    })
    .await;
}

#[tokio::test]
async fn who_is_signed_in_is_led_to_the_desk_and_everybody_else_to_the_way_in() {
    on_both(async |world| {
        let head = world.client(Who::Head).await;
        let visitor = world.client(Who::Visitor).await;
        let desk = "<a href=\"/ban-lam-viec\">Bàn làm việc</a>";
        for _ in 0..2 {
            let inside = head.get("/").await.body;
            assert!(inside.contains(desk) && !inside.contains("/dang-nhap"));
            let outside = visitor.get("/").await.body;
            assert!(!outside.contains(desk) && outside.contains("/dang-nhap"));
        }
    })
    .await;
}

#[tokio::test]
async fn search_needs_neither_tones_nor_d() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let page = visitor.get("/tim-kiem?q=ben+tre").await;
        assert!(
            page.body
                .contains("href=\"/don-vi/ben-tre\">Trường Chính trị tỉnh Bến Tre</a>")
        );
        assert!(page.body.contains(ARTICLE));
        let paper = visitor.get("/tim-kiem?q=341-kh").await;
        assert!(
            paper
                .body
                .contains("Kế hoạch số 341-KH/HVCTQG, ngày 20/8/2021")
        );
        let figure = visitor.get("/tim-kiem?q=de+tai").await;
        assert!(figure.body.contains("52 (cộng theo cấp"));
        let review = "<p class=\"soft small\">Số liệu chênh lệch, đang rà soát</p>";
        assert!(figure.body.contains(review), "{}", figure.body);
        let year = visitor.get("/tim-kiem?q=nam+thi+dua+2021").await;
        assert!(
            year.body
                .contains("href=\"/nam/2021-cum-9\">Năm thi đua 2021</a>")
        );
        let nothing = visitor.get("/tim-kiem?q=khong-co-tu-nay").await;
        assert!(nothing.body.contains("Không tìm thấy “khong-co-tu-nay”"));
    })
    .await;
}

#[tokio::test]
async fn the_year_shows_outcome_figures_heads_and_themes_and_where_the_source_is_silent() {
    on_both_published(async |world| {
        world.clock.set("2022-01-10T09:00:00+07:00");
        let page = world
            .client(Who::Visitor)
            .await
            .get("/nam/2021-cum-9")
            .await;
        for words in [
            "Đề tài nghiên cứu khoa học, tổng số các cấp (theo báo cáo)",
            "Đề tài nghiên cứu khoa học, tổng số các cấp (cộng theo cấp)",
            "7 + 42 + 3, cộng theo cấp",
            "Chênh lệch 7",
            "Công nhận ngày 25/02/2021, văn bản: 683-QĐ/HVCTQG",
            "Được cụm trưởng đương nhiệm giới thiệu, chờ công nhận",
            "đã đề nghị, chờ quyết định",
            "Đây là đề nghị của Cụm, chưa phải quyết định",
            "26/11, trực tuyến",
            "href=\"/don-vi/bac-lieu\"",
        ] {
            assert!(page.body.contains(words), "{words}");
        }
        assert_eq!(
            page.body
                .matches("<span class=\"soft\">không nêu</span>")
                .count(),
            8
        );
        assert_eq!(page.body.matches("data-state=\"unknown\"").count(), 1);
        assert!(!page.body.contains("Sổ theo dõi"));
    })
    .await;
}

#[tokio::test]
async fn after_a_correction_both_numbers_stay_and_the_day_of_the_correction_stands_beside_them() {
    on_both_published(async |world| {
        let head = world.client(Who::Head).await;
        let fields = [
            ("noi_dung", "Tổng đúng là 52 đề tài."),
            ("ngay", "15/12/2021"),
            ("so_dung", "52"),
        ];
        let form = "/nam/2021-cum-9/so-lieu/dinh-chinh/kh_total";
        let sent = head.post(form, &fields).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let visitor = world.client(Who::Visitor).await;
        for path in [ARTICLE, "/nam/2021-cum-9"] {
            let page = visitor.get(path).await;
            assert!(
                page.body.contains("Đã đính chính ngày 15/12/2021"),
                "{path}"
            );
            assert!(page.body.contains("Tổng đúng là 52 đề tài."), "{path}");
            assert!(page.body.contains(">45"), "{path}");
        }
        let found = visitor.get("/tim-kiem?q=de+tai").await.body;
        let corrected = "<p class=\"soft small\">Đã đính chính ngày 15/12/2021</p>";
        assert!(found.contains(corrected), "{found}");
        assert!(found.contains("45 (theo báo cáo) · 52"), "{found}");
    })
    .await;
}

#[tokio::test]
async fn documents_are_heads_of_papers_and_never_their_files() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let page = visitor.get("/van-ban").await;
        assert!(page.body.contains("7 văn bản") && page.body.contains("97/HVCTQG-TCT"));
        let found = visitor.get("/van-ban?tim=cuoc+van+dong").await;
        assert!(found.body.contains("1 văn bản") && found.body.contains("341-KH/HVCTQG"));
        let list = visitor.get("/van-ban/tai-ve?dang=csv").await;
        assert_eq!(list.body.matches("HVCTQG").count(), 7, "{}", list.body);
    })
    .await;
}

#[tokio::test]
async fn programs_read_the_news_the_map_and_where_not_to_go() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let feed = visitor.get("/tin.rss").await;
        assert_eq!(
            feed.headers[header::CONTENT_TYPE],
            "application/rss+xml; charset=utf-8"
        );
        assert!(
            feed.body
                .starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"")
        );
        assert_eq!(feed.body.matches("<item>").count(), 1);
        assert!(
            feed.body
                .contains(&format!("<link>http://localhost{ARTICLE}</link>"))
        );
        // The source names no day, so the feed names none.
        assert!(!feed.body.contains("<pubDate>"));
        let map = visitor.get("/sitemap.xml").await;
        for path in ["/", "/nam/2021-cum-9", ARTICLE, "/don-vi/ben-tre"] {
            assert!(
                map.body
                    .contains(&format!("<loc>http://localhost{path}</loc>")),
                "{path}"
            );
        }
        let robots = visitor.get("/robots.txt").await;
        assert!(
            robots
                .body
                .contains("Sitemap: http://localhost/sitemap.xml")
        );
    })
    .await;
}

#[tokio::test]
async fn public_pages_say_the_same_to_everybody() {
    on_both_published(async |world| {
        let (visitor, head) = (
            world.client(Who::Visitor).await,
            world.client(Who::Head).await,
        );
        for path in [
            "/",
            "/tin",
            ARTICLE,
            "/nam/2021-cum-9",
            "/van-ban",
            "/tim-kiem?q=cum",
        ] {
            let (one, other) = (visitor.get(path).await, head.get(path).await);
            assert_eq!(main(&one.body), main(&other.body), "{path}");
            assert!(one.headers.get(header::SET_COOKIE).is_none(), "{path}");
        }
    })
    .await;
}

/// A page without its head, where somebody signed in is led to the desk, and its foot, where the visits are counted.
fn main(body: &str) -> &str {
    let main = body.split("<main").nth(1).unwrap_or_default();
    main.split("<footer").next().unwrap_or_default()
}
