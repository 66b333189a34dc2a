-- How long each answer and each delivery took, or goes on. Follows from the events.
CREATE TABLE measure (
    recommendation INTEGER NOT NULL,
    measured       TEXT    NOT NULL, -- a code: response or delivery
    number         INTEGER NOT NULL, -- the addressee's place in the ask, or the action's number
    from_day       INTEGER NOT NULL,
    until_day      INTEGER NOT NULL,
    issuer         INTEGER NOT NULL,
    organisation   INTEGER,
    made_on        INTEGER,
    began          INTEGER,          -- absent: not known
    outcome        TEXT    NOT NULL, -- open, reached or stopped
    ended          INTEGER,          -- absent: open, or not known
    said           TEXT,             -- a code
    PRIMARY KEY (recommendation, measured, number, from_day)
) STRICT, WITHOUT ROWID;

CREATE INDEX measure_of_issuer ON measure (issuer);

CREATE INDEX measure_of_organisation ON measure (organisation) WHERE organisation IS NOT NULL;
