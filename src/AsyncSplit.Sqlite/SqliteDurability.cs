namespace AsyncSplit.Sqlite;

/// <summary>What a committed step outlives.</summary>
public enum SqliteDurability
{
    /// <summary>
    /// The loss of power too: the log is flushed to the disk before a commit is answered (<c>synchronous=FULL</c>). Steps that end at the same time share one flush;
    /// taking and renewing leases needs none, since whoever holds them is gone with the machine.
    /// </summary>
    PowerLoss = 0,

    /// <summary>
    /// The end of the process, in whatever way, but not that of the machine (<c>synchronous=NORMAL</c>). When the power goes, the file is the consistent one of a moment earlier:
    /// steps since then run again, and chains that were started since then are gone.
    /// </summary>
    ProcessCrash = 1,
}
