namespace AsyncSplit.Runtime;

/// <summary>Names the entry point that continues after a boundary.</summary>
/// <param name="Id">For example <c>Orders.PlaceAsync@ChargeAsync</c>. A wire contract: frames in flight name it.</param>
/// <param name="Fingerprint">A hash of the captured state's shape (names and types), which travels with the frame.</param>
/// <param name="Catches">Whether an exception that arrives here may run code of the user's: a catch or finally block is around the await.</param>
public sealed record ResumePoint(string Id, string Fingerprint, bool Catches)
{
    /// <summary>
    /// Whether two captured locals, or members of them, may be the same object, so that the state is written with references. Part of the state's shape: the fingerprint
    /// has to differ where this does.
    /// </summary>
    public bool TracksIdentity { get; init; }

    /// <summary>Whether what is awaited may stand for started calls: the step is resumed with the ends of those it waited for, and finds them in its captured state.</summary>
    public bool IsJoin { get; init; }
}
