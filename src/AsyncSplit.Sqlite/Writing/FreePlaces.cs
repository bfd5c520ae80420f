using AsyncSplit.Messaging;

namespace AsyncSplit.Sqlite.Writing;

/// <summary>
/// The places for steps that are free once the transaction is committed: what it sends, if it is due, is leased to them as it is queued, which saves writing each envelope's row once more. There are none
/// unless the writer offers some.
/// </summary>
internal sealed class FreePlaces
{
    private readonly List<Delivery> _deliveries = [];
    private int _count;

    /// <summary>Whether one is left.</summary>
    public bool Any => _deliveries.Count < _count;

    /// <summary>Who leases an envelope that gets one.</summary>
    public long Owner { get; private set; }

    /// <summary>Until when.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>What has been leased to them.</summary>
    public IReadOnlyList<Delivery> Deliveries => _deliveries;

    /// <summary>A transaction begins.</summary>
    public void Offer(long owner, DateTimeOffset until, int count)
    {
        _deliveries.Clear();
        (Owner, Until, _count) = (owner, until, count);
    }

    public void Take(Delivery delivery) => _deliveries.Add(delivery);

    /// <summary>What was leased after the first so many is undone.</summary>
    public void Keep(int count) => _deliveries.RemoveRange(count, _deliveries.Count - count);
}
