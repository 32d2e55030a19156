-- Units keep their id through renaming and merging; names and memberships have periods or years.
CREATE TABLE units_unit (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    superior TEXT,
    version BIGINT NOT NULL
);

CREATE TABLE units_name (
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    source TEXT NOT NULL,
    PRIMARY KEY (unit_id, id)
);

CREATE TABLE units_merger (
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    id TEXT NOT NULL,
    into_unit_id TEXT NOT NULL REFERENCES units_unit (id),
    on_date TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (unit_id, id)
);

CREATE TABLE units_cluster (
    id TEXT NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    version BIGINT NOT NULL
);

CREATE TABLE units_cluster_year (
    id TEXT NOT NULL PRIMARY KEY,
    cluster_id TEXT NOT NULL REFERENCES units_cluster (id),
    year BIGINT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    number BIGINT,
    name TEXT NOT NULL,
    sample BOOLEAN NOT NULL,
    source TEXT NOT NULL,
    version BIGINT NOT NULL,
    UNIQUE (cluster_id, year)
);

CREATE TABLE units_membership (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    role TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, unit_id)
);
CREATE INDEX units_membership_unit ON units_membership (unit_id);

CREATE TABLE units_headship (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    role TEXT NOT NULL,
    introduced_on TEXT,
    introduced_by TEXT,
    recognised_on TEXT,
    decision TEXT,
    ended_on TEXT,
    source TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, unit_id, role)
);
