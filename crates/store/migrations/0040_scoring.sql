-- Versions of the scoring table (bảng tiêu chí) of a cluster-year; `content` is canonical JSON. A draft may change,
-- an issued version never does.
CREATE TABLE scoring_table (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    number BIGINT NOT NULL,
    content TEXT NOT NULL,
    reason TEXT,
    source TEXT,
    begun_at BIGINT NOT NULL,
    begun_by TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, number)
);

-- Agreed, taken back to the draft, issued: each is a row, the state follows from the rows.
CREATE TABLE scoring_table_act (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    table_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    act TEXT NOT NULL,
    on_date TEXT NOT NULL,
    paper TEXT,
    note TEXT,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, table_id, position),
    FOREIGN KEY (cluster_year_id, table_id) REFERENCES scoring_table (cluster_year_id, id)
);

-- Scores in ten-thousandths. A row never changes; the last one of a unit, criterion and kind holds.
CREATE TABLE scoring_score (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    table_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    position BIGINT NOT NULL,
    criterion TEXT NOT NULL,
    kind TEXT NOT NULL,
    points BIGINT NOT NULL,
    reason TEXT,
    scored_at BIGINT NOT NULL,
    scored_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, table_id, unit_id, position),
    FOREIGN KEY (cluster_year_id, table_id) REFERENCES scoring_table (cluster_year_id, id)
);

-- Final scores published, or the publication withdrawn; the last row holds.
CREATE TABLE scoring_publication (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    table_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    published BOOLEAN NOT NULL,
    note TEXT,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, position),
    FOREIGN KEY (cluster_year_id, table_id) REFERENCES scoring_table (cluster_year_id, id)
);

-- Why a unit is not ranked; without a ground it is ranked again. The last row of a unit holds.
CREATE TABLE scoring_eligibility (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    position BIGINT NOT NULL,
    ground TEXT,
    note TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, unit_id, position)
);
