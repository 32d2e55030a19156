//! The second factor of the own account: set up, confirmed with a first code, taken off.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use qrcode::{Color, EcLevel, QrCode};
use store::people::{SecondFactor, SignInError};

use super::own_account::{fault, permitted, record};
use super::{OWN, messages};
use crate::web::app::App;
use crate::web::error::PageError;
use crate::web::form::{Form, Posted};
use crate::web::page::{Frame, page, refused};
use crate::web::see_other;
use crate::web::session::{AtOwnAccount, Session};

/// White around a code, so that phones find it.
const MARGIN: usize = 4;

/// A code to be read by a phone, as a path of squares.
struct Qr {
    size: usize,
    path: String,
}

/// What is shown of a secret while it waits for its first code.
struct Pending {
    secret: String,
    address: String,
    qr: Option<Qr>,
}

#[derive(Template)]
#[template(path = "people/second_factor.html")]
struct FactorPage {
    frame: Frame,
    form: Form,
    pending: Option<Pending>,
    codes_left: Option<u64>,
}

#[derive(Template)]
#[template(path = "people/recovery_codes.html")]
struct CodesPage {
    frame: Frame,
    codes: Vec<String>,
}

/// How it stands, with the forms that fit.
pub(super) async fn get(
    State(app): State<App>,
    AtOwnAccount(session): AtOwnAccount,
) -> Result<Response, PageError> {
    permitted(&app, &session)?;
    page(&factor_page(&app, &session, Form::default()).await?)
}

/// Makes a secret that counts for nothing yet.
pub(super) async fn propose(
    State(app): State<App>,
    AtOwnAccount(session): AtOwnAccount,
    _form: Posted,
) -> Result<Response, PageError> {
    let permit = permitted(&app, &session)?;
    app.store().propose_second_factor(&permit).await?;
    Ok(see_other("/tai-khoan/ma-xac-thuc"))
}

/// Turns it on with the first code, and tells the recovery codes once.
pub(super) async fn confirm(
    State(app): State<App>,
    AtOwnAccount(session): AtOwnAccount,
    Posted(form): Posted,
) -> Result<Response, PageError> {
    let permit = permitted(&app, &session)?;
    let code = form.value("ma_xac_thuc").to_owned();
    let told = app.store().confirm_second_factor(&permit, &code).await;
    tell_codes(&app, &session, form, told).await
}

/// Gives new recovery codes.
pub(super) async fn renew(
    State(app): State<App>,
    AtOwnAccount(session): AtOwnAccount,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = permitted(&app, &session)?;
    let (password, code) = both(&mut form);
    if !form.errors().is_empty() {
        return shown_again(&app, &session, form).await;
    }
    let told = app
        .store()
        .renew_recovery_codes(&permit, password, &code)
        .await;
    tell_codes(&app, &session, form, told).await
}

/// Takes it off.
pub(super) async fn turn_off(
    State(app): State<App>,
    AtOwnAccount(session): AtOwnAccount,
    Posted(mut form): Posted,
) -> Result<Response, PageError> {
    let permit = permitted(&app, &session)?;
    let (password, code) = both(&mut form);
    if !form.errors().is_empty() {
        return shown_again(&app, &session, form).await;
    }
    let off = app
        .store()
        .drop_second_factor(&permit, password, &code)
        .await;
    match off {
        Ok(()) => Ok(see_other("/tai-khoan?xong=tat-ma")),
        Err(error) => again(&app, &session, form, error).await,
    }
}

async fn tell_codes(
    app: &App,
    session: &Session,
    form: Form,
    told: Result<Vec<String>, SignInError>,
) -> Result<Response, PageError> {
    match told {
        Ok(codes) => page(&CodesPage {
            frame: Frame::plain(session, OWN),
            codes,
        }),
        Err(error) => again(app, session, form, error).await,
    }
}

/// The page again, with what is wrong.
async fn again(
    app: &App,
    session: &Session,
    mut form: Form,
    error: SignInError,
) -> Result<Response, PageError> {
    let (field, text) = messages::own_refusal(&error).ok_or_else(|| fault(error))?;
    form.refuse(field, text);
    shown_again(app, session, form).await
}

async fn shown_again(app: &App, session: &Session, form: Form) -> Result<Response, PageError> {
    let form = form.without(&["mat_khau_cu", "ma_xac_thuc"]);
    refused(&factor_page(app, session, form).await?)
}

/// Password and code; what is missing is refused before either is tried.
fn both(form: &mut Form) -> (String, String) {
    for (field, missing) in [
        ("mat_khau_cu", "Chưa nhập mật khẩu đang dùng."),
        ("ma_xac_thuc", messages::NO_CODE),
    ] {
        if form.value(field).is_empty() {
            form.refuse(field, missing);
        }
    }
    (
        form.value("mat_khau_cu").to_owned(),
        form.value("ma_xac_thuc").to_owned(),
    )
}

async fn factor_page(app: &App, session: &Session, form: Form) -> Result<FactorPage, PageError> {
    let record = record(app, session).await?;
    let (pending, codes_left) = match app.store().second_factor(&record.person).await? {
        SecondFactor::Off => (None, None),
        SecondFactor::Pending { secret } => (Some(pending(secret, &record.login)), None),
        SecondFactor::On { codes_left } => (None, Some(codes_left)),
    };
    Ok(FactorPage {
        frame: Frame::plain(session, OWN),
        form,
        pending,
        codes_left,
    })
}

/// The address that phone programs read. Logins made by the command line may hold any sign.
fn pending(secret: String, login: &str) -> Pending {
    let name = vietnamese::text::slug(login);
    let address = format!("otpauth://totp/Thi%20Dua:{name}?secret={secret}&issuer=Thi%20Dua");
    let groups: Vec<String> = secret
        .as_bytes()
        .chunks(4)
        .map(|four| String::from_utf8_lossy(four).into_owned())
        .collect();
    Pending {
        qr: qr(&address),
        secret: groups.join(" "),
        address,
    }
}

/// The code as a path; none where the address is too long for one.
fn qr(address: &str) -> Option<Qr> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (at, colour) in code.to_colors().into_iter().enumerate() {
        if colour == Color::Dark {
            let (x, y) = (at % width + MARGIN, at / width + MARGIN);
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    Some(Qr {
        size: width + 2 * MARGIN,
        path,
    })
}
