using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Testing;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Tests.Engine;

public sealed class ParkedChainTests
{
    [Fact]
    public async Task AParkedChainFailsWhenItsDeadLetterIsDiscarded()
    {
        await using var host = CreateHost();
        var chain = await ParkAsync(host);

        await host.Administration.DiscardAsync(Assert.Single(host.DeadLetters).MessageId);

        Assert.Equal(ChainStatus.Failed, await chain.GetStatusAsync());
        var exception = await Assert.ThrowsAsync<ChainFailedException>(() => chain.GetResultAsync());
        Assert.Contains("'gone_func@removed' was a dead letter and has been discarded", exception.Message, StringComparison.Ordinal);
        Assert.Empty(host.DeadLetters);
    }

    [Fact]
    public async Task WhatStillFitsNoEntryPointIsADeadLetterAgainAndNothingSpins()
    {
        await using var host = CreateHost();
        var chain = await ParkAsync(host);
        var executions = host.Executions;

        await host.Administration.RedriveAsync(Assert.Single(host.DeadLetters).MessageId);
        await host.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal(executions + 1, host.Executions);
        Assert.Equal(ChainStatus.Parked, await chain.GetStatusAsync());
        Assert.Equal(DeadLetterKind.UnknownEntryPoint, Assert.Single(host.DeadLetters).Kind);
    }

    [Fact]
    public async Task AParkedChainThatIsCancelledIsSoWhenItGoesOn()
    {
        await using var host = CreateHost();
        var chain = await ParkAsync(host);

        Assert.True(await chain.CancelAsync());
        Assert.Equal(ChainStatus.Parked, await chain.GetStatusAsync());
        await host.Administration.DiscardAsync(Assert.Single(host.DeadLetters).MessageId);

        Assert.False(await chain.CancelAsync());
    }

    [Fact]
    public async Task WhatIsNoEnvelopeCannotGoOnAndSaysWhy()
    {
        await using var host = CreateHost();
        var chains = host.Services.GetRequiredService<InMemoryChains>();
        await chains.CommitAsync(null, new StepCommit { Sends = [new OutgoingEnvelope("m1", "c1", "x", host.Now, "{\"v\":1,"u8.ToArray())] }, default);
        await host.RunDueAsync();

        var letter = Assert.Single(await host.Administration.ListDeadLettersAsync().ToListAsync());
        Assert.Equal(DeadLetterKind.Malformed, letter.Kind);
        Assert.False(letter.CanBeRedriven);
        Assert.Empty(letter.Frames);
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Administration.RedriveAsync("m1"));
        Assert.Contains("Not an envelope", exception.Message, StringComparison.Ordinal);
        await host.Administration.DiscardAsync("m1");
        Assert.Empty(host.DeadLetters);
    }

    private static async Task<ChainHandle<string>> ParkAsync(ChainTestHost host)
    {
        var chain = await host.StartAsync<string>("gone_func", "a");
        await Assert.ThrowsAsync<ChainParkedException>(() => host.RunToEndAsync(chain));
        return chain;
    }

    private static ChainTestHost CreateHost() => ChainTestHost.Create(services => services.AddSingleton<RunLog>().AddSingleton<IDatabase, Database>());
}
