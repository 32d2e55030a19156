-- The plan of a cluster-year: each setting is a row, the latest holds.
CREATE TABLE registration_plan (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    symbol TEXT,
    issued_on TEXT,
    file_id TEXT REFERENCES evidence_file (id),
    set_at BIGINT NOT NULL,
    set_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, position)
);
