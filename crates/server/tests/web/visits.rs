//! The visit counters, and the public pages that are kept.

use axum::body::Body;
use axum::http::{StatusCode, header};
use server::App;
use testkit::{Answer, Client, Who, on_both, on_both_published};

const YEAR: &str = "/nam/2021-cum-9";

/// The numbers of a page's counters: online, today, week, all.
fn counters(page: &Answer) -> Vec<String> {
    ["Đang trực tuyến: ", "Hôm nay: ", "Trong tuần: ", "Tất cả: "]
        .into_iter()
        .map(|words| {
            let after = page.body.split(words).nth(1);
            let after = after.expect("the page shows its counters");
            after
                .split([' ', '<'])
                .next()
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

async fn beat(app: &App) {
    let beat = app.visits().beat(app.store()).await;
    beat.expect("the counters are kept");
}

async fn view(visitor: &Client, times: usize) {
    for _ in 0..times {
        assert_eq!(visitor.get(YEAR).await.status, StatusCode::OK);
    }
}

/// Sets the common theme of the year, which its public page shows.
async fn set_theme(head: &Client, theme: &str) {
    let fields = [("lan", "0"), ("chu_de", theme)];
    let answer = head.post("/nam/2021-cum-9/dang-ky/chu-de", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[tokio::test]
async fn views_go_on_from_what_the_site_of_the_article_had_counted() {
    on_both_published(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let page = visitor.get(YEAR).await;
        // The first view of a process reads the numbers, itself among them.
        assert_eq!(counters(&page), ["1", "1", "1", "621.463"]);
        view(&visitor, 2).await;
        beat(&world.app).await;
        let page = visitor.get(YEAR).await;
        assert_eq!(counters(&page), ["1", "3", "3", "621.465"]);
    })
    .await;
}

#[tokio::test]
async fn a_day_and_a_week_begin_at_midnight_in_viet_nam() {
    on_both(async |world| {
        let visitor = world.client(Who::Visitor).await;
        for (instant, views, shown) in [
            // Saturday, Sunday, Monday; midnight is 17:00 UTC. The view that reads the numbers counts after them.
            ("2021-11-13T16:59:00Z", 2, ["1", "2", "2", "2"]),
            ("2021-11-13T17:01:00Z", 2, ["1", "3", "5", "5"]),
            ("2021-11-14T17:01:00Z", 0, ["0", "1", "1", "6"]),
        ] {
            world.clock.set(instant);
            view(&visitor, views).await;
            beat(&world.app).await;
            assert_eq!(counters(&visitor.get(YEAR).await), shown, "{instant}");
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_that_was_counted_is_lost_at_a_clean_stop() {
    on_both(async |world| {
        let visitor = world.client(Who::Visitor).await;
        view(&visitor, 5).await;
        server::keep_counters(world.app.clone(), async {}).await;
        let next = world.another_process().await;
        let page = world.client_at(&next, Who::Visitor).await.get(YEAR).await;
        assert_eq!(counters(&page), ["1", "6", "6", "6"]);
    })
    .await;
}

#[tokio::test]
async fn two_processes_count_together() {
    on_both(async |world| {
        let other = world.another_process().await;
        view(&world.client(Who::Visitor).await, 2).await;
        view(&world.client_at(&other, Who::Visitor).await, 3).await;
        beat(&world.app).await;
        beat(&other).await;
        beat(&world.app).await;
        let page = world.client(Who::Visitor).await.get(YEAR).await;
        assert_eq!(counters(&page), ["2", "5", "5", "5"]);
    })
    .await;
}

#[tokio::test]
async fn an_act_is_on_the_public_page_at_once_and_on_that_of_other_processes_within_a_second() {
    on_both(async |world| {
        let other = world.another_process().await;
        let here = world.client(Who::Visitor).await;
        let there = world.client_at(&other, Who::Visitor).await;
        view(&here, 1).await;
        view(&there, 1).await;
        set_theme(&world.client(Who::Head).await, "Kỷ cương, sáng tạo").await;
        assert!(here.get(YEAR).await.body.contains("Kỷ cương, sáng tạo"));
        world.clock.pass(1);
        assert!(there.get(YEAR).await.body.contains("Kỷ cương, sáng tạo"));
    })
    .await;
}

#[tokio::test]
async fn a_browser_that_has_the_page_is_told_so_until_the_page_changes() {
    on_both(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let first = visitor.get(YEAR).await;
        let tag = first.headers[header::ETAG].clone();
        let again = || {
            let request = visitor.request("GET", YEAR);
            let request = request.header(header::IF_NONE_MATCH, &tag);
            request.body(Body::empty()).expect("a request")
        };
        let answer = visitor.send(again()).await;
        assert_eq!(answer.status, StatusCode::NOT_MODIFIED);
        assert!(answer.bytes.is_empty());
        set_theme(&world.client(Who::Head).await, "Kỷ cương, sáng tạo").await;
        let answer = visitor.send(again()).await;
        assert_eq!(answer.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_page_is_compressed_for_those_who_read_it_so() {
    on_both(async |world| {
        let visitor = world.client(Who::Visitor).await;
        let request = visitor.request("GET", YEAR);
        let request = request.header(header::ACCEPT_ENCODING, "gzip, deflate");
        let packed = visitor
            .send(request.body(Body::empty()).expect("a request"))
            .await;
        assert_eq!(packed.headers[header::CONTENT_ENCODING], "gzip");
        assert_eq!(packed.bytes[..2], [0x1f, 0x8b]);
        let plain = visitor.get(YEAR).await;
        assert!(plain.headers.get(header::CONTENT_ENCODING).is_none());
        assert!(packed.bytes.len() < plain.bytes.len() / 2);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_a_session_gets_a_page_that_nobody_else_gets() {
    on_both(async |world| {
        let editor = world.client(Who::Editor).await;
        let page = editor.get(YEAR).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
        assert!(page.headers.get(header::ETAG).is_none());
        assert_eq!(counters(&page).len(), 4);
    })
    .await;
}
