-- Where and when a captured document was seen: what a later reading of the same page is known by.
CREATE TABLE sighting (
    id       INTEGER PRIMARY KEY,
    issuer   TEXT    NOT NULL, -- the name of whose recommendations it holds
    place    TEXT    NOT NULL, -- its address, or its file name
    document TEXT    NOT NULL REFERENCES document (sha256),
    seen_on  INTEGER NOT NULL  -- yyyymmdd
) STRICT;
CREATE INDEX sighting_of_place ON sighting (issuer, place, seen_on, id, document);
CREATE INDEX sighting_of_document ON sighting (document, issuer, place);

-- A draft that is a change of a record: of which, why it is held to be that one, and which change.
-- A document that is read again after another has other changes at the same place.
ALTER TABLE draft ADD COLUMN about  INTEGER;
ALTER TABLE draft ADD COLUMN why    TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN change TEXT NOT NULL DEFAULT '';

-- Projection. What a recommendation is found by when a document is read later: hashes of the
-- documents that its facts come from, and of the words of its ask with its issuer.
CREATE TABLE trace (
    hash           INTEGER NOT NULL,
    recommendation INTEGER NOT NULL,
    PRIMARY KEY (hash, recommendation)
) STRICT, WITHOUT ROWID;
