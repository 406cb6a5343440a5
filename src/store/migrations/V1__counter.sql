-- The counter's data. Times are nanoseconds since 1970 in UTC, ids are the 16 bytes of a UUID, hashes hexadecimal.

CREATE TABLE cases (
    no              INTEGER PRIMARY KEY,
    id              BLOB NOT NULL UNIQUE,
    procedure       TEXT NOT NULL,
    status          TEXT NOT NULL,
    form_code       TEXT NOT NULL,
    form_edition    TEXT NOT NULL,
    form_digest     TEXT NOT NULL,
    filed_by        TEXT NOT NULL,
    stage           TEXT NOT NULL,
    revision        INTEGER NOT NULL,
    declared_lang   TEXT,
    declared_staff  TEXT,
    declared_at     INTEGER,
    opened_because  TEXT,
    opened_at       INTEGER NOT NULL,
    -- for the list, so that it need not read answers
    client          TEXT NOT NULL,
    expires         TEXT,
    answered        INTEGER NOT NULL,
    asked           INTEGER NOT NULL,
    problems        INTEGER NOT NULL,
    saved_at        INTEGER NOT NULL,
    saved_by        TEXT NOT NULL,
    number          TEXT
) STRICT;

-- One row per item; rows of one case lie together, so that saving one answer writes one page here.
CREATE TABLE answers (
    case_no  INTEGER NOT NULL REFERENCES cases (no) ON DELETE CASCADE,
    item     TEXT NOT NULL,
    answer   TEXT NOT NULL,
    PRIMARY KEY (case_no, item)
) STRICT, WITHOUT ROWID;

-- Text under the caret, not yet committed.
CREATE TABLE carets (
    case_no  INTEGER PRIMARY KEY REFERENCES cases (no) ON DELETE CASCADE,
    path     TEXT NOT NULL,
    typed    TEXT NOT NULL,
    at       INTEGER NOT NULL
) STRICT;

CREATE TABLE attachments (
    case_no     INTEGER NOT NULL REFERENCES cases (no) ON DELETE CASCADE,
    position    INTEGER NOT NULL,
    sha256      TEXT NOT NULL,
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    media_type  TEXT NOT NULL,
    size        INTEGER NOT NULL,
    PRIMARY KEY (case_no, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX attachments_by_file ON attachments (sha256);

-- The bytes of a file are kept once, in parts of 64 KiB, so that any part is read without the rest.
CREATE TABLE files (
    no      INTEGER PRIMARY KEY,
    sha256  TEXT NOT NULL UNIQUE,
    size    INTEGER NOT NULL
) STRICT;

CREATE TABLE parts (
    file_no  INTEGER NOT NULL REFERENCES files (no) ON DELETE CASCADE,
    part     INTEGER NOT NULL,
    bytes    BLOB NOT NULL,
    PRIMARY KEY (file_no, part)
) STRICT;

-- Every submission, as sent, with what came back.
CREATE TABLE filings (
    case_no    INTEGER NOT NULL REFERENCES cases (no) ON DELETE CASCADE,
    revision   INTEGER NOT NULL,
    queued_at  INTEGER NOT NULL,
    xml        BLOB NOT NULL,
    ended_at   INTEGER,
    receipt    TEXT,
    refusal    TEXT,
    PRIMARY KEY (case_no, revision)
) STRICT;

-- The submissions that wait.
CREATE TABLE outbox (
    case_no     INTEGER PRIMARY KEY REFERENCES cases (no) ON DELETE CASCADE,
    revision    INTEGER NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    last_error  TEXT
) STRICT;

CREATE TABLE outbox_files (
    case_no  INTEGER NOT NULL REFERENCES outbox (case_no) ON DELETE CASCADE,
    sha256   TEXT NOT NULL,
    sent     INTEGER NOT NULL,
    upload   TEXT,
    PRIMARY KEY (case_no, sha256)
) STRICT, WITHOUT ROWID;

CREATE TABLE pins (
    origin       TEXT PRIMARY KEY,
    certificate  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    name   TEXT PRIMARY KEY,
    value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 1;
