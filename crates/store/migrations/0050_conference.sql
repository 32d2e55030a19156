-- Conferences (hội nghị) of a cluster-year: agenda, guests, units present, speeches, tasks, next heads introduced.
CREATE TABLE conference_meeting (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    held_on TEXT,
    starts_at TEXT,
    ends_at TEXT,
    mode TEXT,
    place TEXT,
    host_unit_id TEXT REFERENCES units_unit (id),
    chair TEXT,
    secretary TEXT,
    source TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id)
);

CREATE TABLE conference_agenda_line (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    at_time TEXT,
    text TEXT NOT NULL,
    by_whom TEXT,
    source TEXT,
    PRIMARY KEY (cluster_year_id, id),
    FOREIGN KEY (cluster_year_id, meeting_id) REFERENCES conference_meeting (cluster_year_id, id)
);

-- Guests may come from outside the system, so they are text. The name is personal.
CREATE TABLE conference_guest (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    title TEXT,
    privacy_key TEXT,
    name TEXT,
    office TEXT,
    unit_id TEXT REFERENCES units_unit (id),
    source TEXT,
    PRIMARY KEY (cluster_year_id, id),
    FOREIGN KEY (cluster_year_id, meeting_id) REFERENCES conference_meeting (cluster_year_id, id)
);

CREATE TABLE conference_attendance (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    presence TEXT NOT NULL,
    delegates BIGINT,
    note TEXT,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    source TEXT,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, meeting_id, unit_id),
    FOREIGN KEY (cluster_year_id, meeting_id) REFERENCES conference_meeting (cluster_year_id, id)
);

CREATE TABLE conference_speech (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    guest_id TEXT,
    unit_id TEXT REFERENCES units_unit (id),
    privacy_key TEXT,
    speaker TEXT,
    text TEXT NOT NULL,
    source TEXT,
    PRIMARY KEY (cluster_year_id, id),
    FOREIGN KEY (cluster_year_id, meeting_id) REFERENCES conference_meeting (cluster_year_id, id)
);

-- What the meeting resolved and what upper bodies asked for (kết luận, ý kiến chỉ đạo), as tasks.
CREATE TABLE conference_task (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    speech_id TEXT,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    owner_unit_id TEXT REFERENCES units_unit (id),
    due_on TEXT,
    source TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    FOREIGN KEY (cluster_year_id, meeting_id) REFERENCES conference_meeting (cluster_year_id, id)
);
CREATE INDEX conference_task_owner ON conference_task (owner_unit_id);

-- A task with a closure is done; reopening removes the closure, the history keeps it.
CREATE TABLE conference_closure (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    note TEXT NOT NULL,
    closed_at BIGINT NOT NULL,
    closed_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    FOREIGN KEY (cluster_year_id, id) REFERENCES conference_task (cluster_year_id, id)
);

-- Next heads introduced at a conference, kept here also while their year does not exist yet.
CREATE TABLE conference_nomination (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units_unit (id),
    role TEXT NOT NULL,
    for_year BIGINT NOT NULL,
    introduced_by TEXT,
    source TEXT,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, for_year, unit_id),
    FOREIGN KEY (cluster_year_id, meeting_id) REFERENCES conference_meeting (cluster_year_id, id)
);
