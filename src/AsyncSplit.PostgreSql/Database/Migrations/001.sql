-- {schema} stands for the quoted name of the schema. Times are units of 100 ns since 1970: to_timestamp(due_at / 1e7).

-- An envelope in the queue. available_at is when it can be delivered: at first due_at; while it is leased, the end of the lease.
-- The lease is (owner, attempts): a commit that does not show both is a repetition.
CREATE TABLE {schema}.messages (
    chain_id text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    due_at bigint NOT NULL,
    available_at bigint NOT NULL,
    owner bigint,
    attempts integer NOT NULL,
    outlives_cancellation boolean NOT NULL,
    target text NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (chain_id, id)
) WITH (fillfactor = 80, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE {schema}.messages ALTER COLUMN body SET STORAGE EXTERNAL;
CREATE INDEX messages_due ON {schema}.messages (available_at, seq) WHERE owner IS NULL;
CREATE INDEX messages_leased ON {schema}.messages (available_at) WHERE owner IS NOT NULL;

CREATE TABLE {schema}.chains (
    id text COLLATE "C" PRIMARY KEY,
    handler text COLLATE "C" NOT NULL,
    status smallint NOT NULL,
    cancellation smallint,
    dead_letters integer NOT NULL DEFAULT 0,
    started_at bigint NOT NULL,
    completed_at bigint,
    result bytea,
    error bytea,
    parked_reason text
) WITH (fillfactor = 85);
CREATE INDEX chains_started ON {schema}.chains (started_at, id);
CREATE INDEX chains_unfinished ON {schema}.chains (started_at, id) WHERE status IN (0, 3);
CREATE INDEX chains_broken ON {schema}.chains (started_at, id) WHERE status IN (2, 4);
CREATE INDEX chains_completed ON {schema}.chains (completed_at) WHERE completed_at IS NOT NULL;

-- The history, and by (chain_id, message_id) the memory of what has been committed. entry_point is NULL where nothing ran and there is nothing to tell.
CREATE TABLE {schema}.steps (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    chain_id text COLLATE "C" NOT NULL,
    message_id text COLLATE "C" NOT NULL,
    entry_point text,
    outcome smallint,
    next text,
    attempt integer,
    created_at bigint,
    due_at bigint,
    started_at bigint,
    active bigint,
    envelope_bytes integer,
    sent_bytes integer,
    captured text
);
CREATE INDEX steps_chain ON {schema}.steps (chain_id, message_id);

CREATE TABLE {schema}.dead_letters (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    message_id text COLLATE "C" NOT NULL,
    -- The chain that the envelope was sent for, also where the envelope cannot be read so far.
    sent_for text COLLATE "C",
    chain_id text COLLATE "C",
    entry_point text,
    kind smallint NOT NULL,
    reason text NOT NULL,
    parked_at bigint NOT NULL,
    body bytea NOT NULL,
    error bytea
);
CREATE INDEX dead_letters_message ON {schema}.dead_letters (message_id);

-- A started call that has ended. Its outcome is there until the chain gets to know it. seq is the order in which they ended.
CREATE TABLE {schema}.futures (
    chain_id text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    outcome bytea,
    is_remembered boolean NOT NULL,
    PRIMARY KEY (chain_id, id)
);

-- An envelope that is sent when enough of what it waits for has ended. hole is where in its body their outcomes belong.
CREATE TABLE {schema}.waits (
    chain_id text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    needed integer NOT NULL,
    due_at bigint NOT NULL,
    hole integer NOT NULL,
    outlives_cancellation boolean NOT NULL,
    envelope_outlives_cancellation boolean NOT NULL,
    target text NOT NULL,
    body bytea NOT NULL,
    future_ids text[] COLLATE "C" NOT NULL,
    timers text[] COLLATE "C" NOT NULL,
    PRIMARY KEY (chain_id, id)
) WITH (fillfactor = 50, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.01);
ALTER TABLE {schema}.waits ALTER COLUMN body SET STORAGE EXTERNAL;

CREATE TABLE {schema}.wait_futures (
    chain_id text COLLATE "C" NOT NULL,
    future_id text COLLATE "C" NOT NULL,
    wait_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (chain_id, future_id, wait_id)
);

-- A signal: its value is there until a listener takes it, its id until nothing comes of the chain any more.
CREATE TABLE {schema}.signals (
    chain_id text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    name text COLLATE "C" NOT NULL,
    value bytea,
    PRIMARY KEY (chain_id, id)
);
CREATE INDEX signals_waiting ON {schema}.signals (chain_id, name, seq) WHERE value IS NOT NULL;

CREATE TABLE {schema}.listeners (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    chain_id text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    future_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (chain_id, name, seq)
);

-- Who writes, and the last batch of each: a writer that has lost its connection in a commit finds out here whether that was applied, and what of it was refused.
CREATE TABLE {schema}.writers (
    id bigint PRIMARY KEY,
    batch bigint NOT NULL,
    refused integer[] NOT NULL,
    active_at bigint NOT NULL
) WITH (fillfactor = 20);
