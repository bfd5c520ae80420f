namespace AsyncSplit.PostgreSql.Writing;

/// <summary>The leases that this process knows of.</summary>
internal sealed class Leases
{
    private readonly Lock _lock = new();
    private readonly HashSet<Lease> _leases = new(ReferenceEqualityComparer.Instance);

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _leases.Count;
            }
        }
    }

    public void Add(Lease lease)
    {
        lock (_lock)
        {
            _leases.Add(lease);
        }
    }

    public void Remove(Lease lease)
    {
        lock (_lock)
        {
            _leases.Remove(lease);
        }
    }

    public bool Contains(Lease lease)
    {
        lock (_lock)
        {
            return _leases.Contains(lease);
        }
    }

    public Lease[] All()
    {
        lock (_lock)
        {
            return [.. _leases];
        }
    }
}
