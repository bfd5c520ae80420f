namespace AsyncSplit.Simulation.Worlds;

/// <summary>What may go wrong in a world.</summary>
[Flags]
internal enum Faults
{
    None = 0,

    /// <summary>An envelope is delivered to someone else while its step still runs: its lease has run out.</summary>
    Duplicates = 1,

    /// <summary>What is due is received in any order.</summary>
    Reorderings = 2,

    /// <summary>Steps overlap: between their execution and their commit, others run.</summary>
    Delays = 4,

    /// <summary>A process dies with what it has received and executed.</summary>
    Crashes = 8,

    /// <summary>A process does not hear that its commit was applied, and commits again.</summary>
    LostAnswers = 16,

    /// <summary>The clocks of processes go wrong, forwards and backwards.</summary>
    ClockJumps = 32,

    /// <summary>Clients repeat what they have asked for.</summary>
    RepeatedRequests = 64,

    All = Duplicates | Reorderings | Delays | Crashes | LostAnswers | ClockJumps | RepeatedRequests,
}
