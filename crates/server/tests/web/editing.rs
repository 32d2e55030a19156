//! The editors' desk: written, looked at, published, taken back; and what the administrator keeps of the site.

use axum::http::StatusCode;
use testkit::{Answer, Client, Who, on_both, on_both_published};

mod photos;

const DESK: &str = "/nam/2021-cum-9/bien-tap";
/// Writes an article and answers with its address on the desk.
async fn write(editor: &Client, title: &str, body: &str) -> String {
    let fields = [("tieu_de", title), ("noi_dung", body), ("viec", "luu")];
    let sent = editor.post(&format!("{DESK}/moi"), &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let address = sent.location().split('?').next().unwrap_or_default();
    address.to_owned()
}

/// The version that the forms of a page carry.
fn version(page: &Answer) -> &str {
    let after = page.body.split("name=\"phien_ban\" value=\"").nth(1);
    after
        .and_then(|rest| rest.split('"').next())
        .expect("the page has a form")
}

async fn publish(editor: &Client, address: &str) -> Answer {
    let page = editor.get(address).await;
    let fields = [("phien_ban", version(&page)), ("ngay_dang", "10/11/2021")];
    editor.post(&format!("{address}/dang"), &fields).await
}

#[tokio::test]
async fn a_draft_is_public_only_once_it_is_published_and_no_longer_when_taken_back() {
    on_both(async |world| {
        let (editor, visitor) = (
            world.client(Who::Editor).await,
            world.client(Who::Visitor).await,
        );
        let address = write(&editor, "Khai giảng lớp mới", "Đoạn một\n\n- ý thứ nhất").await;
        assert_eq!(
            visitor.get("/tin/khai-giang-lop-moi").await.status,
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            publish(&editor, &address).await.status,
            StatusCode::SEE_OTHER
        );
        let public = visitor.get("/tin/khai-giang-lop-moi").await;
        assert!(
            public.body.contains("<li>ý thứ nhất</li>"),
            "{}",
            public.body
        );
        assert!(public.body.contains("Ngày đăng: 10/11/2021"));
        let page = editor.get(&address).await;
        let fields = [("phien_ban", version(&page))];
        let gone = editor.post(&format!("{address}/go"), &fields).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        assert_eq!(
            visitor.get("/tin/khai-giang-lop-moi").await.status,
            StatusCode::NOT_FOUND
        );
        assert!(editor.get(&address).await.body.contains("Đăng lại"));
    })
    .await;
}

#[tokio::test]
async fn what_is_saved_after_publishing_waits_for_the_next_publishing() {
    on_both(async |world| {
        let (editor, visitor) = (
            world.client(Who::Editor).await,
            world.client(Who::Visitor).await,
        );
        let address = write(&editor, "Hội thi", "Bản đầu").await;
        publish(&editor, &address).await;
        let page = editor.get(&format!("{address}/sua")).await;
        let fields = [
            ("phien_ban", version(&page)),
            ("tieu_de", "Hội thi"),
            ("noi_dung", "Bản sau"),
        ];
        let saved = editor.post(&format!("{address}/sua"), &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER);
        assert!(visitor.get("/tin/hoi-thi").await.body.contains("Bản đầu"));
        assert_eq!(
            publish(&editor, &address).await.status,
            StatusCode::SEE_OTHER
        );
        assert!(visitor.get("/tin/hoi-thi").await.body.contains("Bản sau"));
        let earlier = editor.get(&format!("{address}/ban/1")).await;
        assert!(earlier.body.contains("Bản đầu</textarea>"));
    })
    .await;
}

#[tokio::test]
async fn two_articles_of_one_title_have_two_addresses() {
    on_both(async |world| {
        let editor = world.client(Who::Editor).await;
        for _ in 0..2 {
            let address = write(&editor, "Tin ngắn", "Nội dung").await;
            publish(&editor, &address).await;
        }
        let visitor = world.client(Who::Visitor).await;
        for address in ["/tin/tin-ngan", "/tin/tin-ngan-2"] {
            assert_eq!(
                visitor.get(address).await.status,
                StatusCode::OK,
                "{address}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn the_second_of_two_editors_is_told_and_loses_nothing() {
    on_both(async |world| {
        let editor = world.client(Who::Editor).await;
        let address = write(&editor, "Bài chung", "Bản đầu").await;
        let form = format!("{address}/sua");
        let page = editor.get(&form).await;
        let fields = |body| {
            [
                ("phien_ban", version(&page)),
                ("tieu_de", "Bài chung"),
                ("noi_dung", body),
            ]
        };
        let first = editor.post(&form, &fields("Người thứ nhất viết")).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let second = editor.post(&form, &fields("Người thứ hai viết")).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        assert!(second.body.contains(">Người thứ hai viết</textarea>"));
        assert!(
            second
                .body
                .contains("readonly>Người thứ nhất viết</textarea>")
        );
        let again = [
            ("phien_ban", version(&second)),
            ("tieu_de", "Bài chung"),
            ("noi_dung", "Người thứ hai viết"),
        ];
        assert_eq!(
            editor.post(&form, &again).await.status,
            StatusCode::SEE_OTHER
        );
    })
    .await;
}

#[tokio::test]
async fn everything_wrong_is_told_at_once_and_what_was_typed_stays() {
    on_both(async |world| {
        let editor = world.client(Who::Editor).await;
        let fields = [
            ("tieu_de", "!!!"),
            ("noi_dung", ""),
            ("tom_tat", "Giữ lại tóm tắt"),
        ];
        let answer = editor.post(&format!("{DESK}/moi"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("Tên bài không có chữ hay số"));
        assert!(answer.body.contains("còn 2 chỗ cần sửa"));
        assert!(answer.body.contains("Giữ lại tóm tắt"));
        let address = write(&editor, "Bài", "Nội dung").await;
        let page = editor.get(&address).await;
        let fields = [("phien_ban", version(&page)), ("ngay_dang", "31/11/2021")];
        let answer = editor.post(&format!("{address}/dang"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.body.contains("Tháng 11 chỉ có 30 ngày"),
            "{}",
            answer.body
        );
        let fields = [("phien_ban", version(&page)), ("ngay_dang", "13/11/2021")];
        let answer = editor.post(&format!("{address}/dang"), &fields).await;
        assert!(answer.body.contains("Ngày đăng ở sau hôm nay"));
    })
    .await;
}

#[tokio::test]
async fn looking_at_an_article_first_keeps_nothing() {
    on_both(async |world| {
        let editor = world.client(Who::Editor).await;
        let fields = [
            ("tieu_de", "Thử"),
            ("noi_dung", "## Đề mục\n\n<script>x</script>"),
            ("viec", "xem"),
        ];
        let answer = editor.post(&format!("{DESK}/moi"), &fields).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.body.contains("<h2>Đề mục</h2>"));
        assert!(!answer.body.contains("<script"));
        assert!(
            editor
                .get(DESK)
                .await
                .body
                .contains("Năm này chưa có bài nào")
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_article_that_names_the_projects_shows_both_numbers_too() {
    on_both_published(async |world| {
        let editor = world.client(Who::Editor).await;
        let address = write(
            &editor,
            "Nhìn lại năm",
            "Các trường làm 45 đề tài trong năm.",
        )
        .await;
        publish(&editor, &address).await;
        let visitor = world.client(Who::Visitor).await;
        for path in [
            "/tin/nhin-lai-nam",
            "/tin",
            "/tin.rss",
            "/tim-kiem?q=nhin+lai",
        ] {
            let page = visitor.get(path).await;
            assert!(page.body.contains("45 đề tài"), "{path}");
            assert!(page.body.contains("52 (cộng theo cấp"), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_new_article_is_found_wherever_the_tone_is_typed_and_its_signs_do_not_break_the_feed() {
    on_both(async |world| {
        let editor = world.client(Who::Editor).await;
        let address = write(&editor, "Hoà bình & <phát triển>", "Nội dung").await;
        publish(&editor, &address).await;
        let visitor = world.client(Who::Visitor).await;
        for q in ["ho%C3%A0+b%C3%ACnh", "h%C3%B2a+b%C3%ACnh", "HOA+BINH"] {
            let page = visitor.get(&format!("/tim-kiem?q={q}")).await;
            assert!(page.body.contains("/tin/hoa-binh-phat-trien"), "{q}");
        }
        let feed = visitor.get("/tin.rss").await.body;
        assert!(
            feed.contains("<title>Hoà bình &#38; &#60;phát triển&#62;</title>"),
            "{feed}"
        );
        assert!(feed.contains("<pubDate>Wed, 10 Nov 2021 00:00:00 +0700</pubDate>"));
    })
    .await;
}

#[tokio::test]
async fn the_administrator_keeps_the_foot_and_is_told_every_mistake() {
    on_both_published(async |world| {
        let administrator = world.client(Who::Administrator).await;
        let form = "/trang/thong-tin";
        let page = administrator.get(form).await;
        assert!(page.body.contains("09/GP-STTTT-BCXB"));
        let wrong = [
            ("phien_ban", "1"),
            ("ten_trang", ""),
            ("thu_dien_tu", "khong-co-a-cong"),
            ("ngay_cap", "31/02/2015"),
        ];
        let answer = administrator.post(form, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("còn 3 chỗ cần sửa"), "{}", answer.body);
        let right = [
            ("phien_ban", "1"),
            ("ten_trang", "Trang mới"),
            ("chu_trang", "tra-vinh"),
        ];
        assert_eq!(
            administrator.post(form, &right).await.status,
            StatusCode::SEE_OTHER
        );
        assert_eq!(
            administrator.post(form, &right).await.status,
            StatusCode::CONFLICT
        );
        let public = world.client(Who::Visitor).await.get("/").await;
        assert!(public.body.contains("Trang mới") && !public.body.contains("02943"));
        let editor = world.client(Who::Editor).await;
        assert_eq!(editor.get(form).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn a_banner_is_shown_between_its_days_only() {
    on_both(async |world| {
        let administrator = world.client(Who::Administrator).await;
        let visitor = world.client(Who::Visitor).await;
        let form = "/trang/bieu-ngu/moi";
        let wrong = [
            ("loi", "Chào"),
            ("duong_dan", "javascript:alert(1)"),
            ("tu_ngay", "02/12/2021"),
            ("den_ngay", "01/12/2021"),
            ("thu_tu", "1"),
        ];
        let answer = administrator.post(form, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("còn 2 chỗ cần sửa"), "{}", answer.body);
        let past = [
            ("loi", "Đã qua"),
            ("den_ngay", "11/11/2021"),
            ("thu_tu", "1"),
        ];
        let now = [
            ("loi", "Chào mừng"),
            ("den_ngay", "12/11/2021"),
            ("thu_tu", "2"),
        ];
        for fields in [past, now] {
            assert_eq!(
                administrator.post(form, &fields).await.status,
                StatusCode::SEE_OTHER
            );
        }
        let home = visitor.get("/").await;
        assert!(home.body.contains("Chào mừng") && !home.body.contains("Đã qua"));
    })
    .await;
}
