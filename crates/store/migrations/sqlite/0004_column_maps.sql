-- Column maps that a person confirmed: how tables of one shape are read.
CREATE TABLE column_map (
    fingerprint   TEXT    PRIMARY KEY, -- of the headings, in any order
    name          TEXT    NOT NULL,
    body          TEXT    NOT NULL, -- the map, TOML
    remembered_on INTEGER NOT NULL     -- yyyymmdd
) STRICT;
