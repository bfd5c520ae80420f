using System.Text;
using AsyncSplit.ClaimChecks;
using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Queues;
using AsyncSplit.Stores;
using AsyncSplit.Stores.Doubles;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Tests.Queues;

public sealed class PushedStepsTests : IDisposable
{
    private readonly QueuedHosts _hosts = new();

    public void Dispose() => _hosts.Dispose();

    [Fact]
    public async Task WithoutATableChainsRunAndTheirEndsGoToWhereTheTableIs()
    {
        var functions = _hosts.Create(hasTable: false);
        var store = _hosts.Create(hasTable: true);
        var chain = await functions.GetRequiredService<IChainClient>().StartAsync(new TextCall("my_func", "a"), TextCodec.Instance, new ChainStartOptions { ChainId = "c" });

        Assert.Equal(5, await _hosts.PushAsync(functions, "steps"));
        Assert.Empty(_hosts.Items.All);

        // The end may come in before the start.
        _hosts.Queues.Pick = static count => count - 1;
        Assert.Equal(2, await _hosts.PushAsync(store, "store"));
        var client = store.GetRequiredService<IChainClient>();
        Assert.Equal("my(a,read(row(a)))", await client.GetChain(chain.Id, TextCodec.Instance).GetResultAsync());
        var record = (await store.GetRequiredService<IChainStore>().FindAsync("c", default))!;
        Assert.Equal(("my_func", ChainStatus.Completed), (record.Handler, record.Status));
        Assert.Equal(["c"], (await store.GetRequiredService<IChainStore>().ListAsync(new ChainQuery(), default).ToListAsync()).Select(static chain => chain.Id));
    }

    [Fact]
    public async Task WithoutATableAFailedChainIsADeadLetterWhereTheTableIs()
    {
        var functions = _hosts.Create(hasTable: false);
        var store = _hosts.Create(hasTable: true);
        await functions.GetRequiredService<IChainClient>().StartAsync(new TextCall("my_func", "declined"), TextCodec.Instance, new ChainStartOptions { ChainId = "c" });
        await _hosts.PushAsync(functions, "steps");
        await _hosts.PushAsync(store, "store");

        await Assert.ThrowsAsync<DeclinedException>(() => store.GetRequiredService<IChainClient>().GetChain("c", TextCodec.Instance).GetResultAsync());
        Assert.Equal(DeadLetterKind.Unhandled, Assert.Single(await store.GetRequiredService<IChainStore>().ListDeadLettersAsync(default).ToListAsync()).Kind);
    }

    [Fact]
    public async Task BranchesNeedNoTableAndTheirEndsAreNotedWhereItIs()
    {
        var functions = _hosts.Create(hasTable: false);
        var store = _hosts.Create(hasTable: true);
        await store.GetRequiredService<IChainClient>().StartAsync(new TextCall("all_func", "a,b"), TextCodec.Instance, new ChainStartOptions { ChainId = "c" });
        await Assert.ThrowsAsync<NotSupportedException>(() => functions.GetRequiredService<IChainClient>().GetStatusAsync("c"));

        // The step that joins has the table, the branches do not.
        Assert.Equal(1, await OneAsync(store, "steps"));
        while (await _hosts.PushAsync(functions, "steps") + await _hosts.PushAsync(store, "store") > 0)
        {
        }

        Assert.Equal("read(row(a))+read(row(b))", await store.GetRequiredService<IChainClient>().GetChain("c", TextCodec.Instance).GetResultAsync());
    }

    [Fact]
    public async Task AJoinWithoutATableIsTriedAgainAndSaysWhatIsMissing()
    {
        var functions = _hosts.Create(hasTable: false);
        await functions.GetRequiredService<IChainClient>().StartAsync(new TextCall("all_func", "a,b"), TextCodec.Instance, new ChainStartOptions { ChainId = "c" });

        Assert.Equal(0, await _hosts.PushAsync(functions, "steps"));

        var join = new StepCommit { Wait = Commits.Wait("w", 1, "f") };
        var exception = await Assert.ThrowsAsync<NotSupportedException>(async () => await functions.GetRequiredService<IChainCommitter>().CommitAsync(null, join, default));
        Assert.Contains("ASYNCSPLIT_TABLE", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNoEnvelopeIsParkedAndDoneWith()
    {
        var process = _hosts.Create(hasTable: true);

        var answer = await process.GetRequiredService<PushedSteps>().RunAsync(new ReceivedEnvelope("nonsense"u8.ToArray(), 1, null), default);

        Assert.Equal(PushedAnswer.Done, answer);
        var letter = Assert.Single(await process.GetRequiredService<IChainStore>().ListDeadLettersAsync(default).ToListAsync());
        Assert.Equal((DeadLetterKind.Malformed, "nonsense"), (letter.Kind, Encoding.UTF8.GetString(letter.Body.Span)));
    }

    [Fact]
    public async Task AFaultIsAnsweredWithAPauseAndTheNextTimeTheStepRuns()
    {
        var process = _hosts.Create(hasTable: true);
        await process.GetRequiredService<IChainClient>().StartAsync(new TextCall("my_func", "a"), TextCodec.Instance);
        var received = Assert.Single(_hosts.Queues.Take("steps", 1));
        _hosts.Queues.Gate = static _ => throw new IOException("The service does not answer.");

        var answer = await process.GetRequiredService<PushedSteps>().RunAsync(received with { Receipt = null }, default);

        Assert.False(answer.IsDone);
        Assert.True(answer.RetryAfter > TimeSpan.Zero);
        _hosts.Queues.Gate = null;
        Assert.True((await process.GetRequiredService<PushedSteps>().RunAsync(received with { Receipt = null, Attempt = 2 }, default)).IsDone);
    }

    [Fact]
    public async Task AStepThatDoesNotEndIsLeftBehindWhenTheProcessCanWaitNoLonger()
    {
        var gate = new TaskCompletionSource<string>();
        var process = _hosts.Create(hasTable: true, chains => chains.Services.AddSingleton<IDatabase>(new WaitingDatabase(gate.Task)));
        await process.GetRequiredService<IChainClient>().StartAsync(new TextCall("db.get", "a"), TextCodec.Instance, new ChainStartOptions { ChainId = "c" });
        var received = Assert.Single(_hosts.Queues.Take("steps", 1));
        using var deadline = new CancellationTokenSource(50);

        var answer = await process.GetRequiredService<PushedSteps>().RunAsync(received with { Receipt = null }, deadline.Token).AsTask().WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(PushedAnswer.TryAgain(TimeSpan.Zero), answer);
        gate.SetResult("late");
        await Task.Delay(50);
        Assert.Equal(ChainStatus.Running, await process.GetRequiredService<IChainClient>().GetStatusAsync("c"));
        Assert.True((await process.GetRequiredService<PushedSteps>().RunAsync(received with { Receipt = null, Attempt = 2 }, default)).IsDone);
        Assert.Equal(ChainStatus.Completed, await process.GetRequiredService<IChainClient>().GetStatusAsync("c"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatHasBecomeTooLargeWhileItWaitedIsClaimedOrParked(bool hasClaims)
    {
        _hosts.Queues.MaxEnvelopeBytes = 4000;
        _hosts.Items.MaxItemBytes = 1500;
        var claims = new MemoryClaims();
        var process = _hosts.Create(hasTable: true, chains => _ = hasClaims ? chains.UseClaimChecks(_ => claims) : chains);
        var (a, b) = (new string('a', 900), new string('b', 900));
        var chain = await process.GetRequiredService<IChainClient>().StartAsync(new TextCall("all_func", $"{a},{b},{a},{b}"), TextCodec.Instance, new ChainStartOptions { ChainId = "c" });
        while (await _hosts.PushAsync(process, "steps") + await _hosts.PushAsync(process, "store") > 0)
        {
        }

        if (hasClaims)
        {
            Assert.Equal($"read(row({a}))+read(row({b}))+read(row({a}))+read(row({b}))", await chain.GetResultAsync());
            Assert.NotEmpty(claims.Bodies);
        }
        else
        {
            Assert.Contains("UseClaimChecks", (await process.GetRequiredService<IChainStore>().FindAsync("c", default))!.ParkedReason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WhereNothingIsMadeOfQueuesItSaysSo()
    {
        using var services = new ServiceCollection().AddAsyncSplitCore(static chains => chains.UseInMemory()).BuildServiceProvider();

        Assert.Contains("UseQueues", Assert.Throws<InvalidOperationException>(services.GetRequiredService<PushedSteps>).Message, StringComparison.Ordinal);
    }

    private async Task<int> OneAsync(IServiceProvider process, string queue)
    {
        var received = Assert.Single(_hosts.Queues.Take(queue, 1));
        Assert.True((await process.GetRequiredService<PushedSteps>().RunAsync(received with { Receipt = null }, default)).IsDone);
        await _hosts.Queues.DeleteAsync(received.Receipt!, default);
        return 1;
    }

    private sealed class WaitingDatabase(Task<string> row) : IDatabase
    {
        public Task<string> GetAsync(string key) => row;
    }

    private sealed class MemoryClaims : IClaimStore
    {
        public Dictionary<string, ReadOnlyMemory<byte>> Bodies { get; } = [];

        public int MaxBytes => 1_000_000;

        public ValueTask PutAsync(string key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        {
            Bodies[key] = body;
            return ValueTask.CompletedTask;
        }

        public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) => new(Bodies.TryGetValue(key, out var body) ? body : (ReadOnlyMemory<byte>?)null);

        public ValueTask DeleteAsync(string key, CancellationToken cancellationToken)
        {
            Bodies.Remove(key);
            return ValueTask.CompletedTask;
        }
    }
}
