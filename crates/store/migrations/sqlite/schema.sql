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
    body     TEXT    NOT NULL, about  INTEGER, why    TEXT NOT NULL DEFAULT '', change TEXT NOT NULL DEFAULT '', -- JSON of the reader
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
, report INTEGER) STRICT;

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

CREATE INDEX recommendation_of_report ON recommendation (report, id, known_from)
    WHERE report IS NOT NULL;

CREATE TABLE report (
    id         INTEGER PRIMARY KEY,
    issuer     INTEGER NOT NULL,
    title      TEXT    NOT NULL,
    published  INTEGER NOT NULL, -- yyyymmdd; 0: not known, which comes last
    known_from INTEGER NOT NULL
) STRICT;

CREATE INDEX report_newest ON report (published, id, known_from, issuer);

CREATE INDEX report_of_issuer ON report (issuer, published, id, known_from);

CREATE INDEX report_titled ON report (issuer, title, id);

CREATE TABLE theme (
    recommendation INTEGER NOT NULL,
    position       INTEGER NOT NULL,
    key            TEXT    NOT NULL, -- the same for spellings that differ in capitals and points
    name           TEXT    NOT NULL,
    known_from     INTEGER NOT NULL, -- of the recommendation
    PRIMARY KEY (recommendation, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX theme_of ON theme (key, recommendation, known_from, name);

CREATE TABLE dependency (
    recommendation INTEGER NOT NULL,
    action         INTEGER NOT NULL,
    position       INTEGER NOT NULL,
    from_day       INTEGER NOT NULL,
    until_day      INTEGER NOT NULL,
    key            TEXT    NOT NULL,
    words          TEXT    NOT NULL, -- as written
    PRIMARY KEY (recommendation, action, position, from_day)
) STRICT, WITHOUT ROWID;

CREATE INDEX dependency_on ON dependency
    (key, recommendation, action, position, from_day, until_day, words);

CREATE TABLE slip (
    recommendation INTEGER NOT NULL,
    action         INTEGER NOT NULL,
    from_day       INTEGER NOT NULL,
    until_day      INTEGER NOT NULL,
    times_moved    INTEGER NOT NULL,
    organisation   INTEGER,          -- who promised it
    PRIMARY KEY (recommendation, action, from_day)
) STRICT, WITHOUT ROWID;

CREATE INDEX slip_open ON slip (times_moved DESC, recommendation, action, from_day)
    WHERE until_day = 99999999;

CREATE INDEX slip_open_of_organisation
    ON slip (organisation, times_moved DESC, recommendation, action, from_day)
    WHERE until_day = 99999999 AND organisation IS NOT NULL;

CREATE INDEX slip_ended ON slip (until_day, times_moved, recommendation, action, from_day)
    WHERE until_day < 99999999;

CREATE TABLE silence (
    recommendation INTEGER NOT NULL,
    organisation   INTEGER NOT NULL,
    from_day       INTEGER NOT NULL,
    until_day      INTEGER NOT NULL,
    since          INTEGER NOT NULL, -- the day it was asked; 99999999: not known
    due            INTEGER NOT NULL, -- the last day for its answer; 99999999: not known
    answered       INTEGER NOT NULL, -- 1: an answer ended it
    PRIMARY KEY (recommendation, organisation, from_day)
) STRICT, WITHOUT ROWID;

CREATE INDEX silence_open ON silence (since, recommendation, organisation, from_day, due)
    WHERE until_day = 99999999;

CREATE INDEX silence_open_of_organisation
    ON silence (organisation, since, recommendation, from_day, due) WHERE until_day = 99999999;

CREATE INDEX silence_ended ON silence (until_day, since, recommendation, organisation, from_day)
    WHERE until_day < 99999999;

CREATE INDEX silence_answered ON silence (organisation, until_day, since) WHERE answered = 1;

CREATE TABLE mistake (
    id      INTEGER PRIMARY KEY,
    at      TEXT    NOT NULL, -- when it came, RFC 3339
    about   TEXT    NOT NULL, -- the page, as an address within the register or as typed
    words   TEXT    NOT NULL,
    reach   TEXT,             -- how to reach who sent it; gone once it is settled
    state   TEXT    NOT NULL, -- waiting, answered or set-aside
    outcome TEXT              -- what was done about it, in the operator's words
) STRICT;

CREATE INDEX mistake_of_state ON mistake (state, id);

CREATE TABLE column_map (
    fingerprint   TEXT    PRIMARY KEY, -- of the headings, in any order
    name          TEXT    NOT NULL,
    body          TEXT    NOT NULL, -- the map, TOML
    remembered_on INTEGER NOT NULL     -- yyyymmdd
) STRICT;

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

CREATE TABLE sighting (
    id       INTEGER PRIMARY KEY,
    issuer   TEXT    NOT NULL, -- the name of whose recommendations it holds
    place    TEXT    NOT NULL, -- its address, or its file name
    document TEXT    NOT NULL REFERENCES document (sha256),
    seen_on  INTEGER NOT NULL  -- yyyymmdd
) STRICT;

CREATE INDEX sighting_of_place ON sighting (issuer, place, seen_on, id, document);

CREATE INDEX sighting_of_document ON sighting (document, issuer, place);

CREATE TABLE trace (
    hash           INTEGER NOT NULL,
    recommendation INTEGER NOT NULL,
    PRIMARY KEY (hash, recommendation)
) STRICT, WITHOUT ROWID;

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

CREATE INDEX recommendation_of_reference ON recommendation (issuer, reference_order, id)
    WHERE reference_order IS NOT NULL;
