-- What the server keeps of itself: signing key, certificate.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- A form as received, checked and found without problems. Case and revision are the idempotency key.
CREATE TABLE form (
    id INTEGER PRIMARY KEY,
    case_id BLOB NOT NULL,
    revision INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    xml BLOB NOT NULL,
    code TEXT NOT NULL,
    office TEXT,
    kept_at INTEGER NOT NULL,
    UNIQUE (case_id, revision)
) STRICT;

-- Files a form names, in the form's order.
CREATE TABLE named_file (
    form INTEGER NOT NULL REFERENCES form ON DELETE CASCADE,
    place INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (form, place)
) STRICT, WITHOUT ROWID;

-- The ledger proper: received whole, numbered, signed for.
CREATE TABLE application (
    serial INTEGER PRIMARY KEY,
    form INTEGER NOT NULL UNIQUE REFERENCES form,
    number TEXT NOT NULL UNIQUE,
    stage TEXT NOT NULL,
    receipt BLOB NOT NULL,
    signature BLOB NOT NULL
) STRICT;

CREATE TABLE step (
    application INTEGER NOT NULL REFERENCES application,
    place INTEGER NOT NULL,
    stage TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (application, place)
) STRICT, WITHOUT ROWID;

-- Files on their way, and once whole. A file belongs to its case: the same bytes in another case are another file.
CREATE TABLE upload (
    id INTEGER PRIMARY KEY,
    token TEXT NOT NULL UNIQUE,
    case_id BLOB NOT NULL,
    sha256 TEXT NOT NULL,
    length INTEGER NOT NULL,
    received INTEGER NOT NULL,
    whole INTEGER NOT NULL,
    metadata TEXT NOT NULL,
    expires INTEGER NOT NULL
) STRICT;

CREATE INDEX upload_file ON upload (case_id, sha256);

CREATE TABLE chunk (
    upload INTEGER NOT NULL REFERENCES upload ON DELETE CASCADE,
    start INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (upload, start)
) STRICT;
