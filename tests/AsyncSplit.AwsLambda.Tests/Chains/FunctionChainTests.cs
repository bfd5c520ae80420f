using AsyncSplit.Emulators;

namespace AsyncSplit.AwsLambda.Tests.Chains;

[NeedsEmulators]
public sealed class FunctionChainTests : ChainTests
{
    [Fact]
    public async Task WhatIsNoEnvelopeGoesToTheQueueOfDeadLetters()
    {
        await Trips.SendAsync("Trips-SumAsync", "no envelope");

        Assert.Equal("no envelope", await Trips.ReadDeadLetterAsync());
    }

    private protected override async Task<TripsDeployment> DeployAsync()
    {
        var trips = await TripsDeployment.CreateAsync(maxDelay: TimeSpan.FromSeconds(1));
        await trips.StartFunctionsAsync();
        return trips;
    }
}
