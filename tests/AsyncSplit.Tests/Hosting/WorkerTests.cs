using AsyncSplit.Hosting;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Tests.Hosting;

public sealed class WorkerTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task AChainRunsToItsEnd()
    {
        var steps = new StepList();
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase, Database>().AddSingleton<IStepObserver>(steps));
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IChainClient>();

        var chain = await client.StartAsync(new TextCall("my_func", "a"), TextCodec.Instance);

        Assert.Equal("my(a,read(row(a)))", await chain.GetResultAsync().WaitAsync(s_patience));
        Assert.Equal(ChainStatus.Completed, await chain.GetStatusAsync());
        Assert.Equal("my(a,read(row(a)))", await client.GetChain(chain.Id, TextCodec.Instance).GetResultAsync());
        await host.StopAsync();
        var history = await host.Services.GetRequiredService<IChainStore>().ListStepsAsync(chain.Id, default).ToListAsync();
        Assert.Equal(["my_func", "get_from_db", "db.get", "get_from_db@db_callback", "my_func@my_func_callback"], history.Select(step => step.EntryPoint));
        Assert.Equal(history.Select(step => step.MessageId).Order(), steps.Steps.Select(step => step.MessageId).Order());
    }

    [Fact]
    public async Task AChainThrowsWhatItsHandlerThrew()
    {
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase, Database>());
        await host.StartAsync();

        var chain = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("my_func", "declined"), TextCodec.Instance);

        await Assert.ThrowsAsync<DeclinedException>(() => chain.GetResultAsync().WaitAsync(s_patience));
        Assert.Equal(ChainStatus.Failed, await chain.GetStatusAsync());
    }

    [Fact]
    public async Task StartingAChainAgainStartsNothing()
    {
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase, Database>());
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IChainClient>();

        var first = await client.StartAsync(new TextCall("db.get", "a"), TextCodec.Instance, new ChainStartOptions { ChainId = "order-7" });
        var second = await client.StartAsync(new TextCall("db.get", "b"), TextCodec.Instance, new ChainStartOptions { ChainId = "order-7" });

        Assert.Equal("row(a)", await first.GetResultAsync().WaitAsync(s_patience));
        Assert.Equal("row(a)", await second.GetResultAsync().WaitAsync(s_patience));
        Assert.Equal(["db.get"], host.Services.GetRequiredService<RunLog>().Entries);
        Assert.Null(await client.GetStatusAsync("order-8"));
    }

    [Theory]
    [InlineData("nonsense", DeadLetterKind.Malformed)]
    [InlineData("""{"v":9}""", DeadLetterKind.UnknownVersion)]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"nobody","created":0,"args":{}}""", DeadLetterKind.UnknownEntryPoint)]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"my_func","created":0,"args":{"no":1}}""", DeadLetterKind.UnreadableState)]
    [InlineData("""{"v":1,"chain":"c","id":"m","kind":"call","target":"my_func@my_func_callback","created":0,"args":{}}""", DeadLetterKind.UnknownEntryPoint)]
    public async Task PoisonIsParkedOnceAndTheWorkerGoesOn(string body, DeadLetterKind kind)
    {
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase, Database>());
        var chains = host.Services.GetRequiredService<InMemoryChains>();
        await chains.CommitAsync(null, Sends(body), default);
        await host.StartAsync();

        await RunOneAsync(host);
        for (var i = 0; i < 500 && chains.DeadLetters().Count == 0; i++)
        {
            await Task.Delay(20);
        }

        var deadLetter = Assert.Single(chains.DeadLetters());
        Assert.Equal(kind, deadLetter.Kind);
        Assert.Equal(body, System.Text.Encoding.UTF8.GetString(deadLetter.Body.Span));
        Assert.Null(chains.NextDueAt());
    }

    [Fact]
    public async Task AResumeWithoutFramesEndsItsChain()
    {
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase, Database>());
        var chains = host.Services.GetRequiredService<InMemoryChains>();
        await chains.CommitAsync(
            null,
            new StepCommit
            {
                Started = new ChainStart("c", "foreign", DateTimeOffset.UtcNow),
                Sends = Sends("""{"v":1,"chain":"c","id":"m","kind":"resume","created":0,"result":"from elsewhere"}""").Sends,
            },
            default);
        await host.StartAsync();

        Assert.Equal("from elsewhere", await host.Services.GetRequiredService<IChainClient>().GetChain("c", TextCodec.Instance).GetResultAsync().WaitAsync(s_patience));
        var step = Assert.Single(await host.Services.GetRequiredService<IChainAdministration>().ListStepsAsync("c").ToListAsync());
        Assert.Equal(("$end", StepOutcomeKind.Return, "m"), (step.EntryPoint, step.Outcome, step.MessageId));
    }

    [Fact]
    public async Task FaultsOfTheTransportDelayAChainAndNothingElse()
    {
        using var host = TestHost.Create(services =>
        {
            services.AddSingleton<IDatabase, Database>();
            services.AddSingleton(provider => new FaultyTransport(provider.GetRequiredService<InMemoryChains>()));
            services.Replace(ServiceDescriptor.Singleton<IChainTransport>(provider => provider.GetRequiredService<FaultyTransport>()));
            services.Replace(ServiceDescriptor.Singleton<IChainCommitter>(provider => provider.GetRequiredService<FaultyTransport>()));
        });
        await host.StartAsync();

        await RunOneAsync(host);
    }

    [Fact]
    public async Task NoMoreStepsRunThanAreAllowed()
    {
        var gate = new Gate();
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase>(gate), options => options.MaxConcurrentSteps = 2);
        var client = host.Services.GetRequiredService<IChainClient>();
        var chains = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => client.StartAsync(new TextCall("db.get", $"{i}"), TextCodec.Instance)));
        await host.StartAsync();
        await gate.Entered.Task.WaitAsync(s_patience);
        await Task.Delay(100);
        gate.Open.SetResult();

        await Task.WhenAll(chains.Select(chain => chain.GetResultAsync())).WaitAsync(s_patience);

        Assert.InRange(gate.MostAtATime, 1, 2);
    }

    private static StepCommit Sends(string body) => new()
    {
        Sends = [new OutgoingEnvelope("m", "c", "t", DateTimeOffset.UtcNow, System.Text.Encoding.UTF8.GetBytes(body))],
    };

    private static async Task RunOneAsync(IHost host)
    {
        var chain = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("my_func", "a"), TextCodec.Instance);
        Assert.Equal("my(a,read(row(a)))", await chain.GetResultAsync().WaitAsync(s_patience));
    }

    private sealed class StepList : IStepObserver
    {
        public List<StepRecord> Steps { get; } = [];

        public void OnStep(StepRecord step)
        {
            lock (Steps)
            {
                Steps.Add(step);
            }
        }
    }
}
