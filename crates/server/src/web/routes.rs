//! The list of routes, kept beside the router so that tests can walk every one of them.

use axum::Router;
use axum::handler::Handler;
use axum::routing::{get, post};

use super::app::App;

/// One route.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path with its parameters in braces.
    pub path: &'static str,
}

/// Routes under construction.
#[derive(Default)]
pub struct Routes {
    router: Router<App>,
    table: Vec<Route>,
}

impl Routes {
    /// No routes yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a page.
    #[must_use]
    pub fn get<H, T>(mut self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.table.push(Route {
            method: "GET",
            path,
        });
        Self {
            router: self.router.route(path, get(handler)),
            table: self.table,
        }
    }

    /// Adds an act.
    #[must_use]
    pub fn post<H, T>(mut self, path: &'static str, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.table.push(Route {
            method: "POST",
            path,
        });
        Self {
            router: self.router.route(path, post(handler)),
            table: self.table,
        }
    }

    /// Adds the routes of another stage.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.table.extend(other.table);
        Self {
            router: self.router.merge(other.router),
            table: self.table,
        }
    }

    /// Every route.
    pub fn table(&self) -> &[Route] {
        &self.table
    }

    pub(super) fn into_router(self) -> Router<App> {
        self.router
    }
}
