namespace AsyncSplit.AwsLambda.Tests.Chains;

/// <summary>Chains on SQS, DynamoDB and S3, whoever runs their steps.</summary>
public abstract class ChainTests : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private TripsDeployment _trips = null!;

    private protected TripsDeployment Trips => _trips;

    public async Task InitializeAsync() => _trips = await DeployAsync();

    public async Task DisposeAsync() => await _trips.DisposeAsync();

    private protected abstract Task<TripsDeployment> DeployAsync();

    [Fact]
    public async Task CallsFollowEachOther()
    {
        var chain = await _trips.Client.Trips.SumAsync(4);

        Assert.Equal(10, await chain.GetResultAsync().WaitAsync(s_patience));
        Assert.Equal(ChainStatus.Completed, await chain.GetStatusAsync());
        Assert.Equal(["1", "2", "3", "4"], _trips.Log.Rated.Distinct());
    }

    [Fact]
    public async Task StartedCallsAreJoined()
    {
        var chain = await _trips.Client.Trips.TogetherAsync(12);

        Assert.Equal(78, await chain.GetResultAsync().WaitAsync(s_patience));
    }

    [Fact]
    public async Task ACallbackIsCompletedFromOutside()
    {
        var chain = await _trips.Client.Trips.ConfirmAsync();
        var token = await _trips.Log.NextTokenAsync();

        await _trips.Client.CompleteAsync(token, "ada");

        Assert.Equal("confirmed by ada", await chain.GetResultAsync().WaitAsync(s_patience));
    }

    [Fact]
    public async Task ATimerThatIsLongerThanTheQueueAllowsHops()
    {
        var started = DateTimeOffset.UtcNow;
        var chain = await _trips.Client.Trips.RestAsync(4);

        Assert.Equal("rested", await chain.GetResultAsync().WaitAsync(s_patience));
        Assert.InRange(DateTimeOffset.UtcNow - started, TimeSpan.FromSeconds(3.9), s_patience);
    }

    [Fact]
    public async Task WhatIsTooLargeForAQueueIsClaimed()
    {
        var chain = await _trips.Client.Trips.CarryAsync(new string('x', 600_000));

        Assert.Equal(600_001, await chain.GetResultAsync().WaitAsync(s_patience));
    }

    [Fact]
    public async Task WhatAChainThrowsIsThrown()
    {
        var chain = await _trips.Client.Trips.FailAsync();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => chain.GetResultAsync().WaitAsync(s_patience));
        Assert.Equal("no such trip", exception.Message);
    }

    [Fact]
    public async Task ACancelledTimerFindsOutAtItsNextHop()
    {
        var chain = await _trips.Client.Trips.LongAsync("alps");
        await Task.Delay(500);
        Assert.True(await chain.CancelAsync());

        Assert.Equal("alps called off", await chain.GetResultAsync().WaitAsync(s_patience));
    }

    [Fact]
    public async Task AStartThatIsRepeatedStartsNothing()
    {
        var options = new ChainStartOptions { ChainId = "trip-1" };
        var first = await _trips.Client.Trips.SumAsync(2, options);
        await first.GetResultAsync().WaitAsync(s_patience);

        var again = await _trips.Client.Trips.SumAsync(3, options);

        Assert.Equal(3, await again.GetResultAsync().WaitAsync(s_patience));
    }
}
