using AsyncSplit.Messaging;

namespace AsyncSplit.PostgreSql.Writing;

/// <summary>What a delivery shows to be committed: whoever has been delivered the envelope since then has other numbers.</summary>
internal sealed record Lease(string ChainId, string MessageId, long Owner, int Attempt)
{
    /// <exception cref="ArgumentException">The delivery is another transport's.</exception>
    public static Lease Of(Delivery delivery) =>
        delivery.Receipt as Lease ?? throw new ArgumentException("The delivery was not received from a PostgreSQL transport.", nameof(delivery));
}
