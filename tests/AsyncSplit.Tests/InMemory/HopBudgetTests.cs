using AsyncSplit.Engine;
using AsyncSplit.Envelopes;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Tests.InMemory;

/// <summary>What a hop in memory may allocate, and how many bytes it may send: unlike times, both are the same on every machine.</summary>
public sealed class HopBudgetTests
{
    /// <summary>What a hop of a loop allocates, envelope and line in the history among it. The aim is 1,024. In a debug build, the state machine of each async method is an object.</summary>
#if DEBUG
    private const int BytesForHop = 3_300;
#else
    private const int BytesForHop = 2_300;
#endif

    /// <summary>What an envelope with one frame has besides what it carries: ids, times, and the name of the resume point, twice.</summary>
    private const int BytesAroundValues = 280;

    [Fact]
    public async Task AHopAllocatesNoMoreThanItMay()
    {
        await using var chains = new PumpedChains();
        await chains.RunLoopAsync(200);

        var allocated = await chains.RunLoopAsync(1_000);

        Assert.True(allocated <= BytesForHop, $"{allocated:N0} bytes for each hop, {BytesForHop:N0} allowed");
    }

    [Fact]
    public async Task AHopOfALongChainAllocatesNoMoreThanThatOfAShortOne()
    {
        await using var chains = new PumpedChains();
        await chains.RunLoopAsync(200);

        var (few, many) = (await chains.RunLoopAsync(200), await chains.RunLoopAsync(20_000));

        Assert.True(many <= few * 1.05, $"{many:N0} bytes for each of 20,000 hops, {few:N0} for each of 200");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(5_000)]
    public void AnEnvelopeIsWhatItCarriesAndLittleElse(int length)
    {
        var header = Samples.Header(EnvelopeKind.Resume, "Orders.PlaceAsync@ChargeAsync") with { ChainId = new string('c', 32), Id = new string('d', 32) };
        var state = new TextState(new ResumePoint(header.Target, new string('f', 16), Catches: false), new string('x', length));
        var body = Samples.Write(header, PayloadKind.Result, "\"ch_3MmlLrLkdIwHu7ix0snN0B15\"", state);

        var envelope = EnvelopeReader.Read(body);
        var carried = envelope.Payload.Length + envelope.Top!.State.Length;

        Assert.True(body.Length - carried <= BytesAroundValues, $"{body.Length - carried} bytes besides what is carried, {BytesAroundValues} allowed");
        Assert.True(carried < 2 * (BytesAroundValues - 200) || body.Length <= (1.5 * carried) + 200);
    }

    /// <summary>Chains whose steps run one after the other on the thread that asks for them, so that what they allocate can be told.</summary>
    private sealed class PumpedChains : IAsyncDisposable
    {
        private readonly ServiceProvider _services;

        public PumpedChains()
        {
            var services = new ServiceCollection();
            services.AddSingleton<RunLog>();
            services.AddAsyncSplitCore(chains => chains.Add(new TestChainables()).UseInMemory());
            _services = services.BuildServiceProvider();
        }

        public ValueTask DisposeAsync() => _services.DisposeAsync();

        /// <summary>Runs a loop of so many boundaries.</summary>
        /// <returns>The bytes that each hop has allocated.</returns>
        public async Task<double> RunLoopAsync(int boundaries)
        {
            var (transport, runner) = (_services.GetRequiredService<InMemoryChains>(), _services.GetRequiredService<StepRunner>());
            await _services.GetRequiredService<IChainClient>().StartAsync(new TextCall("loop_func", boundaries.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            var hops = 0;
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (; Take(transport) is { } delivery; hops++)
            {
                var executed = runner.ExecuteAsync(delivery, default);
                Assert.True(executed.IsCompleted);
                await runner.CommitAsync(delivery, (await executed)!, default);
            }

            Assert.Equal(boundaries + 1, hops);
            return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)hops;
        }

        private static Delivery? Take(IPromptTransport transport)
        {
            transport.Expect();
            return transport.TryReceive();
        }
    }
}
