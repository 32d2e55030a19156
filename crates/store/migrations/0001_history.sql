-- History: chains of entries, one for the instance and one per cluster-year.
CREATE TABLE history_chain (
    id TEXT NOT NULL PRIMARY KEY,
    height BIGINT NOT NULL,
    head TEXT NOT NULL
);

CREATE TABLE history_entry (
    chain TEXT NOT NULL,
    height BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    matter_kind TEXT NOT NULL,
    matter_id TEXT NOT NULL,
    unit_id TEXT,
    body TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (chain, height)
);
CREATE INDEX history_entry_matter ON history_entry (matter_kind, matter_id);
CREATE INDEX history_entry_unit ON history_entry (chain, unit_id);
