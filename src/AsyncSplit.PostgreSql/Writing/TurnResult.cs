using AsyncSplit.Messaging;

namespace AsyncSplit.PostgreSql.Writing;

/// <summary>What came of a <see cref="Turn"/>.</summary>
internal sealed class TurnResult
{
    /// <summary>Which commits were refused, counted from 1.</summary>
    public int[] Refused { get; set; } = [];

    /// <summary>Which leases were found, counted from 1.</summary>
    public int[] Found { get; set; } = [];

    /// <summary>What has been leased to this process.</summary>
    public List<Delivery> Deliveries { get; } = [];

    /// <summary>How many of them were in the queue.</summary>
    public int Claimed { get; set; }

    /// <summary>When the next envelope can be delivered, or the next lease ends, as far as was looked; null for never.</summary>
    public DateTimeOffset? Next { get; set; }
}
