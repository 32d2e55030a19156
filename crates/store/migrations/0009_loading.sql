-- The loading of a whole year by the program: begun before its first row, finished after its last.
CREATE TABLE units_loading (
    slug TEXT NOT NULL PRIMARY KEY,
    origin TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    finished_at BIGINT
);
