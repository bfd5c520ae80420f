using AsyncSplit.Messaging;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>What a delivery shows to be committed: whoever has been delivered the envelope since then has other numbers.</summary>
internal sealed record Lease(long Owner, int Attempt)
{
    /// <exception cref="ArgumentException">The delivery is another transport's.</exception>
    public static Lease Of(Delivery delivery) =>
        delivery.Receipt as Lease ?? throw new ArgumentException("The delivery was not received from a SQLite transport.", nameof(delivery));
}
