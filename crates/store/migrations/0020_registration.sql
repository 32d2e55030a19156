-- The common theme of a cluster-year: each setting is a row, the latest holds.
CREATE TABLE registration_theme (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    text TEXT NOT NULL,
    source TEXT,
    set_at BIGINT NOT NULL,
    set_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, position)
);

-- What a unit registers; a version is never changed. `content` is JSON: own theme, movements, targets, awards.
CREATE TABLE registration_version (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    number BIGINT NOT NULL,
    directive_id TEXT,
    content TEXT NOT NULL,
    source TEXT,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, unit_id, number)
);

-- The pledge (giao ước thi đua) that all members sign on one day.
CREATE TABLE registration_pledge (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    signed_on TEXT NOT NULL,
    text TEXT,
    source TEXT,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id)
);
