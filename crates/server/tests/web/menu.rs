//! Menu and links: whoever sees one may follow it.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use server::Route;
use testkit::{Client, Kind, Who, World};

use crate::access_table::{Arranged, PEOPLE, address};

/// How many links to pages of one sort are followed: what holds for some of them holds for the others.
const FOLLOWED: usize = 3;

/// Where the menu of a page leads.
fn menu(page: &str) -> BTreeSet<String> {
    let menu = page.split("<nav class=\"side\"").nth(1);
    let menu = menu.and_then(|rest| rest.split("</nav>").next());
    links(menu.unwrap_or_default())
}

/// Where the links of a text lead within the program.
fn links(text: &str) -> BTreeSet<String> {
    let links = text.split("href=\"/").skip(1);
    links
        .filter_map(|rest| rest.split(['"', '#', '?']).next())
        .map(|path| format!("/{path}"))
        .collect()
}

/// Menu and links that somebody sees on the pages that open.
async fn seen_by(client: &Client, pages: &[String]) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut entries, mut others) = (BTreeSet::new(), BTreeSet::new());
    for page in pages {
        let answer = client.get(page).await;
        if answer.status == StatusCode::OK {
            entries.extend(menu(&answer.body));
            others.extend(links(&answer.body));
        }
    }
    (entries, others)
}

/// The address of every page of the year.
async fn pages(world: &World) -> Vec<String> {
    let arranged = Arranged::around(world).await;
    let mut pages = Vec::new();
    for route in server::routes().table() {
        if route.method == "GET" && !is_file(route.path) {
            pages.push(arranged.fill(&address(world, route.path).await));
        }
    }
    pages
}

/// What is handed over as a file is no page: its links say how, after a question mark.
fn is_file(path: &str) -> bool {
    path.ends_with("/tai-ve") || path.starts_with("/assets/")
}

/// Whether an address is one of a route.
fn is_of(route: &Route, path: &str) -> bool {
    let (mut parts, mut given) = (route.path.split('/'), path.split('/'));
    loop {
        match (parts.next(), given.next()) {
            (None, None) => return route.method == "GET",
            (Some(part), Some(given)) if part == given || part.starts_with('{') => {}
            _ => return false,
        }
    }
}

/// Some of the links to each sort of page.
fn some_of_each(links: BTreeSet<String>) -> Vec<String> {
    let routes = server::routes();
    let sort = |path: &str| {
        let mut all = routes.table().iter();
        all.position(|route| is_of(route, path))
    };
    let mut followed: Vec<(Option<usize>, String)> = Vec::new();
    for link in links.into_iter().filter(|link| !is_file(link)) {
        let sort = sort(&link);
        let count = followed.iter().filter(|(known, _)| *known == sort).count();
        if count < FOLLOWED {
            followed.push((sort, link));
        }
    }
    followed.into_iter().map(|(_, link)| link).collect()
}

#[tokio::test]
async fn whoever_sees_an_entry_of_the_menu_or_a_link_may_follow_it() {
    let world = World::published(Kind::Sqlite).await;
    let pages = pages(&world).await;
    let mut refused = Vec::new();
    for (who, words) in PEOPLE.iter().filter(|(who, _)| *who != Who::Visitor) {
        let client = world.client(*who).await;
        let (entries, others) = seen_by(&client, &pages).await;
        assert!(entries.len() > 3, "{words} has a menu");
        for entry in entries {
            let status = client.get(&entry).await.status;
            if status != StatusCode::OK {
                refused.push(format!("{words}: {entry} of the menu answers {status}"));
            }
        }
        for link in some_of_each(others) {
            let status = client.get(&link).await.status;
            if status.is_client_error() {
                refused.push(format!("{words}: {link} answers {status}"));
            }
        }
    }
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
