using AsyncSplit.Messaging;

namespace AsyncSplit.Stores;

/// <summary>Leases that expire by the clock, for stores that more than one process may use.</summary>
public abstract class LeaseContract(StoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task ALeaseThatHasExpiredIsLostToTheNextReceiver()
    {
        var delivery = await DeliverAsync("a");

        Clock.Advance(Transport.LeaseDuration);

        var taken = await ReceiveOneAsync();
        Assert.Equal(("a", 2), (taken.MessageId, taken.Attempt));
        Assert.False(await Transport.RenewAsync(delivery, default));
        await Transport.AbandonAsync(delivery, TimeSpan.Zero, default);
        await RefuseAsync(Commits.Sends("x"), delivery);
        await ApplyAsync(Commits.Sends("b"), taken);
        Assert.Equal("b", (await ReceiveOneAsync()).MessageId);
    }

    [Fact]
    public async Task ARenewedLeaseLasts()
    {
        var delivery = await DeliverAsync("a");
        Clock.Advance(Transport.LeaseDuration * 0.8);
        Assert.True(await Transport.RenewAsync(delivery, default));

        Clock.Advance(Transport.LeaseDuration * 0.8);

        await ReceivesNothingAsync();
        await ApplyAsync(new StepCommit(), delivery);
    }

    [Fact]
    public async Task AnExpiredLeaseThatNobodyHasTakenCanStillBeCommitted()
    {
        var delivery = await DeliverAsync("a");

        Clock.Advance(Transport.LeaseDuration * 10);

        await ApplyAsync(Commits.Sends("b"), delivery);
    }
}
