//! Reading the files of a year; what they say is checked afterwards.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::check::Checked;
use super::{Article, ArticleSource, Problem, Source, YearFile, YearFileError};

/// Reads all files of a year, or tells of every one that cannot be read.
pub(super) fn read(files: &dyn Fn(&str) -> Option<String>) -> Result<YearFile, Vec<YearFileError>> {
    let mut reader = Reader {
        files,
        errors: Vec::new(),
    };
    let year = reader.year();
    match year {
        Some(year) if reader.errors.is_empty() => Ok(year),
        _ => Err(reader.errors),
    }
}

struct Reader<'a> {
    files: &'a dyn Fn(&str) -> Option<String>,
    errors: Vec<YearFileError>,
}

impl Reader<'_> {
    fn year(&mut self) -> Option<YearFile> {
        let year = self.part();
        let units = self.part();
        let directives = self.part();
        let heads = self.part();
        let registration = self.part();
        let figures = self.part();
        let conference = self.part();
        let ballot = self.part();
        let awards = self.part();
        let article: Option<Article> = self.part();
        let proofreading = self.part();
        let year: super::Year = year?;
        let source = self.source(&year.article_source);
        let article = article?;
        let pictures = self.pictures(&article);
        Some(YearFile {
            year,
            units: units?,
            directives: directives?,
            heads: heads?,
            registration: registration?,
            figures: figures?,
            conference: conference?,
            ballot: ballot?,
            awards: awards?,
            article,
            proofreading: proofreading?,
            source: source?,
            pictures,
        })
    }

    fn part<T: Checked + DeserializeOwned>(&mut self) -> Option<T> {
        let text = self.text(T::FILE)?;
        match toml::from_str(&text) {
            Ok(part) => Some(part),
            Err(error) => {
                let line = error.span().map(|span| line_of(&text, span.start));
                let reason = error.message().to_owned();
                self.refuse(T::FILE, Problem::Malformed { line, reason });
                None
            }
        }
    }

    fn source(&mut self, wanted: &ArticleSource) -> Option<Source> {
        let text = self.text(&wanted.file)?;
        let found = sha256(&text);
        if found == wanted.sha256 {
            return Some(Source::new(text));
        }
        let expected = wanted.sha256.clone();
        self.refuse(&wanted.file, Problem::SourceChanged { expected, found });
        None
    }

    /// A picture that is not there is found by the check, which names the entry.
    fn pictures(&self, article: &Article) -> BTreeMap<String, String> {
        let picture = |name: &String| Some((name.clone(), (self.files)(name)?));
        article
            .photos
            .iter()
            .filter_map(|photo| picture(&photo.file))
            .collect()
    }

    fn text(&mut self, file: &str) -> Option<String> {
        let text = (self.files)(file);
        if text.is_none() {
            self.refuse(file, Problem::Missing);
        }
        text
    }

    fn refuse(&mut self, file: &str, problem: Problem) {
        self.errors.push(YearFileError {
            file: file.to_owned(),
            item: None,
            problem,
        });
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

fn sha256(text: &str) -> String {
    Sha256::digest(text.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
