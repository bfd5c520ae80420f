using AsyncSplit.Testing.Lambda;

namespace DoubleBilling.Measuring;

/// <summary>One run: who was billed when, and who worked when.</summary>
/// <param name="Invocations">The invocations.</param>
/// <param name="Billed">When each was billed, as an interval of its service. Initialisations are left out.</param>
/// <param name="Active">When services worked: computed, and did not wait for anybody.</param>
/// <param name="Job">When the external job ran.</param>
/// <param name="Calls">What was asked of queues and table.</param>
internal sealed record Measurement(IReadOnlyList<BilledInvocation> Invocations, IReadOnlyList<Interval> Billed, IReadOnlyList<Interval> Active, Interval Job, CallCounts Calls)
{
    /// <summary>What is billed, cold starts apart, in milliseconds.</summary>
    public long BilledMilliseconds => Invocations.Sum(static invocation => invocation.BilledMillisecondsWithoutInit);

    public double ActiveMilliseconds => Active.Sum(static interval => interval.Duration.TotalMilliseconds);

    /// <summary>The claim: 1 where nobody is billed for waiting.</summary>
    public double BilledOverActive => BilledMilliseconds / ActiveMilliseconds;

    /// <summary>What is billed on top of the work, for each invocation, in milliseconds.</summary>
    public double OverheadMilliseconds => (BilledMilliseconds - ActiveMilliseconds) / Invocations.Count;

    public double WarmGbSeconds => Invocations.Sum(static invocation => invocation.BilledMillisecondsWithoutInit / 1000.0 * invocation.MemoryMb / 1024);

    public double ActiveGbSeconds => ActiveMilliseconds / 1000 * Invocations[0].MemoryMb / 1024;

    public TimeSpan End => Billed.Max(static interval => interval.To);
}
