CREATE TABLE schema_version (
        version  INTEGER PRIMARY KEY,
        checksum TEXT NOT NULL -- SHA-256 of the migration
    ) STRICT;

CREATE TABLE event (
    seq          INTEGER PRIMARY KEY, -- from 1, without gaps
    at           TEXT    NOT NULL,    -- when it was recorded, RFC 3339
    actor        TEXT    NOT NULL,    -- a code
    on_day       INTEGER,             -- yyyymmdd on which it took effect; absent: not known
    subject_kind TEXT    NOT NULL,    -- the letter of its identifiers: B, P or R
    subject_id   INTEGER NOT NULL,
    kind         TEXT    NOT NULL,    -- a code
    digest       BLOB    NOT NULL,    -- SHA-256(salt, body)
    chain        BLOB    NOT NULL     -- SHA-256(chain before, this row, digest)
) STRICT;

CREATE INDEX event_of_subject ON event (subject_kind, subject_id, seq);

CREATE INDEX event_of_organisation ON event (seq) WHERE subject_kind = 'B';

CREATE INDEX event_newest ON event (on_day) WHERE subject_kind = 'R';

CREATE TABLE payload (
    seq  INTEGER PRIMARY KEY,
    salt BLOB NOT NULL,
    body TEXT NOT NULL -- JSON
) STRICT;

CREATE TABLE request (
    key       TEXT    PRIMARY KEY,
    digest    BLOB    NOT NULL, -- SHA-256 of its content
    first_seq INTEGER NOT NULL,
    last_seq  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE next_id (
    subject_kind TEXT    PRIMARY KEY,
    next         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    sha256       TEXT    PRIMARY KEY,
    name         TEXT    NOT NULL,
    media_type   TEXT    NOT NULL,
    address      TEXT,
    captured_on  INTEGER NOT NULL, -- yyyymmdd
    length_bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    id       INTEGER PRIMARY KEY,
    document TEXT    NOT NULL REFERENCES document (sha256),
    position INTEGER NOT NULL,
    scheme   TEXT    NOT NULL,
    issuer   TEXT    NOT NULL,
    doubt    INTEGER NOT NULL,
    title    TEXT    NOT NULL,
    state    TEXT    NOT NULL, -- waiting, accepted or set-aside
    body     TEXT    NOT NULL, -- JSON of the reader
    UNIQUE (document, position)
) STRICT;

CREATE INDEX draft_of_state ON draft (state, doubt, id);

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recommendation (
    id              INTEGER PRIMARY KEY,
    reference       TEXT,
    reference_order TEXT,             -- the reference with its numbers padded
    title           TEXT    NOT NULL,
    issuer          INTEGER NOT NULL,
    made_on         INTEGER,
    known_from      INTEGER NOT NULL  -- first day of its first span
) STRICT;

CREATE INDEX recommendation_newest ON recommendation (id, known_from);

CREATE INDEX recommendation_of_issuer ON recommendation (issuer, id, known_from);

CREATE INDEX recommendation_by_reference
    ON recommendation (reference_order, id, known_from, issuer);

CREATE TABLE addressee (
    recommendation INTEGER NOT NULL,
    position       INTEGER NOT NULL,
    organisation   INTEGER NOT NULL,
    known_from     INTEGER NOT NULL, -- of the recommendation
    PRIMARY KEY (recommendation, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX addressee_of ON addressee (organisation, recommendation, known_from);

CREATE TABLE span (
    recommendation INTEGER NOT NULL,
    from_day       INTEGER NOT NULL,
    until_day      INTEGER NOT NULL,
    standing       TEXT    NOT NULL, -- a code
    responded      INTEGER NOT NULL, -- addressees that had answered
    next_words     TEXT,             -- the date, as stated, of the open action that comes first
    next_latest    INTEGER NOT NULL, -- its last day; 100000000: there is no open action
    PRIMARY KEY (recommendation, from_day)
) STRICT, WITHOUT ROWID;

CREATE INDEX span_of_standing ON span (standing, recommendation, from_day, until_day);

CREATE TABLE next_due (
    latest         INTEGER NOT NULL,
    recommendation INTEGER NOT NULL,
    from_day       INTEGER NOT NULL,
    until_day      INTEGER NOT NULL,
    PRIMARY KEY (latest, recommendation, from_day)
) STRICT, WITHOUT ROWID;

CREATE TABLE wait (
    recommendation   INTEGER NOT NULL,
    action           INTEGER NOT NULL,
    from_day         INTEGER NOT NULL,
    until_day        INTEGER NOT NULL,
    earliest         INTEGER,
    latest           INTEGER NOT NULL,
    may_be_late_from INTEGER NOT NULL,
    late_from        INTEGER NOT NULL,
    organisation     INTEGER,
    body             TEXT    NOT NULL, -- its words
    lead             TEXT,
    as_stated        TEXT    NOT NULL,
    times_moved      INTEGER NOT NULL,
    PRIMARY KEY (recommendation, action, from_day)
) STRICT, WITHOUT ROWID;

CREATE INDEX wait_of_recommendation ON wait
    (recommendation, action, from_day, until_day, earliest, may_be_late_from, late_from);

CREATE INDEX wait_open ON wait
    (latest, recommendation, action, from_day, earliest, may_be_late_from, late_from)
    WHERE until_day = 99999999;

CREATE INDEX wait_open_of_organisation ON wait (organisation, latest, recommendation, action)
    WHERE until_day = 99999999 AND organisation IS NOT NULL;

CREATE INDEX wait_ended ON wait (until_day, latest, recommendation, action, from_day)
    WHERE until_day < 99999999;

CREATE TABLE standing_change (
    level    TEXT    NOT NULL, -- day, month or year
    period   INTEGER NOT NULL, -- yyyymmdd, yyyymm00 or yyyy0000
    standing TEXT    NOT NULL,
    change   INTEGER NOT NULL,
    PRIMARY KEY (level, period, standing)
) STRICT, WITHOUT ROWID;

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
