-- Handing over the head's office (bàn giao cụm trưởng): one record of a year, from the outgoing to the incoming head.
CREATE TABLE succession_handover (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    from_unit_id TEXT NOT NULL REFERENCES units_unit (id),
    to_unit_id TEXT NOT NULL REFERENCES units_unit (id),
    handed_on TEXT NOT NULL,
    items TEXT NOT NULL,
    note TEXT,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id)
);
