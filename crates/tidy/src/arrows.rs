//! Knowing goes one way: which crate may name which.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;

use crate::repository;

#[derive(Deserialize)]
struct Arrows {
    may_know: BTreeMap<String, BTreeSet<String>>,
    only_in: BTreeMap<String, BTreeSet<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Manifest {
    #[serde(default)]
    lints: toml::Table,
    #[serde(default)]
    dependencies: toml::Table,
    #[serde(default)]
    build_dependencies: toml::Table,
    #[serde(default)]
    dev_dependencies: toml::Table,
}

#[derive(Deserialize)]
struct Root {
    workspace: Workspace,
}

#[derive(Deserialize)]
struct Workspace {
    dependencies: BTreeMap<String, toml::Value>,
}

impl Manifest {
    fn all_dependencies(&self) -> impl Iterator<Item = (&String, &toml::Value)> {
        let tables = [
            &self.dependencies,
            &self.build_dependencies,
            &self.dev_dependencies,
        ];
        tables.into_iter().flatten()
    }
}

fn arrows() -> Arrows {
    repository::toml(Path::new("crates/tidy/arrows.toml"))
}

/// The manifest of every crate, by the crate's name, which is its folder's.
fn manifests() -> BTreeMap<String, Manifest> {
    let files = repository::files();
    let manifests = files.iter().filter(|file| is_manifest_of_crate(file));
    manifests
        .map(|file| (crate_of(file), repository::toml(file)))
        .collect()
}

fn is_manifest_of_crate(file: &Path) -> bool {
    file.starts_with("crates") && file.components().count() == 3 && file.ends_with("Cargo.toml")
}

/// The crate whose folder holds this file, or nothing outside `crates`.
fn crate_of(file: &Path) -> String {
    let mut parts = file
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    if parts.next().as_deref() != Some("crates") {
        return String::new();
    }
    parts.next().unwrap_or_default().into_owned()
}

#[test]
fn a_crate_knows_only_the_crates_below_it() {
    let arrows = arrows();
    let manifests = manifests();
    let mut findings = Vec::new();
    for (name, manifest) in &manifests {
        let Some(allowed) = arrows.may_know.get(name) else {
            findings.push(format!(
                "{name}: say in arrows.toml which crates it may know"
            ));
            continue;
        };
        let known = manifest
            .dependencies
            .keys()
            .chain(manifest.build_dependencies.keys());
        for other in known.filter(|other| manifests.contains_key(*other)) {
            if !allowed.contains(other) {
                findings.push(format!("{name} may not know {other}"));
            }
        }
    }
    repository::expect_none(&findings);
}

#[test]
fn only_tests_know_the_testkit() {
    let manifests = manifests();
    let knowing = manifests
        .iter()
        .filter(|(_, manifest)| manifest.dependencies.contains_key("testkit"));
    let findings: Vec<String> = knowing
        .map(|(name, _)| format!("{name}: testkit is for tests"))
        .collect();
    repository::expect_none(&findings);
}

#[test]
fn an_outside_crate_with_a_home_is_named_nowhere_else() {
    let arrows = arrows();
    let mut findings = Vec::new();
    for (name, manifest) in &manifests() {
        for (outside, homes) in &arrows.only_in {
            let named = manifest
                .all_dependencies()
                .any(|(other, _)| other == outside);
            if named && !homes.contains(name) {
                findings.push(format!("{name}: {outside} belongs to {homes:?} alone"));
            }
        }
    }
    repository::expect_none(&findings);
}

#[test]
fn every_version_is_chosen_once_for_the_whole_workspace() {
    let mut findings = Vec::new();
    for (name, manifest) in &manifests() {
        if manifest.lints.get("workspace") != Some(&toml::Value::Boolean(true)) {
            findings.push(format!("{name}: take the lints of the workspace"));
        }
        for (other, wanted) in manifest.all_dependencies() {
            if wanted.get("workspace") != Some(&toml::Value::Boolean(true)) {
                findings.push(format!("{name}: write `{other}.workspace = true`"));
            }
        }
    }
    repository::expect_none(&findings);
}

#[test]
fn every_dependency_of_the_workspace_is_used() {
    let root: Root = repository::toml(Path::new("Cargo.toml"));
    let manifests = manifests();
    let used: BTreeSet<&String> = manifests
        .values()
        .flat_map(|manifest| manifest.all_dependencies().map(|(name, _)| name))
        .collect();
    let unused = root
        .workspace
        .dependencies
        .keys()
        .filter(|name| !used.contains(name));
    let findings: Vec<String> = unused
        .map(|name| format!("Cargo.toml: no crate uses {name}"))
        .collect();
    repository::expect_none(&findings);
}

/// A dependency that no line of its crate names is one too many: it costs build time and trust.
#[test]
fn every_dependency_of_a_crate_is_named_in_its_source() {
    let sources = sources();
    let mut findings = Vec::new();
    for (name, manifest) in &manifests() {
        let source = sources.get(name).map_or("", String::as_str);
        for (other, _) in manifest.all_dependencies() {
            if !source.contains(&other.replace('-', "_")) {
                findings.push(format!("{name}: {other} is named nowhere in its source"));
            }
        }
    }
    repository::expect_none(&findings);
}

/// The Rust source of each crate in one text.
fn sources() -> BTreeMap<String, String> {
    let mut sources: BTreeMap<String, String> = BTreeMap::new();
    for file in repository::files() {
        if file.extension().is_some_and(|extension| extension == "rs") {
            let text = repository::text(&file).expect("Rust source is text");
            sources.entry(crate_of(&file)).or_default().push_str(&text);
        }
    }
    sources
}
