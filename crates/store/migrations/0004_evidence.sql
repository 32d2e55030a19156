-- Files of evidence: stored once by content, reached only through a reference.
CREATE TABLE evidence_file (
    id TEXT NOT NULL PRIMARY KEY,
    cluster_year_id TEXT REFERENCES units_cluster_year (id),
    unit_id TEXT REFERENCES units_unit (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    added_by TEXT NOT NULL,
    public BOOLEAN NOT NULL,
    removed_at BIGINT
);
CREATE INDEX evidence_file_sha256 ON evidence_file (sha256);
