using AsyncSplit.Messaging;

namespace AsyncSplit.Hosting;

/// <summary>One of the places of a worker that is taken: it runs one step, and then perhaps the next.</summary>
internal sealed class WorkerPlace(Delivery first)
{
    private volatile Delivery _delivery = first;

    /// <summary>What it runs, or has run last.</summary>
    public Delivery Delivery
    {
        get => _delivery;
        set => _delivery = value;
    }
}
