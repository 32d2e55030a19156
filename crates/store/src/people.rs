//! People, accounts, positions, sessions, and the offices that facts give.

mod accounts;
mod password;
mod principal;
mod second_factor;
mod sessions;

pub use accounts::{Account, NewAccount, PositionRole};
pub use sessions::{SESSION_SECONDS, SignInError, SignedIn};

use crate::table;

table!(
    person = "people_person", keys { id }, {
        privacy_key: Option<String>,
        name: Option<String>,
        email: Option<String>,
        phone: Option<String>,
        zalo: Option<String>,
        sample: bool,
        version: i64,
    }
    personal { name, email, phone, zalo }
);

table!(account = "people_account", keys { id }, {
    login: String,
    closed: bool,
    version: i64,
});

table!(position = "people_position", keys { id }, {
    person_id: String,
    unit_id: String,
    role: String,
    title: String,
    valid_from: String,
    valid_to: Option<String>,
    version: i64,
});

table!(
    contact = "people_contact", keys { cluster_year_id, id }, {
        unit_id: String,
        privacy_key: Option<String>,
        name: Option<String>,
        office: String,
        phone: Option<String>,
        zalo: Option<String>,
        email: Option<String>,
        version: i64,
    }
    personal { name, phone, zalo, email }
);

table!(secret = "people_secret", keys { person_id }, {
    password_hash: String,
    totp_secret: Option<String>,
    totp_last_step: i64,
    changed_at: i64,
});

table!(session = "people_session", keys { token_hash }, {
    person_id: String,
    created_at: i64,
    expires_at: i64,
});

table!(attempt = "people_attempt", keys { subject }, {
    failures: i64,
    last_at: i64,
});
