using AsyncSplit.Emulators;

namespace AsyncSplit.AwsLambda.Tests.Chains;

[NeedsEmulators]
public sealed class WorkerChainTests : ChainTests
{
    private protected override async Task<TripsDeployment> DeployAsync()
    {
        var trips = await TripsDeployment.CreateAsync(granularity: "One", maxDelay: TimeSpan.FromSeconds(1));
        await trips.StartWorkerAsync();
        return trips;
    }
}
