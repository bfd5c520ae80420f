-- A file as version 2 of the schema has left it: a chain that joins, one that is parked by an envelope that cannot be read, one that has completed.
-- An envelope in the queue. available_at is when it can be delivered: at first due_at; while it is leased, the end of the lease; so one index finds what is due,
-- what is next, and the leases that have run out. The lease is (owner, attempts): a commit that does not show both is a repetition.
CREATE TABLE messages (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    chain_id TEXT NOT NULL,
    target TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    available_at INTEGER NOT NULL,
    owner INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX messages_available ON messages (available_at);
CREATE INDEX messages_owner ON messages (owner) WHERE owner IS NOT NULL;

-- A process that leases envelopes. Its number is never given again.
CREATE TABLE owners (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    machine TEXT NOT NULL,
    pid INTEGER NOT NULL,
    started TEXT NOT NULL,
    opened_at INTEGER NOT NULL
) STRICT;

CREATE TABLE chains (
    id TEXT NOT NULL PRIMARY KEY,
    handler TEXT NOT NULL,
    status INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    completed_at INTEGER,
    result BLOB,
    error BLOB,
    parked_reason TEXT
) STRICT;
CREATE INDEX chains_unfinished ON chains (started_at, id) WHERE status IN (0, 3);

-- The history, and by (chain_id, message_id) the memory of what has been committed. entry_point is NULL where nothing ran and there is nothing to tell.
CREATE TABLE steps (
    seq INTEGER PRIMARY KEY,
    chain_id TEXT NOT NULL,
    message_id TEXT NOT NULL,
    entry_point TEXT,
    outcome INTEGER,
    next TEXT,
    attempt INTEGER,
    created_at INTEGER,
    due_at INTEGER,
    started_at INTEGER,
    active INTEGER,
    envelope_bytes INTEGER,
    sent_bytes INTEGER,
    captured TEXT
) STRICT;
CREATE INDEX steps_chain ON steps (chain_id, message_id);

CREATE TABLE dead_letters (
    seq INTEGER PRIMARY KEY,
    message_id TEXT NOT NULL,
    chain_id TEXT,
    entry_point TEXT,
    kind INTEGER NOT NULL,
    reason TEXT NOT NULL,
    parked_at INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;

-- A started call that has ended, until the chain gets to know it. seq is the order in which they ended.
CREATE TABLE futures (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    chain_id TEXT NOT NULL,
    outcome BLOB NOT NULL
) STRICT;
CREATE INDEX futures_chain ON futures (chain_id);

-- An envelope that is sent when enough of what it waits for has ended. hole is where in its body their outcomes belong.
CREATE TABLE waits (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    chain_id TEXT NOT NULL,
    target TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    needed INTEGER NOT NULL,
    hole INTEGER NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE INDEX waits_chain ON waits (chain_id);

CREATE TABLE wait_futures (
    future_id TEXT NOT NULL,
    wait INTEGER NOT NULL REFERENCES waits (seq),
    PRIMARY KEY (future_id, wait)
) STRICT, WITHOUT ROWID;
CREATE INDEX wait_futures_wait ON wait_futures (wait);

INSERT INTO chains (id, handler, status, started_at, completed_at, result, parked_reason) VALUES
    ('joins', 'Orders.PlaceAsync', 0, 17000000000000000, NULL, NULL, NULL),
    ('parked', 'Orders.PlaceAsync', 3, 17000000010000000, NULL, NULL, 'unreadable'),
    ('completed', 'Orders.PlaceAsync', 1, 17000000020000000, 17000000030000000, x'34', NULL);
INSERT INTO steps (chain_id, message_id, entry_point, outcome, attempt, created_at, due_at, started_at, active, envelope_bytes, sent_bytes) VALUES
    ('joins', 'j0', 'Orders.PlaceAsync', 7, 1, 17000000000000000, 17000000000000000, 17000000000000000, 5, 10, 20),
    ('completed', 'c0', 'Orders.PlaceAsync', 2, 1, 17000000020000000, 17000000020000000, 17000000020000000, 5, 10, 0);
INSERT INTO steps (chain_id, message_id) VALUES ('parked', 'p0');
INSERT INTO messages (id, chain_id, target, due_at, available_at, body) VALUES ('j1', 'joins', 'Pricing.QuoteAsync', 17000000000000000, 17000000000000000, x'7B7D');
INSERT INTO futures (id, chain_id, outcome) VALUES ('a', 'joins', x'6131');
INSERT INTO waits (id, chain_id, target, due_at, needed, hole, body) VALUES ('w', 'joins', 'Orders.PlaceAsync@all', 17000000000000000, 1, 1, x'5B5D');
INSERT INTO wait_futures (future_id, wait) VALUES ('a', 1), ('b', 1);
INSERT INTO dead_letters (message_id, chain_id, kind, reason, parked_at, body) VALUES ('p0', NULL, 0, 'unreadable', 17000000010000000, x'FF');
PRAGMA application_id = 0x4153706C;
PRAGMA user_version = 2;
