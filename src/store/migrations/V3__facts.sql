-- What is known of a case beside its items: the category of the organisation, answers to questions on documents.
CREATE TABLE facts (
    case_no  INTEGER NOT NULL REFERENCES cases (no) ON DELETE CASCADE,
    name     TEXT NOT NULL,
    known    TEXT NOT NULL,
    PRIMARY KEY (case_no, name)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 3;
