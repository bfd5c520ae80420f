using AsyncSplit.Messaging;
using AsyncSplit.Testing;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Tests.Engine;

[Collection("Activities")] // Listeners to activities would add trace headers to the envelopes that are measured here.
public sealed class CallTests
{
    private readonly RunLog _log = new();

    [Fact]
    public async Task TheCallersCallbackRunsWhenWhatTheCalleePromisedIsFinished()
    {
        await using var host = CreateHost();

        var result = await host.RunAsync<string>("my_func", "a");

        Assert.Equal("my(a,read(row(a)))", result);
        Assert.Equal(["my_func", "get_from_db", "db.get", "db_callback", "my_func_callback"], _log.Entries);
        Assert.Equal(["my_func", "get_from_db", "db.get", "get_from_db@db_callback", "my_func@my_func_callback"], host.EntryPoints);
    }

    [Fact]
    public async Task TwoCallersGetTheirOwnResultsOfOneCallee()
    {
        await using var host = CreateHost();

        var results = await Task.WhenAll(host.RunAsync<string>("my_func", "a"), host.RunAsync<string>("try_func", "b"), host.RunAsync<string>("get_from_db", "c"));

        Assert.Equal(["my(a,read(row(a)))", "my(b,read(row(b)))", "read(row(c))"], results);
    }

    [Fact]
    public async Task APlainCalleeCompletesWhenItReturns()
    {
        await using var host = CreateHost();

        Assert.Equal("row(a)", await host.RunAsync<string>("db.get", "a"));
        Assert.Equal(StepOutcomeKind.Return, Assert.Single(host.Steps).Outcome);
    }

    [Fact]
    public async Task ATailCallHandsTheCallersCallbackOn()
    {
        await using var host = CreateHost();

        Assert.Equal("read(row(a))", await host.RunAsync<string>("tail_func", "a"));

        Assert.Equal(["tail_func", "get_from_db", "db.get", "get_from_db@db_callback"], host.EntryPoints);
        Assert.Equal(StepOutcomeKind.TailCall, host.Steps[0].Outcome);
        Assert.Empty(host.Steps[0].Captured);
    }

    [Fact]
    public async Task TheImplementationThatTheServicesHaveIsCalled()
    {
        await using var host = CreateHost(services => services.AddSingleton<IReader>(new FakeReader()));

        Assert.Equal("my(a,fake(a))", await host.RunAsync<string>("my_func", "a"));
        Assert.Equal(["my_func", "IReader.ReadAsync", "my_func@my_func_callback"], host.EntryPoints);
    }

    [Fact]
    public async Task TimePassesForATimerWithoutAnyoneWaiting()
    {
        await using var host = CreateHost();
        var start = host.Now;

        Assert.Equal("delayed(a)", await host.RunAsync<string>("delay_func", "a"));

        Assert.Equal(TimeSpan.FromDays(2), host.Now - start);
        Assert.Equal(TimeSpan.FromDays(2), host.Steps[1].Waited);
        Assert.True(host.Steps[1].Active < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task AnOpaqueAwaitIsNotRepeatedByItsResumePoint()
    {
        await using var host = CreateHost();

        Assert.Equal("opaque(a)", await host.RunAsync<string>("opaque_func", "a"));

        Assert.Equal(["opaque"], _log.Entries);
        Assert.Equal(["opaque_func", "opaque_func@opaque"], host.EntryPoints);
    }

    [Fact]
    public async Task AStepTellsWhatItCaptured()
    {
        await using var host = CreateHost();

        await host.RunAsync("my_func", "abc");

        Assert.Equal(new CapturedLocal("value", 5), Assert.Single(host.Steps[0].Captured));
        Assert.Equal(host.Steps[0].SentBytes, host.Steps[1].EnvelopeBytes);
    }

    [Fact]
    public async Task StepTenThousandSendsNoMoreThanStepTen()
    {
        await using var host = CreateHost();

        Assert.Equal("looped", await host.RunAsync<string>("loop_func", "10000"));

        Assert.Equal(10_001, host.Steps.Count);
        Assert.True(host.Steps[9_990].SentBytes <= host.Steps[10].SentBytes);
    }

    private ChainTestHost CreateHost(Action<IServiceCollection>? configure = null) => ChainTestHost.Create(services =>
    {
        services.AddSingleton(_log).AddSingleton<IDatabase, Database>();
        configure?.Invoke(services);
    });

    private sealed class FakeReader : IReader
    {
        public Task<string> ReadAsync(string key) => Task.FromResult($"fake({key})");
    }
}
