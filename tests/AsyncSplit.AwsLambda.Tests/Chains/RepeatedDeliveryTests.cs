using AsyncSplit.Emulators;

namespace AsyncSplit.AwsLambda.Tests.Chains;

[NeedsEmulators]
public sealed class RepeatedDeliveryTests : ChainTests
{
    private protected override async Task<TripsDeployment> DeployAsync()
    {
        var trips = await TripsDeployment.CreateAsync(delivery: "ExactlyOnce", granularity: "One", maxDelay: TimeSpan.FromSeconds(1));
        await trips.StartFunctionsAsync(repeatEvery: 3);
        return trips;
    }
}
