-- Directives (văn bản chỉ đạo): the register of a cluster-year, dispatches to units, their answers.
CREATE TABLE directives_directive (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    number BIGINT NOT NULL,
    arrived_on TEXT,
    symbol TEXT NOT NULL,
    kind TEXT NOT NULL,
    issuer TEXT NOT NULL,
    signer_role TEXT,
    issued_on TEXT NOT NULL,
    subject TEXT,
    about TEXT,
    in_force_until TEXT,
    file_id TEXT REFERENCES evidence_file (id),
    source TEXT,
    entered_at BIGINT NOT NULL,
    entered_by TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, number)
);
CREATE INDEX directives_directive_symbol ON directives_directive (symbol, issued_on);

-- A directive taken out of the register; taking it back in removes the row.
CREATE TABLE directives_removal (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    directive_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    removed_at BIGINT NOT NULL,
    removed_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, directive_id),
    FOREIGN KEY (cluster_year_id, directive_id) REFERENCES directives_directive (cluster_year_id, id)
);

-- A directive passed on to units in a cluster-year; it may stand in the register of an earlier year.
CREATE TABLE directives_dispatch (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    directive_year_id TEXT NOT NULL,
    directive_id TEXT NOT NULL,
    asked TEXT,
    expected TEXT NOT NULL,
    deadline TEXT,
    dispatched_on TEXT,
    source TEXT,
    entered_at BIGINT NOT NULL,
    entered_by TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    FOREIGN KEY (directive_year_id, directive_id) REFERENCES directives_directive (cluster_year_id, id)
);
CREATE INDEX directives_dispatch_directive ON directives_dispatch (cluster_year_id, directive_id);

-- One unit of a dispatch; a unit receives a directive once in a year.
CREATE TABLE directives_recipient (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    dispatch_id TEXT NOT NULL,
    directive_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, directive_id, unit_id),
    FOREIGN KEY (cluster_year_id, dispatch_id) REFERENCES directives_dispatch (cluster_year_id, id)
);
CREATE INDEX directives_recipient_unit ON directives_recipient (cluster_year_id, unit_id);

-- What a unit said: seen, acknowledged, acted on.
CREATE TABLE directives_answer (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    recipient_id TEXT NOT NULL,
    answer TEXT NOT NULL,
    note TEXT,
    answered_at BIGINT NOT NULL,
    answered_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, recipient_id, answer),
    FOREIGN KEY (cluster_year_id, recipient_id) REFERENCES directives_recipient (cluster_year_id, id)
);
