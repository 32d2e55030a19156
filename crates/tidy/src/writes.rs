//! A write without a permit does not compile, as long as nothing writes past an act. Here that is held.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use crate::code::{Function, Language, functions, plain};
use crate::repository;

/// How source writes to a database other than through `Act::insert`, `Act::update` and `Act::delete`.
const PAST_THE_ACT: [&str; 11] = [
    ".exec(",
    ".exec_without_returning(",
    ".exec_with_returning(",
    ".execute(",
    ".execute_unprepared(",
    ".insert(&self.db",
    ".update(&self.db",
    ".update(db)",
    ".update(act.db())",
    ".delete(&self.db",
    ".delete(db)",
];

#[derive(Deserialize)]
struct Writes {
    /// File and function, with the reason.
    without_permit: BTreeMap<String, String>,
}

fn allowed() -> Writes {
    repository::toml(Path::new("crates/tidy/writes.toml"))
}

/// Every function of the store, by its file and name, given to `keep` as plain source.
fn found(keep: impl Fn(&Function<'_>) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for file in repository::files() {
        let rust = file.extension().is_some_and(|extension| extension == "rs");
        if !rust || !file.starts_with("crates/store/src") {
            continue;
        }
        let text = repository::text(&file).expect("Rust source is text");
        let plain = plain(&text, Language::Rust);
        let kept = functions(&plain).into_iter().filter(|one| keep(one));
        found.extend(kept.map(|one| format!("{} {}", file.display(), one.name)));
    }
    found
}

fn begins_an_act(function: &Function<'_>) -> bool {
    function.body.contains(".begin(")
}

fn takes_a_permit(function: &Function<'_>) -> bool {
    function.signature.contains("&Permit<")
}

/// Part of an act that somebody with a permit has begun.
fn takes_an_act(function: &Function<'_>) -> bool {
    function.signature.contains("&mut Act") || function.signature.contains("&Act")
}

fn writes_past_the_act(function: &Function<'_>) -> bool {
    PAST_THE_ACT.iter().any(|mark| function.body.contains(mark))
}

#[test]
fn whoever_begins_an_act_takes_a_permit() {
    let acts = found(begins_an_act);
    assert!(
        acts.len() > 50,
        "the store writes in more places than {acts:?}"
    );
    let without = found(|one| begins_an_act(one) && !takes_a_permit(one));
    let told = |name: &String| format!("{name}: takes no &Permit<…>");
    repository::expect_none(&without.iter().map(told).collect::<Vec<_>>());
}

#[test]
fn whoever_writes_past_an_act_stands_in_the_list_with_a_reason() {
    let writers = found(|one| {
        writes_past_the_act(one)
            && !(takes_a_permit(one) && begins_an_act(one))
            && !takes_an_act(one)
    });
    let writers: BTreeSet<String> = writers.into_iter().collect();
    let allowed = allowed().without_permit;
    let unknown = writers.iter().filter(|name| !allowed.contains_key(*name));
    let unknown =
        unknown.map(|name| format!("{name}: writes without a permit; say why in writes.toml"));
    let gone = allowed.keys().filter(|name| !writers.contains(*name));
    let gone = gone.map(|name| format!("{name}: writes no more; take it out of writes.toml"));
    repository::expect_none(&unknown.chain(gone).collect::<Vec<_>>());
}

#[test]
fn a_write_past_the_act_is_recognised() {
    let source = "async fn quick(&self, row: R) { E::insert(row).exec(&self.db).await?; }
        async fn right(&self, permit: &Permit<A>) { let mut act = self.begin(permit).await?; act.insert::<E>(row).await?; }";
    let plain = plain(source, Language::Rust);
    let both = functions(&plain);
    assert!(writes_past_the_act(&both[0]) && !takes_a_permit(&both[0]));
    assert!(begins_an_act(&both[1]) && takes_a_permit(&both[1]) && !writes_past_the_act(&both[1]));
}
