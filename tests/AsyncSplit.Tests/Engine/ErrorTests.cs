using AsyncSplit.Messaging;
using AsyncSplit.Testing;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Tests.Engine;

public sealed class ErrorTests
{
    private readonly RunLog _log = new();

    [Fact]
    public async Task AnErrorIsCaughtWhereTheHandlerCatches()
    {
        await using var host = CreateHost();

        Assert.Equal("caught(declined: no money,42)", await host.RunAsync<string>("try_func", "declined"));
    }

    [Fact]
    public async Task FramesThatDoNotCatchAreNotInvoked()
    {
        await using var host = CreateHost();

        await host.RunAsync<string>("try_func", "declined");

        Assert.Equal(["my_func", "get_from_db", "db.get", "catch"], _log.Entries);
        Assert.Equal(["try_func", "my_func", "get_from_db", "db.get", "try_func@catch"], host.EntryPoints);
        Assert.Equal(StepOutcomeKind.Throw, host.Steps[3].Outcome);
    }

    [Fact]
    public async Task AnErrorThatNobodyCatchesEndsTheChain()
    {
        await using var host = CreateHost();

        var exception = await Assert.ThrowsAsync<DeclinedException>(() => host.RunAsync<string>("my_func", "declined"));

        Assert.Equal("declined: no money", exception.Message);
        Assert.Equal(42, exception.Code);
        Assert.Contains("Database.GetAsync", exception.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnErrorOfAnUnknownTypeKeepsItsDetails()
    {
        await using var host = CreateHost();

        var exception = await Assert.ThrowsAsync<ChainFailedException>(() => host.RunAsync<string>("try_func", "unknown"));

        Assert.Equal(typeof(UnknownException).FullName, exception.RemoteType);
        Assert.Equal("nobody knows me", exception.Message);
        Assert.Contains("Database.GetAsync", exception.RemoteStackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnErrorIsRestoredAsTheMostDerivedTypeThatIsKnown()
    {
        await using var host = CreateHost();

        var exception = await Assert.ThrowsAsync<DeclinedException>(() => host.RunAsync<string>("sync_throw", "no"));

        Assert.Equal("very no", exception.Message);
        Assert.Equal(3, exception.Code);
    }

    [Fact]
    public async Task AnAggregateKeepsAllItsInnerExceptions()
    {
        await using var host = CreateHost();

        var exception = await Assert.ThrowsAsync<AggregateException>(() => host.RunAsync<string>("my_func", "aggregate"));

        Assert.Equal("two (one) (two)", exception.Message);
        Assert.IsType<InvalidOperationException>(exception.InnerExceptions[0]);
        Assert.Equal(2, Assert.IsType<DeclinedException>(exception.InnerExceptions[1]).Code);
    }

    [Fact]
    public async Task AComposedMessageStaysAsItWas()
    {
        await using var host = CreateHost();

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => host.RunAsync<string>("my_func", "argument"));

        Assert.Equal(new ArgumentException("bad", "key").Message, exception.Message);
    }

    [Fact]
    public async Task ACancellationStaysOne()
    {
        await using var host = CreateHost();

        var exception = await Assert.ThrowsAsync<TaskCanceledException>(() => host.RunAsync<string>("my_func", "cancelled"));

        Assert.Equal("gone", exception.Message);
    }

    [Fact]
    public async Task AnOpaqueAwaitThatThrowsSkipsAFrameWithoutCatch()
    {
        await using var host = CreateHost();

        Assert.Equal(7, (await Assert.ThrowsAsync<DeclinedException>(() => host.RunAsync<string>("opaque_func", "throw"))).Code);
        Assert.Equal(["opaque_func"], host.EntryPoints);
    }

    private ChainTestHost CreateHost() => ChainTestHost.Create(services => services.AddSingleton(_log).AddSingleton<IDatabase, Database>());
}
