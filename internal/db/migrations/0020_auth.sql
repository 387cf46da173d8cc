-- +goose Up
-- The staff of the office. A disabled account keeps its row: the facts it made name it.
CREATE TABLE auth_officer (
    id          TEXT    NOT NULL PRIMARY KEY,
    login       TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    role        TEXT    NOT NULL,
    group_id    TEXT    NOT NULL,
    password    TEXT    NOT NULL,
    disabled    BOOLEAN NOT NULL,
    created_at  BIGINT  NOT NULL
);
-- Running sessions. The cookie holds the token, this table its SHA-256.
CREATE TABLE auth_session (
    token_hash BYTEA  NOT NULL PRIMARY KEY,
    officer_id TEXT   NOT NULL REFERENCES auth_officer (id),
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL
);
CREATE INDEX auth_session_officer ON auth_session (officer_id);
CREATE INDEX auth_session_seen ON auth_session (seen_at);
