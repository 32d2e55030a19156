-- One-time passwords, second factors being set up, recovery codes, and positions handed to a successor.
ALTER TABLE people_secret ADD COLUMN totp_pending TEXT;
-- Until when a password that was handed over may open the account once; none: a password of the person's own.
ALTER TABLE people_secret ADD COLUMN one_time_until BIGINT;

ALTER TABLE people_session ADD COLUMN device TEXT;
ALTER TABLE people_session ADD COLUMN must_change BOOLEAN NOT NULL DEFAULT FALSE;

-- Digests of codes that each stand in once for the phone; a used one is deleted.
CREATE TABLE people_recovery (
    person_id TEXT NOT NULL REFERENCES people_person (id),
    code_hash TEXT NOT NULL,
    PRIMARY KEY (person_id, code_hash)
);

CREATE TABLE people_handover (
    id TEXT NOT NULL PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    from_position_id TEXT NOT NULL REFERENCES people_position (id),
    to_position_id TEXT NOT NULL REFERENCES people_position (id),
    handed_on TEXT NOT NULL,
    open_work TEXT NOT NULL,
    note TEXT,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL
);
CREATE INDEX people_handover_unit ON people_handover (unit_id);
