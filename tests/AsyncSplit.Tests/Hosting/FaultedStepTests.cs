using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Testing;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Tests.Hosting;

public sealed class FaultedStepTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task AServiceThatIsMissingIsNamedByADeadLetter()
    {
        using var host = TestHost.Create(_ => { }, options => options.MaxDeliveries = 3);
        await host.StartAsync();

        var chain = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("my_func", "a"), TextCodec.Instance);

        var exception = await Assert.ThrowsAsync<ChainParkedException>(() => chain.GetResultAsync().WaitAsync(s_patience));
        Assert.Contains(typeof(IDatabase).FullName!, exception.Reason, StringComparison.Ordinal);
        Assert.Contains("delivered 3 times", exception.Reason, StringComparison.Ordinal);
        var letter = Assert.Single(host.Services.GetRequiredService<InMemoryChains>().DeadLetters());
        Assert.Equal((DeadLetterKind.TooManyAttempts, chain.Id, "db.get"), (letter.Kind, letter.ChainId, letter.EntryPoint));
    }

    [Fact]
    public async Task AServiceThatCannotBeCreatedForAWhileDelaysTheStepAndNothingElse()
    {
        var creations = 0;
        using var host = TestHost.Create(services => services.AddTransient<IDatabase>(
            provider => Interlocked.Increment(ref creations) < 3 ? throw new IOException("not yet") : new Database(provider.GetRequiredService<RunLog>())));
        await host.StartAsync();

        var chain = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("my_func", "a"), TextCodec.Instance);

        Assert.Equal("my(a,read(row(a)))", await chain.GetResultAsync().WaitAsync(s_patience));
        Assert.Equal(3, creations);
    }

    [Fact]
    public async Task ATestGetsToKnowAtOnceWhatIsMissing()
    {
        await using var host = ChainTestHost.Create(services => services.AddSingleton<RunLog>());

        var exception = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => host.RunAsync<string>("my_func", "a"));

        Assert.Contains(typeof(IDatabase).FullName!, exception.Message, StringComparison.Ordinal);
        Assert.Contains("'db.get'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatADisposalThrowsDoesNotReplaceTheOutcome()
    {
        using var host = TestHost.Create(services => services.AddScoped<IDatabase, UndisposableDatabase>());
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IChainClient>();

        var good = await client.StartAsync(new TextCall("my_func", "a"), TextCodec.Instance);
        var bad = await client.StartAsync(new TextCall("my_func", "declined"), TextCodec.Instance);

        Assert.Equal("my(a,read(row(a)))", await good.GetResultAsync().WaitAsync(s_patience));
        await Assert.ThrowsAsync<DeclinedException>(() => bad.GetResultAsync().WaitAsync(s_patience));
    }

    [Fact]
    public async Task TheLeaseIsRenewedUntilTheCommitIsThere()
    {
        using var host = TestHost.Create(services =>
        {
            services.AddSingleton<IDatabase, Database>().AddSingleton<LeasingTransport>().AddSingleton<HeldCommitter>();
            services.Replace(ServiceDescriptor.Singleton<IChainTransport>(provider => provider.GetRequiredService<LeasingTransport>()));
            services.Replace(ServiceDescriptor.Singleton<IChainCommitter>(provider => provider.GetRequiredService<HeldCommitter>()));
        });
        await host.StartAsync();
        var chain = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("db.get", "a"), TextCodec.Instance);
        var committer = host.Services.GetRequiredService<HeldCommitter>();
        await committer.Entered.Task.WaitAsync(s_patience);
        var leases = host.Services.GetRequiredService<LeasingTransport>();
        var before = leases.Renewals;

        for (var i = 0; i < 500 && leases.Renewals < before + 2; i++)
        {
            await Task.Delay(20);
        }

        Assert.InRange(leases.Renewals, before + 2, int.MaxValue);
        committer.Open.SetResult();
        Assert.Equal("row(a)", await chain.GetResultAsync().WaitAsync(s_patience));
    }

    [Fact]
    public async Task ChainsThatEndedLongAgoAreRemovedByTheWorkersProcess()
    {
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase, Database>(), options =>
        {
            options.Retention = TimeSpan.FromMilliseconds(1);
            options.PurgeInterval = TimeSpan.FromMilliseconds(20);
        });
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IChainClient>();
        var chain = await client.StartAsync(new TextCall("db.get", "a"), TextCodec.Instance);
        var failed = await client.StartAsync(new TextCall("db.get", "declined"), TextCodec.Instance);

        for (var i = 0; i < 1000 && await client.GetStatusAsync(chain.Id) is not null; i++)
        {
            await Task.Delay(20);
        }

        Assert.Null(await client.GetStatusAsync(chain.Id));
        await Assert.ThrowsAsync<DeclinedException>(() => failed.GetResultAsync().WaitAsync(s_patience));
        Assert.Equal(ChainStatus.Failed, await failed.GetStatusAsync());
    }

    private sealed class UndisposableDatabase(RunLog log) : IDatabase, IDisposable
    {
        private readonly Database _database = new(log);

        public Task<string> GetAsync(string key) => _database.GetAsync(key);

        public void Dispose() => throw new IOException("cannot be closed");
    }

    /// <summary>Holds the commits of steps back until the test lets them go.</summary>
    private sealed class HeldCommitter(InMemoryChains chains) : IChainCommitter
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Open { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int MaxEnvelopeBytes => chains.MaxEnvelopeBytes;

        public async ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken)
        {
            if (delivery is not null)
            {
                Entered.TrySetResult();
                await Open.Task;
            }

            return await chains.CommitAsync(delivery, commit, cancellationToken);
        }
    }
}
