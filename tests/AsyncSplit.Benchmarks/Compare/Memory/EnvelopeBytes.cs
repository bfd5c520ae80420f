using AsyncSplit.Benchmarks.Compare.Memory.Chains;
using AsyncSplit.Engine;
using AsyncSplit.Envelopes;
using AsyncSplit.Hosting;
using AsyncSplit.InMemory;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Benchmarks.Compare.Memory;

/// <summary>
/// How large envelopes are, on average over the hops of a chain of five calls, against what has to be in them: arguments or result, and the state of each frame, as compact JSON. 200 bytes of each envelope are taken off beforehand:
/// ids, times and names need room, whatever is carried.
/// </summary>
public sealed class EnvelopeBytes : Scenario
{
    private const int Overhead = 200;

    private double _bytes;
    private double _carried;

    public override string Name => "envelope-bytes";

    public override string Ours => "the bytes of an envelope of a chain of five calls, less 200";

    public override string Other => "its payload and captured state as compact JSON";

    public override Target Target => Target.AtMost(1.5);

    public override string Unit => "B/hop";

    public override async ValueTask SetUpAsync(bool isQuick)
    {
        var services = new ServiceCollection();
        services.AddAsyncSplitCore(chains => chains.AddChainables().UseInMemory());
        await using var provider = services.BuildServiceProvider();
        var (transport, runner) = (provider.GetRequiredService<InMemoryChains>(), provider.GetRequiredService<StepRunner>());
        await provider.GetRequiredService<IChainClient>().Sums.FiveAsync(1000).ConfigureAwait(false);
        var hops = 0;
        while (transport.TakeDue(1) is [var delivery])
        {
            hops++;
            _bytes += delivery.Body.Length;
            _carried += CarriedBy(EnvelopeReader.Read(delivery.Body));
            var commit = await runner.ExecuteAsync(delivery, CancellationToken.None).ConfigureAwait(false);
            await runner.CommitAsync(delivery, commit!, CancellationToken.None).ConfigureAwait(false);
        }

        _bytes = (_bytes / hops) - Overhead;
        _carried /= hops;
    }

    public override ValueTask<Measurement> OursAsync() => new(new Measurement(_bytes, 0, 0));

    public override ValueTask<Measurement> OtherAsync() => new(new Measurement(_carried, 0, 0));

    private static int CarriedBy(Envelope envelope)
    {
        var carried = envelope.Payload.Length + (envelope.Top?.State.Length ?? 0);
        for (var frames = envelope.Continuation; !frames.IsEmpty;)
        {
            carried += Frame.ReadTop(frames, out frames).State.Length;
        }

        return carried;
    }
}
