//! What somebody typed, held for as long as the request lasts: whatever becomes of the form, the answer shows it.
//!
//! A page that shows the form again shows what was typed by itself. Where the form is gone, because somebody else has
//! removed or finished what it was about, or where the answer is an error, what is missing is added, to be copied.

use std::sync::{Arc, Mutex, PoisonError};

use askama::Template;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::response::Response;
use rules::figures::{Catalogue, IndicatorKey};

use super::error::PageError;
use super::form::Form;
use super::session::has_session;
use super::typed_words::WORDS;

/// Where pages with forms leave room.
const PLACE: &str = "<!--da-nhap-->";

/// The largest form of which a copy is held, in bytes: texts fit, files seldom.
const COPIED: usize = 1024 * 1024;

/// A text, and what its field is called.
pub(super) type Text = (String, String);

/// The texts of the form of a request, once it is read.
#[derive(Clone, Default)]
pub(super) struct Typed(Arc<Mutex<Vec<Text>>>);

#[derive(Template)]
#[template(path = "web/typed.html")]
struct TypedTexts<'a> {
    texts: &'a [Text],
}

impl Typed {
    /// Remembers what was typed into a form.
    pub(super) fn remember(&self, form: &Form) {
        let texts = texts(form);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = texts;
    }

    /// What was typed.
    pub(super) fn take(&self) -> Vec<Text> {
        let mut texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut texts)
    }

    /// The same page with the texts that it does not show, where it says that nothing was kept.
    pub(super) async fn added(&self, response: Response) -> Result<Response, PageError> {
        let nothing_kept = [StatusCode::CONFLICT, StatusCode::UNPROCESSABLE_ENTITY];
        let texts = self.take();
        if texts.is_empty() || !nothing_kept.contains(&response.status()) {
            return Ok(response);
        }
        let (mut parts, body) = response.into_parts();
        // A page is whole in memory: reading it does not fail.
        let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
        let page = String::from_utf8_lossy(&body).into_owned();
        parts.headers.remove(header::CONTENT_LENGTH);
        Ok(Response::from_parts(
            parts,
            Body::from(with_missing(page, texts)?),
        ))
    }
}

/// A request, and a copy of it where it brings a form that is not large: who has to sign in again is not read, and what
/// was typed would be gone with the request.
pub(super) async fn with_copy(request: Request) -> (Request, Option<Request>) {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
    let is_small = length.is_some_and(|length: usize| length <= COPIED);
    if request.method() != Method::POST || !is_small || !has_session(request.headers()) {
        return (request, None);
    }
    let (parts, body) = request.into_parts();
    // A body that breaks off here breaks off for whoever reads the rest of it.
    let body = to_bytes(body, COPIED).await.unwrap_or_default();
    let copy = Request::from_parts(parts.clone(), Body::from(body.clone()));
    (Request::from_parts(parts, Body::from(body)), Some(copy))
}

/// The page with those of the texts that it does not have.
fn with_missing(page: String, mut texts: Vec<Text>) -> Result<String, PageError> {
    texts.retain(|(_, text)| !page.contains(&escaped(text)));
    if texts.is_empty() {
        return Ok(page);
    }
    let shown = TypedTexts { texts: &texts }.render()?;
    let place = page.find(PLACE).or_else(|| {
        let main = page.find("<main")?;
        Some(main + page[main..].find('>')? + 1)
    });
    let (before, after) = page.split_at(place.unwrap_or(0));
    Ok(format!("{before}{shown}{after}"))
}

/// A text as templates write it.
fn escaped(text: &str) -> String {
    let Ok(written) = askama::filters::escape(text, askama::filters::Html);
    written.to_string()
}

/// What was typed into the fields in which people write, in the order in which forms ask for it.
fn texts(form: &Form) -> Vec<Text> {
    let mut found: Vec<(usize, Text)> = Vec::new();
    for name in form.names() {
        let text = form.value(name);
        if text.trim().is_empty() {
            continue;
        }
        if let Some((place, words)) = words_of(name) {
            found.push((place, (words, text.to_owned())));
        }
    }
    found.sort_by_key(|(place, _)| *place);
    found.into_iter().map(|(_, text)| text).collect()
}

/// What a field is called, and its place among all fields. Fields of a row end with its number or with a unit.
/// A field that is not known is none in which people write: what is chosen, hidden or secret is never shown.
fn words_of(name: &str) -> Option<(usize, String)> {
    let known = |name: &str| {
        let place = WORDS.iter().position(|(known, _)| *known == name)?;
        Some((place, WORDS[place].1.to_owned()))
    };
    let plain: String = name.chars().filter(|sign| !sign.is_ascii_digit()).collect();
    let plain = plain.trim_end_matches('_');
    let of_row = || {
        let (field, row) = plain.rsplit_once('_')?;
        let (place, words) = known(field)?;
        Some((place, format!("{words} ({row})")))
    };
    known(name)
        .or_else(|| known(plain))
        .or_else(of_row)
        .or_else(|| indicator(name))
}

/// A figure is called what its indicator is called.
fn indicator(name: &str) -> Option<(usize, String)> {
    let found = Catalogue::embedded().get(&IndicatorKey::new(name))?;
    Some((WORDS.len(), format!("{} {}", found.code, found.name)))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn what_a_page_does_not_show_is_added_where_it_leaves_room() {
        let texts = vec![
            ("Lý do".to_owned(), "Vào sổ <hai> lần".to_owned()),
            ("Tên".to_owned(), "Hội nghị".to_owned()),
        ];
        let page = format!("<main><h1>Một</h1>{PLACE}<input value=\"Hội nghị\">");
        let page = with_missing(page, texts).expect("the texts can be written");
        assert!(
            page.contains("Vào sổ &#60;hai&#62; lần</textarea>"),
            "{page}"
        );
        assert!(!page.contains(">Tên<"), "{page}");
        assert!(page.find("Vào sổ") > page.find("</h1>"));
    }

    #[test]
    fn what_is_chosen_hidden_or_secret_is_not_shown() {
        let form = Form::filled([
            ("csrf", "a".to_owned()),
            ("mat_khau", "b".to_owned()),
            ("mat_khau_moi", "c".to_owned()),
            ("ma_xac_thuc", "d".to_owned()),
            ("phien_ban", "1".to_owned()),
            ("noi_dung_3", "Khai mạc".to_owned()),
            ("ghi_chu_ca-mau", "Đi công tác".to_owned()),
            ("n0_t1_loi", "Mở lớp".to_owned()),
            ("kh2a", "4".to_owned()),
        ]);
        let shown: Vec<String> = texts(&form).into_iter().map(|(_, text)| text).collect();
        assert_eq!(shown, ["Mở lớp", "Khai mạc", "Đi công tác", "4"]);
    }

    #[test]
    fn every_field_in_which_people_write_is_known() {
        let mut templates = Vec::new();
        collect(
            Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
            &mut templates,
        );
        let mut asked = 0;
        for template in &templates {
            for begins in ["fields::text(form, \"", "fields::area(form, \""] {
                for part in template.split(begins).skip(1) {
                    let name = part.split('"').next().unwrap_or_default();
                    assert!(words_of(name).is_some(), "{name} has no words");
                    asked += 1;
                }
            }
        }
        assert!(asked > 100, "the templates were found");
    }

    fn collect(folder: &Path, templates: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                collect(&path, templates);
            } else if path.extension().is_some_and(|kind| kind == "html") {
                templates.push(std::fs::read_to_string(path).expect("the template can be read"));
            }
        }
    }
}
