-- What a person says that fields of drafts are, in the place of what the reader read: applied again
-- whenever the same words stand there.
CREATE TABLE correction (
    id            INTEGER PRIMARY KEY,
    at            TEXT    NOT NULL, -- RFC 3339, UTC
    actor         TEXT    NOT NULL,
    issuer        TEXT    NOT NULL, -- the name of whose recommendations the document holds
    place         TEXT,             -- its address or file name; NULL: wherever the words stand
    document      TEXT    NOT NULL REFERENCES document (sha256), -- in which it was made
    reference     TEXT,             -- of the ask, as read
    ask           TEXT    NOT NULL, -- the words of the ask, as read
    field         TEXT    NOT NULL,
    item          TEXT,             -- the words of the response or action it belongs to, as read
    read          TEXT,             -- what was read; NULL: nothing, or nothing of this
    said          TEXT,             -- what it is; NULL: nothing
    around        TEXT    NOT NULL, -- all that the field held, as read
    why           TEXT    NOT NULL,
    taken_back_at TEXT,             -- RFC 3339, UTC; NULL: it holds
    taken_back    TEXT              -- why
) STRICT;
CREATE INDEX correction_of_place ON correction (issuer, place, id) WHERE taken_back_at IS NULL;

-- What a record is found by when its page is read again: its number among those of its issuer.
CREATE INDEX recommendation_of_reference ON recommendation (issuer, reference_order, id)
    WHERE reference_order IS NOT NULL;
