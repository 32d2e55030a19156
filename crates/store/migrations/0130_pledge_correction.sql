-- A correction of what is on record about the pledge: the latest holds, the first record stays readable.
CREATE TABLE registration_pledge_correction (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    signed_on TEXT NOT NULL,
    text TEXT,
    reason TEXT NOT NULL,
    corrected_at BIGINT NOT NULL,
    corrected_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, position)
);

-- Members that have not signed the pledge, as it was recorded (position 0) or corrected.
CREATE TABLE registration_pledge_unsigned (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, position, unit_id)
);
