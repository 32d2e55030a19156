//! What is linked into the program: licences, and packages that come in more than one version.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use cargo_metadata::{Metadata, MetadataCommand, Package};
use serde::Deserialize;
use spdx::{Expression, ParseMode};

use crate::repository;

#[derive(Deserialize)]
struct Rules {
    licences: BTreeSet<String>,
    licence_exceptions: BTreeMap<String, Exception>,
    duplicates: Vec<Duplicates>,
}

/// Packages that one dependency brings in an older version.
#[derive(Deserialize)]
struct Duplicates {
    from: String,
    reason: String,
    packages: Vec<String>,
}

#[derive(Deserialize)]
struct Exception {
    licence: String,
    reason: String,
}

impl Rules {
    fn read() -> Self {
        repository::toml(Path::new("crates/tidy/packages.toml"))
    }

    fn allow(&self, package: &Package) -> bool {
        let Some(licence) = package.license.as_deref() else {
            return false;
        };
        let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else {
            return false;
        };
        let exception = self.licence_exceptions.get(package.name.as_str());
        expression.evaluate(|wanted| {
            let wanted = wanted.to_string();
            self.licences.contains(&wanted)
                || exception.is_some_and(|allowed| allowed.licence == wanted)
        })
    }
}

/// The packages resolved for the platform that the program is published for; the lock file names more.
fn packages() -> Vec<Package> {
    let metadata: Metadata = MetadataCommand::new()
        .manifest_path(repository::root().join("Cargo.toml"))
        .other_options(
            ["--locked", "--filter-platform", "x86_64-unknown-linux-gnu"].map(str::to_owned),
        )
        .exec()
        .expect("cargo metadata answers");
    let resolve = metadata.resolve.expect("cargo metadata resolves");
    let built: BTreeSet<_> = resolve.nodes.into_iter().map(|node| node.id).collect();
    metadata
        .packages
        .into_iter()
        .filter(|package| built.contains(&package.id))
        .collect()
}

#[test]
fn every_package_has_a_licence_that_the_house_accepts() {
    let rules = Rules::read();
    let refused = packages()
        .into_iter()
        .filter(|package| !rules.allow(package));
    let findings: Vec<String> = refused
        .map(|package| {
            format!(
                "{} {}: {:?}",
                package.name, package.version, package.license
            )
        })
        .collect();
    repository::expect_none(&findings);
}

#[test]
fn every_licence_exception_is_still_needed() {
    let rules = Rules::read();
    let names: BTreeSet<String> = packages()
        .iter()
        .map(|package| package.name.to_string())
        .collect();
    let gone = rules
        .licence_exceptions
        .iter()
        .filter(|(name, _)| !names.contains(*name));
    let findings: Vec<String> = gone
        .map(|(name, exception)| format!("{name} is gone; so can be: {}", exception.reason))
        .collect();
    repository::expect_none(&findings);
}

#[test]
fn a_package_comes_in_one_version_or_says_why_not() {
    let rules = Rules::read();
    let explained: BTreeSet<&String> = rules
        .duplicates
        .iter()
        .flat_map(|group| &group.packages)
        .collect();
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in packages() {
        versions
            .entry(package.name.to_string())
            .or_default()
            .insert(package.version.to_string());
    }
    versions.retain(|_, versions| versions.len() > 1);

    let unexplained = versions
        .iter()
        .filter(|(name, _)| !explained.contains(name));
    let stale = explained
        .iter()
        .filter(|name| !versions.contains_key(**name));
    let findings: Vec<String> = unexplained
        .map(|(name, versions)| format!("{name} comes in {versions:?}: say why in packages.toml"))
        .chain(
            stale.map(|name| format!("{name} comes in one version: take it out of packages.toml")),
        )
        .collect();
    repository::expect_none(&findings);
}

#[test]
fn every_exception_says_its_reason() {
    let rules = Rules::read();
    let licences = rules
        .licence_exceptions
        .iter()
        .map(|(name, exception)| (name, &exception.reason));
    let duplicates = rules
        .duplicates
        .iter()
        .map(|group| (&group.from, &group.reason));
    let silent = licences
        .chain(duplicates)
        .filter(|(_, reason)| reason.split_whitespace().count() < 3);
    let findings: Vec<String> = silent
        .map(|(name, _)| format!("packages.toml: {name}: say why"))
        .collect();
    repository::expect_none(&findings);
}
