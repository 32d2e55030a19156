//! The sign-in page.

use askama::Template;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use store::people::{SignInError, Visit};

use crate::web::app::App;
use crate::web::client_address::client_address;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{page, refused};
use crate::web::query::Query;
use crate::web::see_other;
use crate::web::session::{Session, clear_cookie, set_cookie};

/// Where to go afterwards.
#[derive(Deserialize)]
pub struct Target {
    #[serde(default)]
    ve: String,
}

#[derive(Template)]
#[template(path = "people/sign_in.html")]
struct SignInPage {
    form: Form,
    code_needed: bool,
}

/// The form.
pub async fn get(session: Session, Query(target): Query<Target>) -> Result<Response, PageError> {
    if session.signed_in() {
        return Ok(see_other(local(&target.ve)));
    }
    let form = Form::filled([("ve", target.ve)]);
    page(&SignInPage {
        form,
        code_needed: false,
    })
}

/// Checks login, password and code.
pub async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    extensions: Extensions,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let login = form.required("ten_dang_nhap", 100).to_lowercase();
    let password = form.value("mat_khau").to_owned();
    if password.is_empty() {
        form.refuse("mat_khau", "Chưa nhập mật khẩu.");
    }
    if !form.errors().is_empty() {
        return refused(&SignInPage {
            form: without_secrets(form),
            code_needed: false,
        });
    }
    let address = client_address(&app, &headers, &extensions);
    let address = address
        .map(|address| address.to_string())
        .unwrap_or_default();
    let visit = Visit {
        address: &address,
        device: &device(&headers),
    };
    let code = Some(form.value("ma_xac_thuc")).filter(|code| !code.is_empty());
    match app.store().sign_in(&login, password, code, visit).await {
        Ok(token) => Ok((
            [set_cookie(&app, &token)],
            see_other(local(form.value("ve"))),
        )
            .into_response()),
        Err(SignInError::Store(error)) => Err(error.into()),
        Err(error) => {
            let code_needed = matches!(error, SignInError::Code { .. });
            let (field, message) = sentence(&error);
            if let Some(message) = message {
                form.refuse(field, message);
            }
            refused(&SignInPage {
                form: without_secrets(form),
                code_needed,
            })
        }
    }
}

/// Ends the session.
pub async fn leave(
    State(app): State<App>,
    session: Session,
    _form: Posted,
) -> Result<Response, PageError> {
    if let Some(token) = session.token() {
        app.store().sign_out(token).await?;
    }
    Ok(([clear_cookie(&app)], see_other("/")).into_response())
}

fn sentence(error: &SignInError) -> (&'static str, Option<String>) {
    match error {
        SignInError::Wrong => (
            "mat_khau",
            Some("Tên đăng nhập hoặc mật khẩu chưa đúng. Kiểm tra lại cả hai rồi nhập lại.".into()),
        ),
        SignInError::Wait(seconds) => (
            "mat_khau",
            Some(format!(
                "Đã nhập sai nhiều lần. Đợi {seconds} giây rồi thử lại; tài khoản không bị khóa."
            )),
        ),
        SignInError::Expired => (
            "mat_khau",
            Some(
                "Mật khẩu cấp một lần đã hết hạn. Đề nghị người quản trị hệ thống cấp mật khẩu khác."
                    .into(),
            ),
        ),
        SignInError::Code { wrong: true } => (
            "ma_xac_thuc",
            Some(
                "Mã chưa đúng hoặc đã dùng. Đợi mã mới trên điện thoại, hoặc nhập một mã dự phòng chưa dùng."
                    .into(),
            ),
        ),
        SignInError::Code { wrong: false } => (
            "ma_xac_thuc",
            Some(
                "Tài khoản này dùng mã xác thực. Nhập lại mật khẩu và mã 06 chữ số trên điện thoại."
                    .into(),
            ),
        ),
        SignInError::Store(_) => ("mat_khau", None),
    }
}

/// A password is never written back into a page.
fn without_secrets(form: Form) -> Form {
    form.without(&["mat_khau", "ma_xac_thuc"])
}

/// Only addresses of this program are followed.
fn local(target: &str) -> &str {
    let inside = target.starts_with('/') && !target.starts_with("//") && !target.contains('\\');
    if inside { target } else { "/ban-lam-viec" }
}

/// Browsers by what they say of themselves, the particular ones before those they resemble.
const BROWSERS: &[(&str, &str)] = &[
    ("Zalo", "Zalo"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
];
const SYSTEMS: &[(&str, &str)] = &[
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "máy Mac"),
    ("Linux", "Linux"),
];

/// The browser in a few words, by which a person knows the own sessions; empty where it does not say.
fn device(headers: &HeaderMap) -> String {
    let says = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let of = |known: &[(&str, &'static str)]| {
        let found = known.iter().find(|(mark, _)| says.contains(mark));
        found.map(|(_, name)| *name)
    };
    match (of(BROWSERS), of(SYSTEMS)) {
        (Some(browser), Some(system)) => format!("{browser} trên {system}"),
        (one, other) => one.or(other).unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_named_by_what_it_is_and_not_by_what_it_resembles() {
        let cases = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36",
                "Chrome trên Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/109 Mobile Safari/537.36 Zalo android/12",
                "Zalo trên Android",
            ),
            ("curl/8", ""),
        ];
        for (says, named) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::USER_AGENT, says.parse().expect("plain text"));
            assert_eq!(device(&headers), named);
        }
    }

    #[test]
    fn only_addresses_of_this_program_are_followed() {
        assert_eq!(local("/nam/2021-cum-9"), "/nam/2021-cum-9");
        for foreign in ["//a.vn", "https://a.vn", "/\\a.vn", ""] {
            assert_eq!(local(foreign), "/ban-lam-viec", "{foreign}");
        }
    }
}
