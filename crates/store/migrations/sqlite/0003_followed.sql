-- What goes across records: reports, themes, dependencies, dates that moved, silences. All follow
-- from the events. And what readers say is wrong, which does not.

ALTER TABLE recommendation ADD COLUMN report INTEGER;
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

-- While a planned action that was not reported as done waited for something.
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

-- While a planned action's date had been moved so often.
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

-- While an addressee had not answered, and the same last day held.
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

-- What readers say is wrong on a page: for those who run the register, never public.
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
