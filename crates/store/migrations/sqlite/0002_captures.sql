-- How a document came from its address: a row each time it was fetched, the newest last.
CREATE TABLE capture (
    id        INTEGER PRIMARY KEY,
    document  TEXT    NOT NULL REFERENCES document (sha256),
    asked     TEXT    NOT NULL, -- the address that was asked for
    address   TEXT    NOT NULL, -- the address that answered
    redirects TEXT    NOT NULL, -- the addresses between the two, a line each
    at        TEXT    NOT NULL, -- when, RFC 3339
    status    INTEGER NOT NULL, -- of HTTP
    headers   TEXT    NOT NULL  -- as received, a line each
) STRICT;
CREATE INDEX capture_of_address ON capture (asked, id);
