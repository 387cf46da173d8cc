-- +goose Up
-- What this database is: its city, how it activates, whether its documents are specimens.
CREATE TABLE node_setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
