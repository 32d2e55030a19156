-- A reporting round (kỳ báo cáo) of a cluster-year. `as_of` is the day whose catalogue and limits hold for it.
CREATE TABLE figures_round (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    basis TEXT NOT NULL,
    cut_off TEXT,
    as_of TEXT NOT NULL,
    last_day TEXT NOT NULL,
    signing TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    opened_by TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, number)
);

-- A later last day for one unit (gia hạn), with the reason.
CREATE TABLE figures_extension (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    last_day TEXT NOT NULL,
    reason TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    given_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    FOREIGN KEY (cluster_year_id, round_id) REFERENCES figures_round (cluster_year_id, id)
);

-- One figure as it was entered. Never changed: the next one names it in `replaces`; the one that none replaces is current.
CREATE TABLE figures_observation (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    indicator TEXT NOT NULL,
    basis TEXT NOT NULL,
    cut_off TEXT,
    value BIGINT,
    absence TEXT,
    origin TEXT NOT NULL,
    source TEXT,
    evidence_id TEXT,
    formula TEXT,
    inputs TEXT,
    replaces TEXT,
    entered_at BIGINT NOT NULL,
    entered_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    FOREIGN KEY (cluster_year_id, round_id) REFERENCES figures_round (cluster_year_id, id)
);
CREATE INDEX figures_observation_place ON figures_observation (cluster_year_id, round_id, unit_id, indicator);
CREATE UNIQUE INDEX figures_observation_first ON figures_observation (cluster_year_id, round_id, unit_id, indicator) WHERE replaces IS NULL;
CREATE UNIQUE INDEX figures_observation_next ON figures_observation (cluster_year_id, replaces) WHERE replaces IS NOT NULL;

-- A unit confirms a figure that was entered on its behalf (nhập thay).
CREATE TABLE figures_confirmation (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    observation_id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    confirmed_at BIGINT NOT NULL,
    confirmed_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, observation_id),
    FOREIGN KEY (cluster_year_id, observation_id) REFERENCES figures_observation (cluster_year_id, id)
);
CREATE INDEX figures_confirmation_round ON figures_confirmation (cluster_year_id, round_id);

-- A unit's report as it was sent. `content` is canonical JSON, `code` comes from its hash, `observations` names the frozen figures.
CREATE TABLE figures_revision (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    number BIGINT NOT NULL,
    code TEXT NOT NULL,
    content TEXT NOT NULL,
    observations TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, round_id, unit_id, number),
    FOREIGN KEY (cluster_year_id, round_id) REFERENCES figures_round (cluster_year_id, id)
);

-- What was done to a report: sent, returned, approved, locked, undone. The last one tells the state.
CREATE TABLE figures_report_act (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    position BIGINT NOT NULL,
    act TEXT NOT NULL,
    state TEXT NOT NULL,
    revision_id TEXT NOT NULL,
    reason TEXT,
    errors BIGINT NOT NULL,
    warnings BIGINT NOT NULL,
    acted_at BIGINT NOT NULL,
    acted_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, round_id, unit_id, position),
    FOREIGN KEY (cluster_year_id, revision_id) REFERENCES figures_revision (cluster_year_id, id)
);

-- Why one figure of a returned report is to be looked at again.
CREATE TABLE figures_remark (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    act_id TEXT NOT NULL,
    indicator TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, act_id, indicator),
    FOREIGN KEY (cluster_year_id, act_id) REFERENCES figures_report_act (cluster_year_id, id)
);

-- A report signed: the signed, stamped scan, or the signature of a leader on screen.
CREATE TABLE figures_signature (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    revision_id TEXT NOT NULL,
    way TEXT NOT NULL,
    evidence_id TEXT,
    symbol TEXT,
    signed_on TEXT NOT NULL,
    capacity TEXT NOT NULL,
    privacy_key TEXT,
    signer TEXT,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    FOREIGN KEY (cluster_year_id, revision_id) REFERENCES figures_revision (cluster_year_id, id)
);
CREATE INDEX figures_signature_round ON figures_signature (cluster_year_id, round_id, unit_id);
