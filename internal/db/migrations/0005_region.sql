-- +goose Up
-- The import that a city's outlines come from.
CREATE TABLE region_import (
    city        TEXT   NOT NULL PRIMARY KEY,
    imported_at BIGINT NOT NULL
);
-- The outline of a kelurahan as a GeoJSON geometry, simplified for the screen.
CREATE TABLE region_outline (
    code     TEXT NOT NULL PRIMARY KEY,
    city     TEXT NOT NULL REFERENCES region_import (city),
    geometry TEXT NOT NULL
);
CREATE INDEX region_outline_city ON region_outline (city, code);
