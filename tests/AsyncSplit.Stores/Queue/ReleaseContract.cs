using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>What is given back because a host stops counts as not delivered, for stores that can help it.</summary>
public abstract class ReleaseContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task AReleasedDeliveryComesAgainAtOnceAndIsNotCounted()
    {
        var first = await DeliverAsync("a");

        await Transport.ReleaseAsync(first, default);

        var second = await ReceiveOneAsync();
        Assert.Equal(("a", 1), (second.MessageId, second.Attempt));
        await ApplyAsync(Commits.Sends("b"), second);
        await RefuseAsync(Commits.Sends("x"), first);
        Assert.Equal("b", Assert.Single(await ReceiveAsync()).MessageId);
    }

    [Fact]
    public async Task ALostLeaseIsNotReleased()
    {
        var first = await DeliverAsync("a");
        await Transport.AbandonAsync(first, TimeSpan.Zero, default);
        var second = await ReceiveOneAsync();

        await Transport.ReleaseAsync(first, default);

        await ReceivesNothingAsync();
        await ApplyAsync(new StepCommit(), second);
    }
}
