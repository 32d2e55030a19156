-- Counting minutes (biên bản kiểm phiếu). A correction is a further revision of the same series, with its reason;
-- counts that are not published stay null.
CREATE TABLE ballot_minutes (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    series TEXT NOT NULL,
    revision BIGINT NOT NULL,
    reason TEXT,
    subject TEXT NOT NULL,
    manner TEXT,
    held_on TEXT,
    held_at TEXT,
    place TEXT,
    members BIGINT,
    entitled BIGINT,
    present BIGINT,
    issued BIGINT,
    collected BIGINT,
    valid BIGINT,
    invalid BIGINT,
    seats BIGINT,
    threshold_ratio TEXT,
    threshold_comparator TEXT,
    threshold_base TEXT,
    threshold_citation TEXT,
    waiver TEXT,
    complaints TEXT,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    source TEXT,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, series, revision)
);

CREATE TABLE ballot_votes (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    minutes_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    agreed BIGINT,
    elected_as TEXT,
    source TEXT,
    PRIMARY KEY (cluster_year_id, id),
    FOREIGN KEY (cluster_year_id, minutes_id) REFERENCES ballot_minutes (cluster_year_id, id)
);

-- Members of the counting committee; the name is personal.
CREATE TABLE ballot_counter (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    minutes_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    privacy_key TEXT,
    name TEXT,
    unit_id TEXT REFERENCES units_unit (id),
    PRIMARY KEY (cluster_year_id, id),
    FOREIGN KEY (cluster_year_id, minutes_id) REFERENCES ballot_minutes (cluster_year_id, id)
);
