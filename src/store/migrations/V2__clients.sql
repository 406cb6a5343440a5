-- The persons the cases are of, organisations entered once, and answers that have no place in a newer edition.

-- One row holds all that is known of a person, so that the deadlines of all of them are one pass over one table.
CREATE TABLE clients (
    no           INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE,
    -- family and given name as last answered
    name         TEXT NOT NULL,
    -- as far as it is known: 2001-01-23, 2001-01, 2001
    born         TEXT NOT NULL,
    nationality  TEXT NOT NULL,
    card_number  TEXT NOT NULL,
    -- JSON: dates and status by word, each with its source; events with their day
    known        TEXT NOT NULL DEFAULT '{}',
    events       TEXT NOT NULL DEFAULT '[]',
    -- JSON: rule and day of each deadline that was kept
    done         TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE INDEX clients_by_birth ON clients (born);

ALTER TABLE cases ADD COLUMN client_no INTEGER REFERENCES clients (no) ON DELETE SET NULL;

CREATE INDEX cases_by_client ON cases (client_no, stage, procedure, expires);

-- Organisations and supporters, by name.
CREATE TABLE organisations (
    no        INTEGER PRIMARY KEY,
    id        BLOB NOT NULL UNIQUE,
    name      TEXT NOT NULL,
    saved_at  INTEGER NOT NULL,
    saved_by  TEXT NOT NULL
) STRICT;

CREATE TABLE organisation_answers (
    organisation_no  INTEGER NOT NULL REFERENCES organisations (no) ON DELETE CASCADE,
    item             TEXT NOT NULL,
    answer           TEXT NOT NULL,
    PRIMARY KEY (organisation_no, item)
) STRICT, WITHOUT ROWID;

-- Answers to items that the edition a draft was moved to does not have.
CREATE TABLE set_aside (
    case_no  INTEGER NOT NULL REFERENCES cases (no) ON DELETE CASCADE,
    item     TEXT NOT NULL,
    edition  TEXT NOT NULL,
    answer   TEXT NOT NULL,
    PRIMARY KEY (case_no, item, edition)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 2;
