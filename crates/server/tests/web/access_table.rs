//! Every route × every kind of person, held against the committed table `docs/quyen-truy-cap.md`.
//!
//! After a change of routes or policies: `THIDUA_WRITE_TABLES=1 make test-rust`, then read what changed.

use std::fmt::Write;

use axum::http::StatusCode;
use server::Route;
use store::conference::Meeting;
use testkit::{Answer, Client, Kind, Who, World};

mod arranged;

pub(crate) use arranged::Arranged;
use arranged::plan_of_the_unit;

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/quyen-truy-cap.md");

/// The kinds of people with the words of the table's head.
pub(crate) const PEOPLE: &[(Who, &str)] = &[
    (Who::Visitor, "Chưa đăng nhập"),
    (Who::Officer("ca-mau"), "Cán bộ đơn vị ấy"),
    (Who::Leader("ca-mau"), "Lãnh đạo đơn vị ấy"),
    (Who::Officer("kien-giang"), "Cán bộ đơn vị khác"),
    (Who::Head, "Thường trực Cụm"),
    (Who::Deputy, "Đơn vị cụm phó"),
    (Who::Superior, "Cơ quan cấp trên"),
    (Who::Editor, "Biên tập viên"),
    (Who::Administrator, "Người quản trị"),
    (Who::Outsider, "Đơn vị ngoài cụm"),
];

#[tokio::test]
async fn who_may_open_and_send_what_is_what_the_committed_table_says() {
    let routes = server::routes();
    let mut columns = Vec::new();
    for (who, _) in PEOPLE {
        columns.push(walk(*who, routes.table()).await);
    }
    let written = table(routes.table(), &columns);
    if std::env::var_os("THIDUA_WRITE_TABLES").is_some() {
        std::fs::write(TABLE, &written).expect("the table can be written");
    }
    let committed = std::fs::read_to_string(TABLE).expect("the table is committed");
    for (now, then) in written.lines().zip(committed.lines()) {
        assert_eq!(
            now, then,
            "who may do what has changed; read docs/quyen-truy-cap.md"
        );
    }
    assert_eq!(written.lines().count(), committed.lines().count());
}

/// What one kind of person meets at every route, each person in a world that nobody else has changed.
async fn walk(who: Who, routes: &[Route]) -> Vec<&'static str> {
    let world = World::published(Kind::Sqlite).await;
    let arranged = Arranged::around(&world).await;
    let client = world.client(who).await;
    let mut met = Vec::new();
    for route in routes {
        let address = arranged.fill(&address(&world, route.path).await);
        let answer = ask(&client, route, &address).await;
        assert!(
            !answer.status.is_server_error(),
            "{} {address}: {}",
            route.method,
            answer.body
        );
        met.push(meets(&answer));
    }
    met
}

/// Some forms name the unit they speak for in a field; nothing else is filled in.
const NAMING_THE_UNIT: &[(&str, &str)] = &[("don_vi", "ca-mau"), ("tra_loi", "acknowledged")];

async fn ask(client: &Client, route: &Route, address: &str) -> Answer {
    match route.method {
        "GET" if address.ends_with("/tai-ve") => client.get(&format!("{address}?dang=csv")).await,
        "GET" => client.get(address).await,
        // Leaving ends the session that the rest of the walk needs; anybody may leave.
        _ if route.path == "/dang-xuat" => client.get("/healthz").await,
        _ => client.post(address, NAMING_THE_UNIT).await,
    }
}

fn meets(answer: &Answer) -> &'static str {
    let to_sign_in =
        answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/dang-nhap");
    if to_sign_in {
        return "đăng nhập";
    }
    match answer.status {
        StatusCode::FORBIDDEN => "không",
        StatusCode::NOT_FOUND => "không thấy",
        _ => "được",
    }
}

/// The summary conference: the last of the year.
async fn summary(world: &World) -> Meeting {
    let meetings = world.store.conferences(&world.year.id).await;
    let mut meetings = meetings.expect("conferences can be read");
    meetings.pop().expect("the year has conferences")
}

/// Parameters of the conference filled.
async fn of_conference(world: &World, path: &str) -> String {
    let meeting = summary(world).await;
    let mut filled = path.replace("{id}", &meeting.id);
    if filled.contains("{guest}") {
        let guests = world.store.guests(&meeting).await;
        let guests = guests.expect("guests can be read");
        filled = filled.replace("{guest}", &guests[0].id);
    }
    if filled.contains("{speech}") {
        let speeches = world.store.speeches(&meeting).await;
        let speeches = speeches.expect("speeches can be read");
        filled = filled.replace("{speech}", &speeches[0].id);
    }
    if filled.contains("{task}") {
        let tasks = world.store.tasks(&world.year.id).await;
        let tasks = tasks.expect("tasks can be read");
        let owned = tasks.iter().find(|task| task.given.owner.is_some());
        filled = filled.replace("{task}", &owned.expect("a task was given").id);
    }
    filled
}

/// Parameters of the heads filled.
async fn of_heads(world: &World, path: &str) -> String {
    let nominations = world.store.nominations(&world.year.id).await;
    let nominations = nominations.expect("nominations can be read");
    let heads = world.store.headships(&world.year.id).await;
    let heads = heads.expect("heads can be read");
    path.replace("{nomination}", &nominations[0].id)
        .replace("{headship}", &heads[0].id)
}

/// The route with its parameters filled by what the published year has.
pub(crate) async fn address(world: &World, path: &str) -> String {
    let mut filled = path.to_owned();
    if filled.ends_with("/ke-hoach/{number}") {
        filled = filled.replace("{number}", &plan_of_the_unit(world).await);
    }
    for (name, value) in [
        ("{year}", "2021-cum-9".to_owned()),
        ("{unit}", "ca-mau".to_owned()),
        ("{indicator}", "kh_total".to_owned()),
        ("{*path}", "thidua.css".to_owned()),
        ("{height}", "1".to_owned()),
        ("{number}", "1".to_owned()),
        ("{name}", a_name_of_the_unit(world).await),
        ("{round}", "1".to_owned()),
        ("{section}", "nghien-cuu-khoa-hoc".to_owned()),
    ] {
        filled = filled.replace(name, &value);
    }
    if ["/tin/", "/bieu-ngu/", "/bien-tap/"]
        .iter()
        .any(|part| filled.contains(part))
    {
        filled = portal_address(world, &filled).await;
    }
    if filled.contains("{contact}") {
        let contacts = world.store.contacts(&world.year.id).await;
        let contacts = contacts.expect("contacts can be read");
        filled = filled.replace("{contact}", contacts.first().map_or("", |one| &one.id));
    }
    if filled.contains("{person}") || filled.contains("{position}") {
        let people = world.store.people().await.expect("people can be read");
        let officer = people.iter().find(|one| one.login == "ca-mau.officer");
        let officer = officer.expect("the world has an officer of Cà Mau");
        filled = filled
            .replace("{person}", officer.person.as_str())
            .replace("{position}", &officer.positions[0].id);
    }
    if filled.contains("/van-ban-chi-dao/") && filled.contains('{') {
        let dispatches = world.store.year_dispatches(&world.year.id).await;
        let dispatches = dispatches.expect("dispatches can be read");
        let first = dispatches.first().expect("the year has dispatches");
        filled = filled
            .replace("{id}", first.directive.as_str())
            .replace("{dispatch}", first.id.as_str());
    }
    if filled.contains("/hoi-nghi/") && filled.contains('{') {
        filled = of_conference(world, &filled).await;
    }
    if filled.contains("/cum-truong/") && filled.contains('{') {
        filled = of_heads(world, &filled).await;
    }
    if filled.contains("{minutes}") {
        let all = world.store.minutes(&world.year.id).await;
        let all = all.expect("minutes can be read");
        let first = all.first().expect("the year has minutes");
        filled = filled.replace("{minutes}", &first.series);
    }
    if filled.contains("{award}") {
        let all = world.store.awards_of_year(&world.year.id).await;
        let all = all.expect("awards can be read");
        let first = all.first().expect("the year has proposals");
        filled = filled.replace("{award}", &first.id);
    }
    filled
}

/// The published article, its first photo, the banner with a picture.
async fn portal_address(world: &World, path: &str) -> String {
    let articles = world.store.public_articles().await;
    let articles = articles.expect("articles can be read");
    let article = articles.first().expect("the year has an article");
    let photos = world.store.photos(&world.year.id, &article.id).await;
    let banners = world.store.banners().await.expect("banners can be read");
    let banner = banners.iter().find(|banner| banner.picture.is_some());
    path.replace("{slug}", &article.slug)
        .replace("{article}", article.id.as_str())
        .replace("{number}", "1")
        .replace("{photo}", &photos.expect("photos can be read")[0].id)
        .replace("{banner}", &banner.expect("a banner was put up").id)
}

/// One name of the unit of the addresses.
async fn a_name_of_the_unit(world: &World) -> String {
    let names = world.store.unit_names(&world.unit("ca-mau").await).await;
    let names = names.expect("names can be read");
    names.first().expect("every unit has a name").id.clone()
}

fn table(routes: &[Route], columns: &[Vec<&'static str>]) -> String {
    let mut text = String::from(
        "# Quyền truy cập\n\nAi mở được trang nào, gửi được biểu mẫu nào trong năm 2021. “Đơn vị ấy” là đơn vị nêu trong địa chỉ (ở bảng này: Cà Mau).\n\n- **được**: quyền cho phép; biểu mẫu sau đó còn được kiểm tra nội dung\n- **không**: không có quyền\n- **đăng nhập**: phải đăng nhập trước\n- **không thấy**: với người này coi như không có trang\n\n",
    );
    let heads: Vec<&str> = PEOPLE.iter().map(|(_, words)| *words).collect();
    line(&mut text, "Địa chỉ", &heads);
    line(&mut text, "---", &vec!["---"; heads.len()]);
    for (at, route) in routes.iter().enumerate() {
        let cells: Vec<&str> = columns.iter().map(|column| column[at]).collect();
        line(
            &mut text,
            &format!("`{} {}`", route.method, route.path),
            &cells,
        );
    }
    text
}

fn line(text: &mut String, first: &str, cells: &[&str]) {
    writeln!(text, "| {first} | {} |", cells.join(" | ")).expect("text can be appended");
}
