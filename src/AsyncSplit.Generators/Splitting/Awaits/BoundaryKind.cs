namespace AsyncSplit.Generators.Splitting.Awaits;

/// <summary>What is awaited at a boundary.</summary>
internal enum BoundaryKind
{
    /// <summary>A call of a chainable method: the step ends with a call.</summary>
    ChainCall,

    /// <summary><c>Task.Delay</c>: a timer.</summary>
    Delay,

    /// <summary><c>Task.Yield</c>: a fresh step.</summary>
    Yield,

    /// <summary>A task that may stand for started calls: the step ends, and the next one begins when they have ended.</summary>
    Join,

    /// <summary>Anything else: awaited in the step, then its result goes through the transport.</summary>
    Opaque,
}
