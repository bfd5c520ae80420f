using System.Text;
using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>What the tests of one topic have in common. A store's test project derives a class of each, with its fixture.</summary>
public abstract class StoreContract(StoreFixture fixture) : IAsyncLifetime
{
    protected FakeClock Clock { get; } = new();

    protected IChainTransport Transport => fixture.Transport;

    protected IChainCommitter Committer => fixture.Committer;

    protected IChainStore Store => fixture.Store;

    /// <inheritdoc cref="StoreFixture.IsOneWithQueue"/>
    protected bool IsOneWithQueue => fixture.IsOneWithQueue;

    public Task InitializeAsync() => fixture.OpenAsync(Clock);

    public Task DisposeAsync() => fixture.CloseAsync();

    protected static string Text(Delivery delivery) => Encoding.UTF8.GetString(delivery.Body.Span);

    protected static async Task<string[]> IdsAsync(IAsyncEnumerable<ChainRecord> chains) => [.. (await chains.ToListAsync()).Select(static chain => chain.Id)];

    protected Task ReopenAsync() => fixture.ReopenAsync();

    protected Task<CommitResult> CommitAsync(StepCommit commit, Delivery? delivery = null) => Committer.CommitAsync(commit, delivery);

    /// <summary>Commits what has to be applied.</summary>
    protected async Task ApplyAsync(StepCommit commit, Delivery? delivery = null) => Assert.Equal(CommitResult.Applied, await CommitAsync(commit, delivery));

    /// <summary>Commits what has to be refused.</summary>
    protected async Task RefuseAsync(StepCommit commit, Delivery? delivery = null) => Assert.Equal(CommitResult.Superseded, await CommitAsync(commit, delivery));

    /// <summary>A chain without any envelope.</summary>
    protected Task StartAsync(string chain = "c", string handler = "handler", DateTimeOffset? at = null) =>
        ApplyAsync(new StepCommit { Started = new ChainStart(chain, handler, at ?? Commits.Now) });

    /// <summary>An envelope of the chain, with the step that runs for it.</summary>
    protected async Task<Delivery> DeliverAsync(string id, string chain = "c")
    {
        await ApplyAsync(new StepCommit { Sends = [Commits.Envelope(id, chain: chain)] });
        var delivery = await ReceiveOneAsync();
        Assert.Equal(id, delivery.MessageId);
        return delivery;
    }

    protected Task<IReadOnlyList<Delivery>> ReceiveAsync(int maxCount = 10) => Transport.ReceiveAsync(maxCount);

    protected Task<Delivery> ReceiveOneAsync() => Transport.ReceiveOneAsync();

    /// <summary>Receives one and is done with it: no lease of it expires later.</summary>
    protected async Task<Delivery> TakeAsync()
    {
        var delivery = await ReceiveOneAsync();
        await ApplyAsync(new StepCommit(), delivery);
        return delivery;
    }

    /// <summary>Lets a timer come by that cannot be hurried.</summary>
    protected void LetTimersHop()
    {
        if (!IsOneWithQueue)
        {
            Clock.Advance(TimeSpan.FromMinutes(15));
        }
    }

    protected Task ReceivesNothingAsync() => Transport.ReceivesNothingAsync(100);

    protected async Task<ChainRecord> FindAsync(string chain = "c") =>
        await Store.FindAsync(chain, CancellationToken.None) ?? throw new InvalidOperationException($"There is no chain {chain}.");

    protected async Task<DeadLetter[]> DeadLettersAsync() => [.. await Store.ListDeadLettersAsync(CancellationToken.None).ToListAsync()];

    protected async Task<int> PurgeAsync(DateTimeOffset? before = null, int maxCount = 100) =>
        await Store.PurgeAsync(before ?? DateTimeOffset.MaxValue, maxCount, CancellationToken.None);

    protected async Task AssertNothingIsKeptAsync() => Assert.Equal(0, await fixture.CountKeptAsync());
}
