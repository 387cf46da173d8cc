-- +goose Up
-- What was done or refused, by whom, about whom. Append-only; each row's hash covers the row before it
-- in its stream. A stream belongs to one writer in one process.
CREATE TABLE audit_event (
    stream  TEXT   NOT NULL,
    seq     BIGINT NOT NULL,
    at      BIGINT NOT NULL,
    actor   TEXT   NOT NULL,
    event   TEXT   NOT NULL,
    subject TEXT   NOT NULL,
    purpose TEXT   NOT NULL,
    outcome TEXT   NOT NULL,
    hash    BYTEA  NOT NULL,
    PRIMARY KEY (stream, seq)
);
CREATE INDEX audit_event_subject ON audit_event (subject, at);
CREATE INDEX audit_event_at ON audit_event (at);
