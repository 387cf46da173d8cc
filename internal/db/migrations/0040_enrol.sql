-- +goose Up
-- Where each attempt to activate somebody stands now. Written only together with its last event.
CREATE TABLE enrol_attempt (
    id              TEXT    NOT NULL PRIMARY KEY,
    resident_id     TEXT    NOT NULL,       -- resident.id
    visit_id        TEXT    NOT NULL,       -- outreach_visit.id, '' at the counter
    group_id        TEXT    NOT NULL,       -- the resident's primary group when it was started, '' if none
    officer_id      TEXT    NOT NULL,       -- who started it
    channel         TEXT    NOT NULL CHECK (channel IN ('visit', 'counter')),
    mode            TEXT    NOT NULL CHECK (mode IN ('native', 'external')),
    place_city      TEXT    NOT NULL,       -- where the person was served
    area            TEXT    NOT NULL,       -- kelurahan of domicile when it was started: whom it counts for
    state           TEXT    NOT NULL CHECK (state IN ('prepared', 'identified', 'offered', 'active', 'failed', 'refused', 'left')),
    code            TEXT    NOT NULL,       -- why it ended without an activation, '' otherwise
    next            TEXT    NOT NULL,
    retry_on        TEXT    NOT NULL,
    identity_method TEXT    NOT NULL,       -- '' before the identity proof
    identity_note   TEXT    NOT NULL,
    consent_version TEXT    NOT NULL,       -- '' without consent
    consent_at      BIGINT  NOT NULL,
    offer_until     BIGINT  NOT NULL,       -- of the newest offer, 0 if there is none
    redeemed_at     BIGINT  NOT NULL,       -- a wallet took an offer
    issued_at       BIGINT  NOT NULL,       -- the credential left
    started_at      BIGINT  NOT NULL,
    changed_at      BIGINT  NOT NULL,
    active_at       BIGINT  NOT NULL,
    day             TEXT    NOT NULL,       -- when it came into its state: the day of the counters
    last_no         INTEGER NOT NULL,       -- of its newest event
    CHECK ((state = 'active') = (active_at > 0)),
    CHECK ((state IN ('failed', 'refused', 'left')) = (code <> ''))
);
CREATE UNIQUE INDEX enrol_attempt_active ON enrol_attempt (resident_id) WHERE state = 'active';
CREATE UNIQUE INDEX enrol_attempt_open ON enrol_attempt (resident_id) WHERE state IN ('prepared', 'identified', 'offered');
CREATE INDEX enrol_attempt_resident ON enrol_attempt (resident_id, started_at, id);
CREATE INDEX enrol_attempt_visit ON enrol_attempt (visit_id, resident_id, started_at, id);
CREATE INDEX enrol_attempt_changed ON enrol_attempt (changed_at, id);

-- What happened, in order, never changed. state and code are what the event led to.
CREATE TABLE enrol_event (
    attempt_id TEXT    NOT NULL REFERENCES enrol_attempt (id),
    no         INTEGER NOT NULL,            -- 1, 2, 3 … without a gap
    at         BIGINT  NOT NULL,
    officer    TEXT    NOT NULL,            -- auth_officer.id, '' for the person's wallet, 'system' for the command line
    kind       TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    code       TEXT    NOT NULL,
    detail     TEXT    NOT NULL,            -- JSON
    PRIMARY KEY (attempt_id, no)
);

-- Every voucher that was handed out. Of the voucher itself only the hash is kept: the table gives nobody an identity.
CREATE TABLE enrol_voucher (
    device      TEXT    NOT NULL,           -- id of the key that signed it, hexadecimal
    seq         BIGINT  NOT NULL,
    hash        BYTEA   NOT NULL UNIQUE,    -- SHA-256 of the token
    attempt_id  TEXT    NOT NULL REFERENCES enrol_attempt (id),
    issued_at   BIGINT  NOT NULL,
    expires_at  BIGINT  NOT NULL,
    wrong_tries INTEGER NOT NULL,
    redeemed_at BIGINT  NOT NULL,           -- 0 if it was not
    voided_at   BIGINT  NOT NULL,           -- 0 while it is good
    PRIMARY KEY (device, seq)
);
CREATE INDEX enrol_voucher_attempt ON enrol_voucher (attempt_id, voided_at);
