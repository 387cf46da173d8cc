-- +goose Up
-- Access tokens of the wallet protocol. The wallet has the token, this table its SHA-256.
CREATE TABLE issuer_token (
    token_hash  BYTEA   NOT NULL PRIMARY KEY,
    attempt     TEXT    NOT NULL,
    resident    TEXT    NOT NULL,
    identifiers BOOLEAN NOT NULL,   -- whether the answer named credential identifiers, which the wallet must use then
    expires_at  BIGINT  NOT NULL
);
CREATE INDEX issuer_token_expires ON issuer_token (expires_at);
CREATE INDEX issuer_token_attempt ON issuer_token (attempt);

-- Nonces for key proofs that were given out and not used yet, as SHA-256.
CREATE TABLE issuer_nonce (
    nonce_hash BYTEA  NOT NULL PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
CREATE INDEX issuer_nonce_expires ON issuer_nonce (expires_at);

-- What wallets reported of the credentials they were sent: the first time of each event, 0 if never.
CREATE TABLE issuer_notification (
    id          TEXT   NOT NULL PRIMARY KEY,
    credential  TEXT   NOT NULL UNIQUE REFERENCES credential_issued (id),
    attempt     TEXT   NOT NULL,
    accepted_at BIGINT NOT NULL,
    failed_at   BIGINT NOT NULL,
    deleted_at  BIGINT NOT NULL
);
