-- Articles: what the public reads is one of the revisions; saving a new one changes nothing outside until it is published.
CREATE TABLE portal_article (
    cluster_year_id TEXT NOT NULL REFERENCES units_cluster_year (id),
    id TEXT NOT NULL,
    slug TEXT NOT NULL,
    latest BIGINT NOT NULL,
    public_number BIGINT,
    original_number BIGINT,
    published_on TEXT,
    made_public_at BIGINT,
    source TEXT,
    created_at BIGINT NOT NULL,
    created_by TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (slug)
);

-- The texts of an article, never changed.
CREATE TABLE portal_revision (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    lead TEXT,
    body TEXT NOT NULL,
    author TEXT,
    note TEXT,
    saved_at BIGINT NOT NULL,
    saved_by TEXT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, article_id, number),
    FOREIGN KEY (cluster_year_id, article_id) REFERENCES portal_article (cluster_year_id, id)
);

-- Where the published text of an article differs from the original one.
CREATE TABLE portal_correction (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    original TEXT NOT NULL,
    corrected TEXT NOT NULL,
    note TEXT,
    PRIMARY KEY (cluster_year_id, id),
    UNIQUE (cluster_year_id, article_id, position),
    FOREIGN KEY (cluster_year_id, article_id) REFERENCES portal_article (cluster_year_id, id)
);

CREATE TABLE portal_photo (
    cluster_year_id TEXT NOT NULL,
    id TEXT NOT NULL,
    article_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    file_id TEXT NOT NULL REFERENCES evidence_file (id),
    caption TEXT NOT NULL,
    alt TEXT NOT NULL,
    credit TEXT,
    placeholder BOOLEAN NOT NULL,
    source TEXT,
    removed_at BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (cluster_year_id, id),
    FOREIGN KEY (cluster_year_id, article_id) REFERENCES portal_article (cluster_year_id, id)
);

-- The site: who answers for it. One row; every field is printed at the foot of public pages.
CREATE TABLE portal_site (
    id TEXT NOT NULL PRIMARY KEY,
    owner_unit_id TEXT REFERENCES units_unit (id),
    name TEXT NOT NULL,
    managed_by TEXT,
    licence TEXT,
    licence_issuer TEXT,
    licence_on TEXT,
    responsible TEXT,
    responsible_office TEXT,
    address TEXT,
    email TEXT,
    phone TEXT,
    fax TEXT,
    reprint TEXT,
    source TEXT,
    version BIGINT NOT NULL
);

CREATE TABLE portal_banner (
    id TEXT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    text TEXT NOT NULL,
    link TEXT,
    file_id TEXT REFERENCES evidence_file (id),
    shown_from TEXT,
    shown_to TEXT,
    source TEXT,
    removed_at BIGINT,
    version BIGINT NOT NULL
);
