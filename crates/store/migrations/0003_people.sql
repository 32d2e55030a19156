-- People, their accounts and positions. Personal fields enter the history as HMACs under privacy_key.
CREATE TABLE people_person (
    id TEXT NOT NULL PRIMARY KEY,
    privacy_key TEXT,
    name TEXT,
    email TEXT,
    phone TEXT,
    zalo TEXT,
    sample BOOLEAN NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE people_account (
    id TEXT NOT NULL PRIMARY KEY REFERENCES people_person (id),
    login TEXT NOT NULL UNIQUE,
    closed BOOLEAN NOT NULL,
    version BIGINT NOT NULL
);

-- Secrets of an account; never part of the history.
CREATE TABLE people_secret (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people_person (id),
    password_hash TEXT NOT NULL,
    totp_secret TEXT,
    totp_last_step BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE TABLE people_position (
    id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people_person (id),
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    role TEXT NOT NULL,
    title TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    version BIGINT NOT NULL
);
CREATE INDEX people_position_person ON people_position (person_id);

CREATE TABLE people_contact (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    privacy_key TEXT,
    name TEXT,
    office TEXT NOT NULL,
    phone TEXT,
    zalo TEXT,
    email TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id)
);

CREATE TABLE people_session (
    token_hash TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people_person (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX people_session_person ON people_session (person_id);

-- Failed sign-ins by login and by address, for slowing an attacker down.
CREATE TABLE people_attempt (
    subject TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL
);
