using System.Text;
using AsyncSplit.Emulators;
using AsyncSplit.Messaging;

namespace AsyncSplit.AwsLambda.Tests.Chains;

[NeedsEmulators]
public sealed class FunctionChainTests : ChainTests
{
    [Fact]
    public async Task WhatIsNoEnvelopeIsADeadLetterInTheTable()
    {
        await Trips.SendAsync("Trips-SumAsync", "no envelope");

        var letter = await Trips.ReadDeadLetterAsync();
        Assert.Equal(DeadLetterKind.Malformed, letter.Kind);
        Assert.Equal("no envelope", Encoding.UTF8.GetString(letter.Body.Span));
    }

    [Fact]
    public async Task WhatCannotBeRunGoesToTheQueueOfDeadLetters()
    {
        var chain = await Trips.Client.Closed.GoAsync();

        Assert.Contains(chain.Id, await Trips.ReadQueueOfDeadLettersAsync(), StringComparison.Ordinal);
    }

    private protected override async Task<TripsDeployment> DeployAsync()
    {
        var trips = await TripsDeployment.CreateAsync(maxDelay: TimeSpan.FromSeconds(1));
        await trips.StartFunctionsAsync();
        return trips;
    }
}
