namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>Chains of five calls in memory, many at a time.</summary>
public abstract class MemoryScenario : Scenario
{
    /// <summary>How many chains run at a time.</summary>
    protected const int AtATime = 64;

    private const int Chains = 50_000;
    private const int ChainsWhenQuick = 5_000;

    private int _chains;

    public override string Ours => "chains of five calls in memory, every hop serialised to bytes and back";

    public override string Unit => "calls/s";

    private protected MemoryHost Host { get; private set; } = null!;

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        _chains = isQuick ? ChainsWhenQuick : Chains;
        Host = await MemoryHost.StartAsync().ConfigureAwait(false);
    }

    public override async ValueTask<Measurement> OursAsync()
    {
        await Host.PurgeAsync().ConfigureAwait(false);
        return await Measurement.PerSecondAsync(_chains * Crowd.Calls, () => Host.RunAsync(_chains, AtATime)).ConfigureAwait(false);
    }

    public override async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The other's chains, as many at a time. It may run fewer where it is far slower.</summary>
    private protected ValueTask<Measurement> OtherAsync(int part, Func<int, Task> run)
    {
        var chains = _chains / part;
        return Measurement.PerSecondAsync(chains * Crowd.Calls, () => Crowd.RunAsync(chains, AtATime, run));
    }
}
