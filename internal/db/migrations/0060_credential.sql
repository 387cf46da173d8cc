-- +goose Up
-- Published status lists of 2^20 entries. "version" grows with every change of an entry, so that
-- processes know when to sign the list again.
CREATE TABLE credential_status_list (
    no        BIGINT NOT NULL PRIMARY KEY,
    version   BIGINT NOT NULL,
    opened_at BIGINT NOT NULL
);

-- Every credential that was signed. What it says is not kept: the register has it. One that holds for
-- each attempt; its place in a status list was drawn at random and belongs to nobody else.
CREATE TABLE credential_issued (
    id          TEXT    NOT NULL PRIMARY KEY,
    attempt     TEXT    NOT NULL,
    resident    TEXT    NOT NULL,
    profile     TEXT    NOT NULL,
    holder      BYTEA   NOT NULL,   -- SHA-256 thumbprint of the holder's key (RFC 7638)
    list        BIGINT  NOT NULL REFERENCES credential_status_list (no),
    entry       BIGINT  NOT NULL,   -- index in the list
    status      INTEGER NOT NULL,   -- 0 valid, 1 revoked, 2 suspended
    issued_on   TEXT    NOT NULL,
    expires_on  TEXT    NOT NULL,
    issued_at   BIGINT  NOT NULL,
    accepted_at BIGINT  NOT NULL,   -- 0 until the wallet said that it has it
    UNIQUE (list, entry)
);
CREATE UNIQUE INDEX credential_issued_attempt ON credential_issued (attempt) WHERE status <> 1;
CREATE INDEX credential_issued_resident ON credential_issued (resident, issued_at);
CREATE INDEX credential_issued_status ON credential_issued (list, entry) WHERE status <> 0;

-- Why a credential does not hold any more. Never deleted.
CREATE TABLE credential_revocation (
    credential TEXT   NOT NULL PRIMARY KEY REFERENCES credential_issued (id),
    reason     TEXT   NOT NULL,
    at         BIGINT NOT NULL
);
