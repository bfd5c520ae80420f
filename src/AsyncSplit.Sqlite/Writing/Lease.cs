using AsyncSplit.Messaging;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>What a delivery shows to be committed: whoever has been delivered the envelope since then has other numbers.</summary>
/// <param name="Sequence">The number of the envelope's row. It may have become another's, once the envelope is gone.</param>
/// <param name="Owner">Who has it.</param>
/// <param name="Attempt">The how many-th delivery it is.</param>
internal sealed record Lease(long Sequence, long Owner, int Attempt)
{
    /// <exception cref="ArgumentException">The delivery is another transport's.</exception>
    public static Lease Of(Delivery delivery) =>
        delivery.Receipt as Lease ?? throw new ArgumentException("The delivery was not received from a SQLite transport.", nameof(delivery));
}
