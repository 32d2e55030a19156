-- A link by which a department enters one section of a unit's report without an account (giao phòng nhập). Whoever holds the
-- link may enter; only its digest is kept.
CREATE TABLE figures_section_link (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    round_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    section TEXT NOT NULL,
    department TEXT NOT NULL,
    token_digest TEXT NOT NULL UNIQUE,
    last_day TEXT NOT NULL,
    lent_at BIGINT NOT NULL,
    lent_by TEXT NOT NULL,
    taken_back_at BIGINT,
    taken_back_by TEXT,
    PRIMARY KEY (cluster_year_id, id),
    FOREIGN KEY (cluster_year_id, round_id) REFERENCES figures_round (cluster_year_id, id)
);
CREATE INDEX figures_section_link_report ON figures_section_link (cluster_year_id, round_id, unit_id);
CREATE INDEX figures_section_link_id ON figures_section_link (id);
