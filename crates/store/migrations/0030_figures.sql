-- What published sources state: a number, or a sentence without one. Never changed, only annotated.
CREATE TABLE figures_statement (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    unit_id TEXT REFERENCES units_unit (id),
    indicator TEXT,
    section TEXT NOT NULL,
    scope TEXT NOT NULL,
    basis TEXT,
    cut_off TEXT,
    value BIGINT,
    written TEXT,
    counted TEXT,
    quotation TEXT NOT NULL,
    place TEXT NOT NULL,
    source TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id)
);

-- A correction (đính chính) that the head publishes; the stated and the computed number stay.
CREATE TABLE figures_correction (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    position BIGINT NOT NULL,
    indicator TEXT NOT NULL,
    unit_id TEXT REFERENCES units_unit (id),
    stated BIGINT NOT NULL,
    corrected BIGINT,
    text TEXT NOT NULL,
    on_date TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id)
);
