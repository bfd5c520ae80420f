using System.Globalization;

namespace AsyncSplit.AwsLambda.Tests.Chains;

public sealed class Rates(TripLog log) : IRates
{
    public Task<int> RateAsync(string name)
    {
        log.Rated.Enqueue(name);
        return Task.FromResult(int.Parse(name, CultureInfo.InvariantCulture));
    }
}
