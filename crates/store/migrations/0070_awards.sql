-- Proposals of awards, and what became of them: each act is a row, the state follows from the acts.
CREATE TABLE awards_proposal (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    award TEXT NOT NULL,
    wording TEXT NOT NULL,
    proposed_to TEXT REFERENCES units_unit (id),
    proposed_on TEXT,
    submission TEXT,
    source TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id)
);
CREATE INDEX awards_proposal_unit ON awards_proposal (unit_id);

CREATE TABLE awards_act (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    proposal_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    act TEXT NOT NULL,
    reason TEXT,
    decision TEXT,
    decided_on TEXT,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    source TEXT,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, proposal_id, position),
    FOREIGN KEY (cluster_year_id, proposal_id) REFERENCES awards_proposal (cluster_year_id, id)
);

-- How many of an award the guidance of the year allows to propose. A quota warns, it never blocks.
CREATE TABLE awards_quota (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    award TEXT NOT NULL,
    most BIGINT NOT NULL,
    citation TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, award)
);
