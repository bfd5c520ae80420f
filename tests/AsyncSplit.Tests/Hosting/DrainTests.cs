using AsyncSplit.Engine;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Tests.Hosting;

public sealed class DrainTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task AStepThatRunsWhenTheHostStopsIsFinished()
    {
        var gate = new Gate();
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase>(gate));
        await host.StartAsync();
        var chain = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("db.get", "a"), TextCodec.Instance);
        await gate.Entered.Task.WaitAsync(s_patience);

        var stopped = host.StopAsync();
        gate.Open.SetResult();
        await stopped.WaitAsync(s_patience);

        Assert.Equal(ChainStatus.Completed, await chain.GetStatusAsync());
    }

    [Fact]
    public async Task AStepThatDoesNotEndIsGivenBackAndItsOutcomeIsDropped()
    {
        var gate = new Gate();
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase>(gate), options => options.DrainTimeout = TimeSpan.FromMilliseconds(50));
        var chains = host.Services.GetRequiredService<InMemoryChains>();
        await host.StartAsync();
        var chain = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("db.get", "a"), TextCodec.Instance);
        await gate.Entered.Task.WaitAsync(s_patience);

        await host.StopAsync().WaitAsync(s_patience);

        var again = Assert.Single(chains.TakeDue(10));
        Assert.Equal(1, again.Attempt);
        gate.Open.SetResult();
        await Task.Delay(100);
        Assert.Equal(ChainStatus.Running, await chain.GetStatusAsync());
    }

    [Fact]
    public async Task AStepThatGotToKnowOfTheCancellationHasNoOutcome()
    {
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase, Database>());
        var chains = host.Services.GetRequiredService<InMemoryChains>();
        await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("token_func", "a"), TextCodec.Instance);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.Null(await host.Services.GetRequiredService<StepRunner>().ExecuteAsync(Assert.Single(chains.TakeDue(1)), cancelled.Token));
    }

    [Fact]
    public async Task AStepThatCannotKnowOfTheCancellationKeepsItsOutcome()
    {
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase, Database>());
        var chains = host.Services.GetRequiredService<InMemoryChains>();
        await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("db.get", "a"), TextCodec.Instance);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.NotNull(await host.Services.GetRequiredService<StepRunner>().ExecuteAsync(Assert.Single(chains.TakeDue(1)), cancelled.Token));
    }

    [Fact]
    public async Task TheLeaseOfALongStepIsRenewedThoughOneTryFails()
    {
        var gate = new Gate();
        using var host = TestHost.Create(services =>
        {
            services.AddSingleton<IDatabase>(gate).AddSingleton<LeasingTransport>();
            services.Replace(ServiceDescriptor.Singleton<IChainTransport>(provider => provider.GetRequiredService<LeasingTransport>()));
        });
        await host.StartAsync();
        var chain = await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("db.get", "a"), TextCodec.Instance);
        var leases = host.Services.GetRequiredService<LeasingTransport>();

        for (var i = 0; i < 500 && leases.Renewals < 3; i++)
        {
            await Task.Delay(20);
        }

        gate.Open.SetResult();
        await chain.GetResultAsync().WaitAsync(s_patience);
        Assert.InRange(leases.Renewals, 3, int.MaxValue);
    }

    [Fact]
    public async Task AnEnvelopeThatIsDeliveredTooOftenIsParkedWithoutBeingRun()
    {
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase, Database>(), options => options.MaxDeliveries = 2);
        var chains = host.Services.GetRequiredService<InMemoryChains>();
        await host.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("db.get", "a"), TextCodec.Instance);
        for (var i = 0; i < 2; i++)
        {
            await chains.AbandonAsync(Assert.Single(chains.TakeDue(1)), TimeSpan.Zero, default);
        }

        var commit = await host.Services.GetRequiredService<StepRunner>().ExecuteAsync(Assert.Single(chains.TakeDue(1)), default);

        Assert.Equal(DeadLetterKind.TooManyAttempts, commit!.DeadLetter!.Kind);
        Assert.Empty(host.Services.GetRequiredService<RunLog>().Entries);
    }
}
