//! The years that come with the program.

use crate::file::YearFile;

/// The slugs of the published years, in the order of time.
pub const PUBLISHED: [&str; 1] = ["2021-cum-9"];

/// A published year; none where the program has no year of that slug.
pub fn published(slug: &str) -> Option<YearFile> {
    let files = files(slug)?;
    let text = |name: &str| {
        let file = files.iter().find(|(known, _)| *known == name);
        file.map(|(_, text)| (*text).to_owned())
    };
    Some(YearFile::parse(&text).expect("a test reads every published year"))
}

macro_rules! embedded {
    ($slug:literal, $($file:literal),+ $(,)?) => {
        &[$(($file, include_str!(concat!("../../../years/", $slug, "/", $file)))),+]
    };
}

/// The files of a year by their names in its folder.
pub(crate) fn files(slug: &str) -> Option<&'static [(&'static str, &'static str)]> {
    match slug {
        "2021-cum-9" => Some(embedded!(
            "2021-cum-9",
            "year.toml",
            "units.toml",
            "directives.toml",
            "heads.toml",
            "registration.toml",
            "figures.toml",
            "conference.toml",
            "ballot.toml",
            "awards.toml",
            "article.toml",
            "proofreading.toml",
            "source/article.txt",
            "photos/speech.svg",
            "photos/conference.svg",
        )),
        _ => None,
    }
}
