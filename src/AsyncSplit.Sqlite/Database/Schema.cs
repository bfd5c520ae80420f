using Microsoft.Data.Sqlite;

namespace AsyncSplit.Sqlite.Database;

/// <summary>The tables, version by version. <c>user_version</c> says which version a file has, <c>application_id</c> that it is one of ours.</summary>
internal static class Schema
{
    /// <summary>"ASpl", as the bytes stand in the file.</summary>
    public const long ApplicationId = 0x4153706C;

    // The entry at n makes version n + 1 of version n. An entry that has been released is never changed.
    private static readonly string[] s_migrations =
    [
        """
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
        """,
        """
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
        """,
        """
        -- Why a chain is cancelled; NULL where it is not. What outlives a cancellation neither becomes due nor is sent by one.
        ALTER TABLE chains ADD COLUMN cancellation INTEGER;
        ALTER TABLE messages ADD COLUMN outlives_cancellation INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE waits ADD COLUMN outlives_cancellation INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX messages_chain ON messages (chain_id);

        -- The timers of a wait, as a JSON array of message ids; NULL for none.
        ALTER TABLE waits ADD COLUMN timers TEXT;

        -- Futures that have ended and are not forgotten when the chain gets to know it.
        CREATE TABLE remembered_futures (
            id TEXT NOT NULL PRIMARY KEY,
            chain_id TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX remembered_futures_chain ON remembered_futures (chain_id);

        -- A signal; value is NULL once someone has heard it. seq is the order in which they came.
        CREATE TABLE signals (
            seq INTEGER PRIMARY KEY,
            chain_id TEXT NOT NULL,
            signal_id TEXT NOT NULL,
            name TEXT NOT NULL,
            value BLOB,
            UNIQUE (chain_id, signal_id)
        ) STRICT;
        CREATE INDEX signals_unheard ON signals (chain_id, name) WHERE value IS NOT NULL;

        CREATE TABLE listeners (
            seq INTEGER PRIMARY KEY,
            chain_id TEXT NOT NULL,
            name TEXT NOT NULL,
            future_id TEXT NOT NULL
        ) STRICT;
        CREATE INDEX listeners_name ON listeners (chain_id, name);

        -- sent_for is the chain in whose name the envelope was queued, also where it cannot be read and chain_id is NULL.
        ALTER TABLE dead_letters ADD COLUMN error BLOB;
        ALTER TABLE dead_letters ADD COLUMN sent_for TEXT;
        UPDATE dead_letters SET sent_for = coalesce(chain_id, (SELECT chain_id FROM steps WHERE steps.message_id = dead_letters.message_id));
        CREATE INDEX dead_letters_message ON dead_letters (message_id);
        CREATE INDEX dead_letters_sent_for ON dead_letters (sent_for);

        CREATE INDEX chains_started ON chains (started_at, id);
        CREATE INDEX chains_failed ON chains (started_at, id) WHERE status IN (2, 4);
        CREATE INDEX chains_ended ON chains (completed_at) WHERE completed_at IS NOT NULL;
        """,
        """
        -- The future that a signal has settled, so that it can be given to another when nobody waits for that any more.
        ALTER TABLE signals ADD COLUMN future_id TEXT;
        CREATE INDEX signals_heard ON signals (chain_id, future_id) WHERE future_id IS NOT NULL;
        CREATE INDEX listeners_future ON listeners (chain_id, future_id);

        -- A chain's history in its order: the row's number stands at the end of every index.
        CREATE INDEX steps_history ON steps (chain_id) WHERE entry_point IS NOT NULL;
        """,
        """
        -- An envelope is known by its chain and its id. Ids are spread evenly: an index that begins with them has each step write pages of its own, the more so the more chains wait. Chains that
        -- run together stand together.
        ALTER TABLE messages RENAME TO messages_before;
        CREATE TABLE messages (
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL,
            chain_id TEXT NOT NULL,
            target TEXT NOT NULL,
            due_at INTEGER NOT NULL,
            available_at INTEGER NOT NULL,
            owner INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0,
            outlives_cancellation INTEGER NOT NULL DEFAULT 0,
            body BLOB NOT NULL
        ) STRICT;
        INSERT INTO messages (seq, id, chain_id, target, due_at, available_at, owner, attempts, outlives_cancellation, body)
        SELECT seq, id, chain_id, target, due_at, available_at, owner, attempts, outlives_cancellation, body FROM messages_before;
        DROP TABLE messages_before;
        CREATE UNIQUE INDEX messages_id ON messages (chain_id, id);
        CREATE INDEX messages_available ON messages (available_at);
        CREATE INDEX messages_owner ON messages (owner) WHERE owner IS NOT NULL;
        """,
    ];

    /// <summary>The version that this build reads and writes.</summary>
    public static int Version => s_migrations.Length;

    /// <summary>Refuses a file that is not ours or newer than this build; changes nothing.</summary>
    /// <exception cref="SqliteChainsException">It is refused.</exception>
    public static void Check(SqliteConnection connection, string name)
    {
        // One look at the file: another process may create the tables between two.
        connection.Execute("BEGIN");
        try
        {
            CheckInTransaction(connection, name);
        }
        finally
        {
            connection.Execute("COMMIT");
        }
    }

    /// <summary>Brings the file to <see cref="Version"/>, in one transaction.</summary>
    public static void Migrate(SqliteConnection connection, string name)
    {
        if (connection.ReadInt64("PRAGMA user_version") == Version)
        {
            return;
        }

        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            // Again, now that nobody else can write: another process may have been faster.
            CheckInTransaction(connection, name);
            for (var version = connection.ReadInt64("PRAGMA user_version"); version < Version; version++)
            {
                connection.Execute(s_migrations[version]);
            }

            connection.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}");
            connection.Execute("COMMIT");
        }
        catch
        {
            connection.Execute("ROLLBACK");
            throw;
        }
    }

    private static void CheckInTransaction(SqliteConnection connection, string name)
    {
        var version = connection.ReadInt64("PRAGMA user_version");
        var application = connection.ReadInt64("PRAGMA application_id");
        var isNew = version == 0 && application == 0 && connection.ReadInt64("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isNew && application != ApplicationId)
        {
            throw new SqliteChainsException($"The SQLite database '{name}' belongs to another application. Give AsyncSplit a file of its own.");
        }

        if (version > Version)
        {
            throw new SqliteChainsException(
                $"The SQLite database '{name}' has schema version {version}; this build of AsyncSplit.Sqlite knows versions up to {Version}. A newer build has written it: update this process.");
        }
    }
}
