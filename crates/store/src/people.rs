//! People, accounts, positions, sessions, and the offices that facts give.

mod accounts;
mod blocking;
mod contacts;
mod directory;
mod handover;
mod leaders;
mod one_time;
mod own_account;
mod password;
mod positions;
mod principal;
mod recovery;
mod second_factor;
mod sessions;

pub use accounts::{Account, NewAccount, Newcomer, PositionRole};
pub use contacts::{Contact, ContactFacts};
pub use directory::{PersonRecord, Position};
pub use handover::{HandedOver, Handover, Successor};
pub use leaders::Leader;
pub(crate) use leaders::leaders_on;
pub use one_time::readable_password;
pub use own_account::{OpenSession, SecondFactor};
pub use positions::NewPosition;
pub use sessions::{SESSION_SECONDS, SignInError, SignedIn, Visit};

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
    totp_pending: Option<String>,
    one_time_until: Option<i64>,
});

table!(
    recovery_code = "people_recovery",
    keys {
        person_id,
        code_hash
    },
    {}
);

table!(session = "people_session", keys { token_hash }, {
    person_id: String,
    created_at: i64,
    expires_at: i64,
    device: Option<String>,
    must_change: bool,
});

table!(attempt = "people_attempt", keys { subject }, {
    failures: i64,
    last_at: i64,
});

table!(handover_row = "people_handover", keys { id }, {
    unit_id: String,
    from_position_id: String,
    to_position_id: String,
    handed_on: String,
    open_work: String,
    note: Option<String>,
    recorded_at: i64,
    recorded_by: String,
});
