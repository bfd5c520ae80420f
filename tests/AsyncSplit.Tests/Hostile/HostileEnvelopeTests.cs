using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AsyncSplit.Engine;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Tests.Hostile;

public sealed class HostileEnvelopeTests
{
    [Fact]
    public async Task EachIsRefusedAndCountedAndTheWorkerGoesOn()
    {
        var counted = new ConcurrentQueue<string>();
        using var listener = CountDeadLetters(counted);
        using var host = TestHost.Create(services => services
            .AddSingleton<IDatabase, Database>()
            .AddSingleton(provider => new InMemoryChains(provider.GetRequiredService<TimeProvider>()) { MaxEnvelopeBytes = HostileEnvelopes.MaxBytes }));
        await host.StartAsync();
        var committer = host.Services.GetRequiredService<IChainCommitter>();
        var sent = HostileEnvelopes.All.Select((hostile, index) => (hostile.Name, hostile.Body, hostile.Kind, Id: $"hostile-{index}")).ToList();

        foreach (var (_, body, _, id) in sent)
        {
            await committer.CommitAsync(null, new StepCommit { Sends = [new OutgoingEnvelope(id, $"chain-of-{id}", "my_func", DateTimeOffset.UnixEpoch, body)] }, CancellationToken.None);
        }

        // It runs what comes behind them.
        var handle = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("my_func", "a"), TextCodec.Instance);
        Assert.Equal("my(a,read(row(a)))", await handle.GetResultAsync().WaitAsync(TimeSpan.FromSeconds(30)));

        var store = host.Services.GetRequiredService<IChainStore>();
        var deadLetters = await ReadAsync(store, sent.Count);
        await host.StopAsync();
        foreach (var (name, body, kind, id) in sent)
        {
            var deadLetter = Assert.Single(deadLetters, deadLetter => deadLetter.MessageId == id);
            Assert.True(kind == deadLetter.Kind, $"{name}: {deadLetter.Kind}, {deadLetter.Reason}");
            Assert.Equal(body, deadLetter.Body.ToArray());
            Assert.NotEmpty(deadLetter.Reason);
        }

        Assert.Equal(sent.Count, deadLetters.Count);
        Assert.True(sent.Count >= 50);
        foreach (var kinds in sent.GroupBy(hostile => hostile.Kind))
        {
            // Other tests of this process count too.
            Assert.InRange(counted.Count(kind => kind == kinds.Key.ToString()), kinds.Count(), int.MaxValue);
        }
    }

    [Fact]
    public async Task AReplayedEnvelopeIsDropped()
    {
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase, Database>());
        await host.StartAsync();
        var recorded = new RecordingCommitter(host.Services.GetRequiredService<IChainCommitter>());
        var call = new TextCall("delay_func", "a");
        var first = FirstEnvelope.Create("replayed", call, DateTimeOffset.UtcNow, null, null, int.MaxValue, host.Services.GetRequiredService<ChainRegistry>());
        await recorded.CommitAsync(null, first, CancellationToken.None);
        var store = host.Services.GetRequiredService<IChainStore>();
        while ((await ReadStepsAsync(store, "replayed")).Count == 0)
        {
            await Task.Delay(10);
        }

        for (var replay = 0; replay < 3; replay++)
        {
            await recorded.CommitAsync(null, new StepCommit { Sends = recorded.Sent }, CancellationToken.None);
        }

        // What was replayed would run before this ends.
        var handle = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("my_func", "b"), TextCodec.Instance);
        await handle.GetResultAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await host.StopAsync();
        Assert.Single(await ReadStepsAsync(store, "replayed"));
    }

    private static async Task<List<StepRecord>> ReadStepsAsync(IChainStore store, string chainId)
    {
        var steps = new List<StepRecord>();
        await foreach (var step in store.ListStepsAsync(chainId, CancellationToken.None))
        {
            steps.Add(step);
        }

        return steps;
    }

    private static async Task<List<DeadLetter>> ReadAsync(IChainStore store, int count)
    {
        for (var tries = 0; ; tries++)
        {
            var deadLetters = new List<DeadLetter>();
            await foreach (var deadLetter in store.ListDeadLettersAsync(CancellationToken.None))
            {
                deadLetters.Add(deadLetter);
            }

            if (deadLetters.Count >= count || tries == 500)
            {
                return deadLetters;
            }

            await Task.Delay(10);
        }
    }

    private static MeterListener CountDeadLetters(ConcurrentQueue<string> counted)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "AsyncSplit" && instrument.Name == "asyncsplit.dead_letters")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => counted.Enqueue((string)tags[0].Value!));
        listener.Start();
        return listener;
    }

    private sealed class RecordingCommitter(IChainCommitter committer) : IChainCommitter
    {
        public IReadOnlyList<OutgoingEnvelope> Sent { get; private set; } = [];

        public int MaxEnvelopeBytes => committer.MaxEnvelopeBytes;

        public ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken)
        {
            Sent = commit.Sends;
            return committer.CommitAsync(delivery, commit, cancellationToken);
        }
    }
}
