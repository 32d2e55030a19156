-- Views of the public pages by day in Việt Nam. Nothing about who came.
CREATE TABLE portal_visit_day (
    day TEXT NOT NULL PRIMARY KEY,
    views BIGINT NOT NULL
);

-- How many visitors each running process has seen in the last minutes.
CREATE TABLE portal_visit_online (
    process TEXT NOT NULL PRIMARY KEY,
    visitors BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

-- What the site's counters stood at before this program carried them on.
CREATE TABLE portal_visit_base (
    id TEXT NOT NULL PRIMARY KEY,
    online BIGINT NOT NULL,
    today BIGINT NOT NULL,
    week BIGINT NOT NULL,
    views BIGINT NOT NULL,
    source TEXT NOT NULL
);
