-- +goose Up
-- The sums behind every board: how many attempts stand at an outcome, by where the person lives, was served, belongs,
-- and when. Moved in the transaction that changes the attempt; rows that came down to nothing stay.
CREATE TABLE target_count (
    city       TEXT   NOT NULL,             -- of domicile: whose realisation it is
    place_city TEXT   NOT NULL,             -- where the person was served: whose work it was
    area       TEXT   NOT NULL,             -- kelurahan of domicile
    group_id   TEXT   NOT NULL,
    visit_id   TEXT   NOT NULL,
    channel    TEXT   NOT NULL,
    day        TEXT   NOT NULL,
    outcome    TEXT   NOT NULL,             -- offered, active, failed, refused, left
    code       TEXT   NOT NULL,
    n          BIGINT NOT NULL,
    PRIMARY KEY (outcome, city, day, area, place_city, group_id, visit_id, channel, code)
);
-- The sums that a board asks for every second read one of these alone, in the order they group by.
CREATE INDEX target_count_days ON target_count (city, day, channel, place_city, n) WHERE outcome = 'active';
CREATE INDEX target_count_work ON target_count (place_city, outcome, code, city, day, channel, n);

-- What is to be reached. The newest row of a city holds; those before are its history, base revisions included.
CREATE TABLE target_target (
    no          INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    city        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    base_kind   TEXT    NOT NULL,           -- wajib_ktp, recorded
    base        BIGINT  NOT NULL,
    base_as_of  TEXT    NOT NULL,
    base_source TEXT    NOT NULL,
    percent_bp  INTEGER NOT NULL,           -- hundredths of a percent, 0 if only a number was said
    number      BIGINT  NOT NULL,           -- people
    due         TEXT    NOT NULL,
    set_at      BIGINT  NOT NULL,
    set_by      TEXT    NOT NULL            -- auth_officer.id, or 'system'
);
CREATE INDEX target_target_city ON target_target (city, no);

-- The base of a target, by kelurahan, as the register had it on that day.
CREATE TABLE target_base (
    target_id TEXT   NOT NULL REFERENCES target_target (id),
    area      TEXT   NOT NULL,
    residents BIGINT NOT NULL,
    wajib_ktp BIGINT NOT NULL,
    recorded  BIGINT NOT NULL,
    PRIMARY KEY (target_id, area)
);
