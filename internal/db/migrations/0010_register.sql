-- +goose Up
-- Where rows of the register come from: an import, the demo's generator, or one officer's change.
CREATE TABLE register_source (
    no          INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    kind        TEXT    NOT NULL,           -- import, generated, change
    name        TEXT    NOT NULL,           -- file name, or who made the change
    hash        TEXT    NOT NULL,           -- SHA-256 of the file, hexadecimal; '' if no file
    city        TEXT    NOT NULL,
    mapping     TEXT    NOT NULL,           -- the columns as they were read, JSON
    state       TEXT    NOT NULL,           -- running, done, undoing, undone
    started_at  BIGINT  NOT NULL,
    finished_at BIGINT  NOT NULL,           -- 0 while running
    read_rows   BIGINT  NOT NULL,           -- rows of the file that are behind us: where a killed import goes on
    inserted    BIGINT  NOT NULL,
    changed     BIGINT  NOT NULL,
    unchanged   BIGINT  NOT NULL,
    rejected    BIGINT  NOT NULL,
    warned      BIGINT  NOT NULL
);

-- The present version of every resident. "sealed" holds what must not be readable in a stolen
-- file: NIK, family card number, address, contacts, parents, religion and the like.
-- "no" is dense, so that the search can name a resident in two bytes.
CREATE TABLE resident (
    no          INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    nik_hash    BYTEA   NOT NULL UNIQUE,    -- keyed
    name        TEXT    NOT NULL,
    sex         INTEGER NOT NULL,
    birth_date  TEXT    NOT NULL,
    area        TEXT    NOT NULL,           -- kelurahan of domicile
    marital     INTEGER NOT NULL,
    citizenship INTEGER NOT NULL,
    ktp_status  INTEGER NOT NULL,
    life        INTEGER NOT NULL,
    warnings    INTEGER NOT NULL,           -- bits, see Warnings
    sealed      BYTEA   NOT NULL,
    source      INTEGER NOT NULL,           -- register_source.no
    source_row  INTEGER NOT NULL,           -- row of the file, 0 if none
    version     INTEGER NOT NULL
);

-- Every former version, whole: an undo puts it back as it was.
CREATE TABLE resident_former (
    no          INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    id          TEXT    NOT NULL,
    nik_hash    BYTEA   NOT NULL,
    name        TEXT    NOT NULL,
    sex         INTEGER NOT NULL,
    birth_date  TEXT    NOT NULL,
    area        TEXT    NOT NULL,
    marital     INTEGER NOT NULL,
    citizenship INTEGER NOT NULL,
    ktp_status  INTEGER NOT NULL,
    life        INTEGER NOT NULL,
    warnings    INTEGER NOT NULL,
    sealed      BYTEA   NOT NULL,
    source      INTEGER NOT NULL,
    source_row  INTEGER NOT NULL,
    replaced_by INTEGER NOT NULL,           -- register_source.no
    replaced_at BIGINT  NOT NULL,
    PRIMARY KEY (no, version)
);
CREATE INDEX resident_former_by ON resident_former (replaced_by, no);

-- The inverted index of the search: for a term (a folded word of the name, an area, a bucket of
-- family cards) and a segment of 16,384 residents, who has it: 3 bytes each, ascending.
CREATE TABLE resident_term (
    term    TEXT    NOT NULL,
    segment INTEGER NOT NULL,
    refs    BYTEA   NOT NULL,
    PRIMARY KEY (term, segment)
);

-- Every folded name word and how many residents have it: misspelt words are compared with these.
CREATE TABLE register_word (
    word TEXT   NOT NULL PRIMARY KEY,
    n    BIGINT NOT NULL
);

-- Grows whenever register_word changes, so that processes know when to read it again.
CREATE TABLE register_epoch (
    name TEXT   NOT NULL PRIMARY KEY,
    n    BIGINT NOT NULL
);
INSERT INTO register_epoch (name, n) VALUES ('words', 0);

CREATE TABLE resident_photo (
    resident   TEXT   NOT NULL PRIMARY KEY, -- resident.id
    media_type TEXT   NOT NULL,
    sealed     BYTEA  NOT NULL,
    stored_at  BIGINT NOT NULL
);
