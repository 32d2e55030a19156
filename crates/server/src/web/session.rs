//! Who asks: the session behind the cookie, and the cluster-year in the address.

use access::{Action, Matter, Permit, Principal, actions::units::SeeOffice};
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum_extra::extract::cookie::{Cookie, SameSite};
use sha2::{Digest, Sha256};
use store::units::ClusterYear;

use super::app::App;
use super::error::PageError;

const COOKIE_NAME: &str = "thidua";

/// The one who asks.
#[derive(Clone, Debug)]
pub struct Session {
    /// With the offices of today.
    pub principal: Principal,
    /// The person's name, empty for visitors.
    pub name: String,
    /// Goes into every form and comes back with it.
    pub csrf: String,
    /// Whether a one-time password must be changed before anything else.
    pub must_change: bool,
    token: Option<String>,
}

impl Session {
    /// Nobody signed in.
    pub fn visitor() -> Self {
        Self {
            principal: Principal::visitor(),
            name: String::new(),
            csrf: String::new(),
            must_change: false,
            token: None,
        }
    }

    /// Whether somebody is signed in.
    pub fn signed_in(&self) -> bool {
        self.principal.person().is_some()
    }

    /// The session's token, for signing out.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// A permit, or the page that says why not.
    pub fn decide<A: Action>(
        &self,
        app: &App,
        action: A,
        matter: Matter,
    ) -> Result<Permit<A>, PageError> {
        app.decide(&self.principal, action, matter)
            .map_err(PageError::Denied)
    }
}

impl FromRequestParts<App> for Session {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let Some(token) = cookie_token(&parts.headers) else {
            return Ok(Self::visitor());
        };
        let Some(signed_in) = app.store().session(&token).await? else {
            return Ok(Self::visitor());
        };
        let principal = app
            .store()
            .principal(&signed_in.person, app.today())
            .await?;
        let name = app
            .store()
            .person_name(&signed_in.person)
            .await?
            .unwrap_or_default();
        let csrf = csrf_of(&token);
        Ok(Self {
            principal,
            name,
            csrf,
            must_change: signed_in.must_change,
            token: Some(token),
        })
    }
}

/// Somebody signed in, for the pages of the own account, which are open also before a one-time password is changed.
pub struct AtOwnAccount(pub Session);

impl FromRequestParts<App> for AtOwnAccount {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let session = Session::from_request_parts(parts, app).await?;
        if session.signed_in() {
            Ok(Self(session))
        } else {
            Err(PageError::SignIn)
        }
    }
}

/// Somebody signed in; others are sent to the sign-in page, and those with a one-time password to change it first.
pub struct SignedIn(pub Session);

impl FromRequestParts<App> for SignedIn {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let AtOwnAccount(session) = AtOwnAccount::from_request_parts(parts, app).await?;
        if session.must_change {
            return Err(PageError::ChangePassword);
        }
        Ok(Self(session))
    }
}

/// Somebody with an office in the cluster-year of the address (`{year}` in the path).
pub struct InYear {
    /// Who.
    pub session: Session,
    /// The cluster-year.
    pub year: ClusterYear,
}

impl FromRequestParts<App> for InYear {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        let SignedIn(session) = SignedIn::from_request_parts(parts, app).await?;
        let year = year_of_path(parts, app).await?;
        let matter = Matter::of_year("cluster_year", year.id.as_str(), &year.id);
        session.decide(app, SeeOffice, matter)?;
        Ok(Self { session, year })
    }
}

/// The cluster-year of the address, for public pages.
pub struct PublicYear(pub ClusterYear);

impl FromRequestParts<App> for PublicYear {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, PageError> {
        year_of_path(parts, app).await.map(Self)
    }
}

async fn year_of_path(parts: &mut Parts, app: &App) -> Result<ClusterYear, PageError> {
    let params = RawPathParams::from_request_parts(parts, app)
        .await
        .map_err(|_| PageError::NotFound)?;
    let slug = params
        .iter()
        .find(|(name, _)| *name == "year")
        .map(|(_, value)| value.to_owned());
    let slug = slug.ok_or(PageError::NotFound)?;
    app.store()
        .cluster_year_by_slug(&slug)
        .await?
        .ok_or(PageError::NotFound)
}

/// Whether a request comes with a session, valid or not.
pub(super) fn has_session(headers: &HeaderMap) -> bool {
    cookie_token(headers).is_some()
}

fn cookie_token(headers: &HeaderMap) -> Option<String> {
    let all = headers
        .get_all(COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok());
    let mut cookies = all.flat_map(Cookie::split_parse).filter_map(Result::ok);
    cookies
        .find(|cookie| cookie.name() == COOKIE_NAME)
        .map(|cookie| cookie.value().to_owned())
}

/// The token that forms of a session carry; who knows it knows the page, not the cookie.
pub(super) fn csrf_of(token: &str) -> String {
    let digest = Sha256::digest(format!("form:{token}"));
    digest
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Header that hands the browser its session.
pub fn set_cookie(app: &App, token: &str) -> (axum::http::HeaderName, HeaderValue) {
    cookie(app, token, store::people::SESSION_SECONDS)
}

/// Header that takes the session back.
pub fn clear_cookie(app: &App) -> (axum::http::HeaderName, HeaderValue) {
    cookie(app, "", 0)
}

fn cookie(app: &App, value: &str, seconds: i64) -> (axum::http::HeaderName, HeaderValue) {
    let cookie = Cookie::build((COOKIE_NAME, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.settings().https)
        .build();
    let text = format!("{cookie}; Max-Age={seconds}");
    let value = HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""));
    (SET_COOKIE, value)
}
