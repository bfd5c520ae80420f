namespace DoubleBilling.Prices;

/// <summary>What a million runs cost, in US dollars.</summary>
/// <param name="Way">How the services are made to work together.</param>
/// <param name="IsMeasured">Whether it was run here, or is computed from what was.</param>
/// <param name="Duration">Lambda, for time and memory.</param>
/// <param name="Requests">Lambda, for invocations.</param>
/// <param name="Coordination">What carries the calls: queues, states, durable operations.</param>
/// <param name="Storage">What keeps results and checkpoints.</param>
internal sealed record Cost(string Way, bool IsMeasured, double Duration, double Requests, double Coordination, double Storage)
{
    public double Total => Duration + Requests + Coordination + Storage;
}
