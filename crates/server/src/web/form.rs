//! Forms: what was typed, checked field by field, all errors at once, nothing lost.

use std::collections::BTreeMap;
use std::fmt::Display;

use axum::RequestExt;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use axum_extra::extract::FormRejection;
use jiff::civil::Date;
use store::StoreError;

use super::app::App;
use super::error::PageError;
use super::session::{Session, csrf_of};
use super::typed::Typed;

/// An uploaded file.
#[derive(Clone, Debug)]
pub struct Upload {
    /// The name it came with.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// The values and files of a sent form, or of one to be shown again with its errors.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: BTreeMap<String, Vec<String>>,
    files: BTreeMap<String, Vec<Upload>>,
    errors: Vec<FieldError>,
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// The sentence: what is wrong, then how to mend it.
    pub message: String,
    /// What the field is about, where the sentence alone does not tell; empty elsewhere.
    pub label: String,
}

/// A form with wrong fields, to be shown again as it was typed.
#[derive(Debug)]
pub struct Refused(pub Form);

impl Form {
    /// A form filled with known values, for editing. A name may stand several times, as ticked boxes do.
    pub fn filled<'a>(values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in values {
            form.values.entry(name.to_owned()).or_default().push(value);
        }
        form
    }

    /// The same form with known values in the fields that were not sent.
    #[must_use]
    pub fn or_filled<'a>(mut self, values: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        for (name, value) in values {
            self.values
                .entry(name.to_owned())
                .or_insert_with(|| vec![value]);
        }
        self
    }

    /// The value of a field as it was typed, empty where none.
    pub fn value(&self, name: &str) -> &str {
        self.values
            .get(name)
            .and_then(|all| all.first())
            .map_or("", String::as_str)
    }

    /// All values of a field that may stand several times.
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether a box of this value was ticked.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).iter().any(|known| known == value)
    }

    /// Ticks boxes of a field.
    pub fn tick(&mut self, name: &str, values: Vec<String>) {
        self.values.insert(name.to_owned(), values);
    }

    /// Names of all fields that were sent.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// The file of a field, if one was chosen.
    pub fn file(&self, name: &str) -> Option<&Upload> {
        self.files.get(name).and_then(|all| all.first())
    }

    /// The files of a field.
    pub fn files(&self, name: &str) -> &[Upload] {
        self.files.get(name).map_or(&[], Vec::as_slice)
    }

    /// The error of a field.
    pub fn error(&self, name: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|error| error.field == name)
            .map(|error| error.message.as_str())
    }

    /// All errors, for the summary at the top.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Says in the summary what wrong fields are about, in forms with many alike.
    pub fn label_errors(&mut self, label: impl Fn(&str) -> Option<String>) {
        for error in &mut self.errors {
            if let Some(label) = label(&error.field) {
                error.label = label;
            }
        }
    }

    /// The same form without the values of these fields.
    #[must_use]
    pub fn without(mut self, fields: &[&str]) -> Self {
        self.values
            .retain(|name, _| !fields.contains(&name.as_str()));
        self
    }

    /// The same form with another value in a field.
    #[must_use]
    pub fn with(mut self, field: &str, value: String) -> Self {
        self.values.insert(field.to_owned(), vec![value]);
        self
    }

    /// Puts an error to a field.
    pub fn refuse(&mut self, field: &str, message: impl Into<String>) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            message: message.into(),
            label: String::new(),
        });
    }

    /// Text that must be there, cleaned, at most `max` characters.
    pub fn required(&mut self, field: &str, max: usize) -> String {
        let text = self.optional(field, max);
        if text.is_empty() && self.error(field).is_none() {
            self.refuse(field, "Chưa nhập. Mục này cần có.");
        }
        text
    }

    /// Text that may be left out, cleaned, at most `max` characters.
    pub fn optional(&mut self, field: &str, max: usize) -> String {
        let text = clean_lines(self.value(field));
        let length = text.chars().count();
        if length > max {
            self.refuse(
                field,
                format!("Dài {length} ký tự; tối đa {max} ký tự. Rút gọn lại."),
            );
        }
        text
    }

    /// A value read by `parse`, whose error says what is wrong in Vietnamese.
    pub fn parsed<T, E: Display>(
        &mut self,
        field: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.value(field).trim().to_owned();
        if text.is_empty() {
            self.refuse(field, "Chưa nhập. Mục này cần có.");
            return None;
        }
        self.keep(field, parse(&text))
    }

    /// A value that may be left out, read by `parse`.
    pub fn parsed_optional<T, E: Display>(
        &mut self,
        field: &str,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.value(field).trim().to_owned();
        if text.is_empty() {
            return None;
        }
        self.keep(field, parse(&text))
    }

    /// A date that must be there.
    pub fn date(&mut self, field: &str) -> Option<Date> {
        self.parsed(field, vietnamese::date::parse)
    }

    /// A date that may be left out.
    pub fn date_optional(&mut self, field: &str) -> Option<Date> {
        self.parsed_optional(field, vietnamese::date::parse)
    }

    /// One of the known choices.
    pub fn choice<T>(&mut self, field: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let chosen = read(self.value(field));
        if chosen.is_none() {
            self.refuse(field, "Chưa chọn. Chọn một mục trong danh sách.");
        }
        chosen
    }

    /// The checked value, or the form to be shown again where any field was refused.
    pub fn finish<T>(self, value: Option<T>) -> Result<T, Refused> {
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(Refused(self)),
        }
    }

    fn keep<T, E: Display>(&mut self, field: &str, result: Result<T, E>) -> Option<T> {
        result
            .map_err(|error| self.refuse(field, sentence(&error.to_string())))
            .ok()
    }
}

/// Nothing typed is nothing.
pub fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// An error's words as a sentence.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let start = letters
        .next()
        .map(|first| first.to_uppercase().to_string())
        .unwrap_or_default();
    let end = if text.ends_with(['.', '?', '!']) {
        ""
    } else {
        "."
    };
    format!("{start}{}{end}", letters.as_str())
}

/// Each line cleaned, empty lines at the ends cut.
fn clean_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(vietnamese::text::clean).collect();
    lines.join("\n").trim().to_owned()
}

/// A form that came from a page of this session.
pub struct Posted(pub Form);

impl FromRequest<App> for Posted {
    type Rejection = PageError;

    async fn from_request(request: Request, app: &App) -> Result<Self, PageError> {
        let (mut parts, body) = request.into_parts();
        let session = Session::from_request_parts(&mut parts, app).await?;
        let typed = parts.extensions.get::<Typed>().cloned();
        let form = read(Request::from_parts(parts, body), app).await?;
        if let Some(typed) = typed {
            typed.remember(&form);
        }
        let expected = session.token().map(csrf_of);
        if expected.is_some_and(|expected| expected != form.value("csrf")) {
            return Err(PageError::Forged);
        }
        Ok(Self(form))
    }
}

/// Reads a form that came from a page of this program, whoever sent it.
pub(super) async fn read(request: Request, app: &App) -> Result<Form, PageError> {
    if !same_origin(request.headers()) {
        return Err(PageError::Forged);
    }
    if content_type(request.headers()).starts_with("multipart/form-data") {
        return read_multipart(request, app).await;
    }
    read_urlencoded(request, app.settings().upload_limit).await
}

fn content_type(headers: &HeaderMap) -> &str {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

/// Browsers name the origin of every form they send; another one is refused.
fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &axum::http::HeaderValue| value.to_str().ok())
    };
    let Some(origin) = text(header::ORIGIN) else {
        return true;
    };
    let host = text(header::HOST).unwrap_or_default();
    origin
        .split_once("://")
        .is_some_and(|(_, named)| named == host)
}

async fn read_urlencoded(request: Request, limit: u64) -> Result<Form, PageError> {
    let pairs: axum_extra::extract::Form<Vec<(String, String)>> =
        request
            .extract()
            .await
            .map_err(|rejection: FormRejection| {
                if rejection.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE {
                    return PageError::Store(StoreError::TooLarge { size: limit, limit });
                }
                PageError::Bad("Không đọc được biểu mẫu. Tải lại trang rồi gửi lại.".into())
            })?;
    let mut form = Form::default();
    for (name, value) in pairs.0 {
        form.values.entry(name).or_default().push(value);
    }
    Ok(form)
}

async fn read_multipart(request: Request, app: &App) -> Result<Form, PageError> {
    let unreadable =
        || PageError::Bad("Không đọc được tệp tải lên. Kiểm tra đường truyền rồi gửi lại.".into());
    let limit = app.settings().upload_limit;
    let mut form = Form::default();
    let mut parts: Multipart = request.extract().await.map_err(|_| unreadable())?;
    while let Some(part) = parts.next_field().await.map_err(|_| unreadable())? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let content = part
            .bytes()
            .await
            .map_err(|_| store::StoreError::TooLarge { size: limit, limit })?;
        match file_name {
            None => form
                .values
                .entry(name)
                .or_default()
                .push(String::from_utf8_lossy(&content).into_owned()),
            Some(file_name) if !file_name.is_empty() => {
                let size = content.len() as u64;
                if size > limit {
                    form.refuse(
                        &name,
                        format!(
                            "Tệp quá lớn: tối đa {} MB. Giảm dung lượng rồi tải lên lại.",
                            limit / 1024 / 1024
                        ),
                    );
                    continue;
                }
                form.files.entry(name).or_default().push(Upload {
                    name: file_name,
                    content: content.to_vec(),
                });
            }
            Some(_) => {}
        }
    }
    Ok(form)
}
