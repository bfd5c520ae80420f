using System.Diagnostics;
using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Tests.Fixtures;
using AsyncSplit.PostgreSql.Worker;
using AsyncSplit.Sqlite.Worker;
using AsyncSplit.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.PostgreSql.Tests;

public sealed class HostTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private TempSchema _schema = null!;

    public async Task InitializeAsync() => _schema = await TempSchema.CreateAsync();

    public async Task DisposeAsync() => await _schema.DisposeAsync();

    [Fact]
    public async Task AChainRunsToItsEnd()
    {
        using var host = Create();
        await host.StartAsync();

        var chain = await Client(host).StartAsync(new NumberCall("sum", 3), NumberCodec.Instance);

        Assert.Equal(6, await chain.GetResultAsync().WaitAsync(s_patience));
        Assert.Equal(ChainStatus.Completed, await chain.GetStatusAsync());
        var steps = await host.Services.GetRequiredService<IChainStore>().ListStepsAsync(chain.Id, default).ToListAsync();
        Assert.Equal(["sum", "echo", "sum@echo", "echo", "sum@echo", "echo", "sum@echo"], steps.Select(step => step.EntryPoint));
        Assert.Equal(["left", "sum"], steps[0].Captured.Select(local => local.Name));
        await host.StopAsync();
    }

    [Fact]
    public async Task AChainThrowsWhatItsHandlerThrew()
    {
        using var host = Create();
        await host.StartAsync();

        var chain = await Client(host).StartAsync(new NumberCall("broken", 3), NumberCodec.Instance);

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => chain.GetResultAsync().WaitAsync(s_patience));
        Assert.Contains("broken(3)", exception.Message);
        await host.StopAsync();
    }

    [Fact]
    public async Task ATimerOutlivesTheHost()
    {
        string id;
        using (var first = Create())
        {
            await first.StartAsync();
            id = (await Client(first).StartAsync(new NumberCall("later", 700), NumberCodec.Instance)).Id;
            await Task.Delay(200);
            Assert.Equal(ChainStatus.Running, await Client(first).GetStatusAsync(id));
            await first.StopAsync();
        }

        using var second = Create();
        await second.StartAsync();

        Assert.Equal(700, await Client(second).GetChain(id, NumberCodec.Instance).GetResultAsync().WaitAsync(s_patience));
        await second.StopAsync();
    }

    [Fact]
    public async Task SeveralHostsShareTheWork()
    {
        using var client = Create();
        var hosts = Enumerable.Range(0, 3).Select(_ => Create()).ToArray();
        await Task.WhenAll(hosts.Select(host => host.StartAsync()));

        var chains = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Client(client).StartAsync(new NumberCall("sum", 10), NumberCodec.Instance)));
        var results = await Task.WhenAll(chains.Select(chain => chain.GetResultAsync())).WaitAsync(s_patience);

        Assert.All(results, result => Assert.Equal(55, result));
        await Task.WhenAll(hosts.Select(host => host.StopAsync()));
        Assert.Equal(0, await _schema.CountAsync("@.messages"));
        Assert.Equal(100 * 21, await _schema.CountAsync("@.steps"));
        foreach (var host in hosts)
        {
            host.Dispose();
        }
    }

    [Fact]
    public async Task AHostThatStopsLeavesNoLease()
    {
        using var client = Create();
        using (var host = Create())
        {
            await host.StartAsync();
            await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Client(client).StartAsync(new NumberCall("sum", 50), NumberCodec.Instance)));
            await host.StopAsync();
        }

        Assert.Equal(0, await _schema.CountAsync("@.messages WHERE owner IS NOT NULL"));
        Assert.Equal(1, await _schema.CountAsync("@.writers"));
        Assert.NotEqual(0, await _schema.CountAsync("@.messages"));
    }

    [Fact]
    public async Task DisposingOfAHostThatWasNotStoppedIsNoFault()
    {
        var faults = new FaultLog();
        for (var time = 0; time < 5; time++)
        {
            using var host = LedgerHost.Create(_schema.ConnectionString, _schema.Name, faults);
            await host.StartAsync();
            var chain = await Client(host).StartAsync(new NumberCall("sum", 3), NumberCodec.Instance);
            await chain.GetResultAsync().WaitAsync(s_patience);
        }

        Assert.Empty(faults.Messages);
    }

    [Fact]
    public async Task WhatAnotherProcessWritesWakesThisOneWithoutPolling()
    {
        // An hour of lease and a minute between two looks: what arrives sooner was told.
        void Patient(PostgreSqlChainsOptions options) => options.PollInterval = TimeSpan.FromMinutes(1);
        using var worker = Create(Patient);
        using var client = Create(Patient);
        await worker.StartAsync();
        await Task.Delay(300);
        var started = Stopwatch.GetTimestamp();

        var chain = await Client(client).StartAsync(new NumberCall("sum", 3), NumberCodec.Instance);
        await chain.GetResultAsync().WaitAsync(s_patience);

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20));
        await worker.StopAsync();
    }

    private static IChainClient Client(IHost host) => host.Services.GetRequiredService<IChainClient>();

    private IHost Create(Action<PostgreSqlChainsOptions>? configure = null) => LedgerHost.Create(_schema.ConnectionString, _schema.Name, configure: configure);
}
