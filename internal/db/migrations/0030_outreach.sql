-- +goose Up
-- Whom the office goes to: agencies, schools, health centres, companies, communities.
CREATE TABLE outreach_group (
    id         TEXT   NOT NULL PRIMARY KEY,
    city       TEXT   NOT NULL,
    kind       TEXT   NOT NULL,             -- agency, school, health, company, community
    name       TEXT   NOT NULL,
    area       TEXT   NOT NULL,             -- kelurahan of its seat, '' if unknown
    created_at BIGINT NOT NULL,
    UNIQUE (city, kind, name)
);

-- Who belongs to a group. The lowest rank of a resident is the primary group.
CREATE TABLE outreach_member (
    group_id    TEXT    NOT NULL REFERENCES outreach_group (id),
    resident_id TEXT    NOT NULL,           -- resident.id
    unit        TEXT    NOT NULL,
    position    TEXT    NOT NULL,
    rank        INTEGER NOT NULL,
    added_at    BIGINT  NOT NULL,
    PRIMARY KEY (group_id, resident_id),
    UNIQUE (resident_id, rank)
);

CREATE TABLE outreach_visit (
    id         TEXT    NOT NULL PRIMARY KEY,
    city       TEXT    NOT NULL,
    day        TEXT    NOT NULL,
    starts     TEXT    NOT NULL,            -- HH:MM of the node's zone, '' if open
    ends       TEXT    NOT NULL,
    place      TEXT    NOT NULL,
    address    TEXT    NOT NULL,
    area       TEXT    NOT NULL,            -- kelurahan, '' if unknown
    host_group TEXT    NOT NULL,            -- outreach_group.id, '' if nobody invites
    expected   INTEGER NOT NULL,
    state      TEXT    NOT NULL,            -- planned, open, closed, cancelled
    note       TEXT    NOT NULL,
    last_no    INTEGER NOT NULL,            -- highest roster number ever given
    created_at BIGINT  NOT NULL,
    changed_at BIGINT  NOT NULL
);
CREATE INDEX outreach_visit_day ON outreach_visit (day, starts, id);
CREATE INDEX outreach_visit_host ON outreach_visit (host_group, day);

CREATE TABLE outreach_team (
    visit_id   TEXT    NOT NULL REFERENCES outreach_visit (id),
    no         INTEGER NOT NULL,
    officer_id TEXT    NOT NULL,            -- auth_officer.id
    PRIMARY KEY (visit_id, no),
    UNIQUE (visit_id, officer_id)
);

-- Who is expected at a visit. A number, once given, names one entry for ever.
CREATE TABLE outreach_roster (
    visit_id    TEXT    NOT NULL REFERENCES outreach_visit (id),
    no          INTEGER NOT NULL,
    resident_id TEXT    NOT NULL,           -- resident.id, '' while nobody in the register was found
    given_name  TEXT    NOT NULL,           -- as the list wrote it, '' if it came from the register
    unit        TEXT    NOT NULL,
    source      TEXT    NOT NULL,           -- the group's or file's name
    added_at    BIGINT  NOT NULL,
    PRIMARY KEY (visit_id, no)
);
CREATE UNIQUE INDEX outreach_roster_person ON outreach_roster (visit_id, resident_id) WHERE resident_id <> '';
