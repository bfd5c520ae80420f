using DoubleBilling.Measuring;

namespace DoubleBilling.Prices;

/// <summary>From what was measured to what a million runs cost.</summary>
internal static class CostModel
{
    private const double Runs = 1_000_000;

    // What checkpoints of the durable functions hold at least: a result of some hundred bytes for each operation.
    private const double GbOfACheckpoint = 500 / 1e9;

    public static Cost Measured(string way, Measurement run, PriceList prices, double gbSecond) => new(
        way,
        IsMeasured: true,
        Runs * run.WarmGbSeconds * gbSecond,
        Runs * run.Invocations.Count * prices.LambdaRequest,
        Runs * run.Calls.SqsRequests * prices.SqsRequest,
        Runs * ((run.Calls.DynamoDbWrites * prices.DynamoDbWrite) + (run.Calls.DynamoDbReads * prices.DynamoDbRead)));

    /// <summary>A Standard workflow: two states for each service, before and after its call, and one that waits. Its functions are billed for their work alone, which is less than is possible.</summary>
    public static Cost StepFunctions(Measurement split, int services, PriceList prices, double gbSecond)
    {
        var states = (2 * services) + 1;
        return new Cost("Step Functions Standard", IsMeasured: false, Runs * split.ActiveGbSeconds * gbSecond, Runs * 2 * services * prices.LambdaRequest, Runs * states * prices.StepFunctionsTransition, 0);
    }

    /// <summary>
    /// Durable functions: in each service two steps with a call, or a wait, between them, and an invocation for each side of it. Billed for their work alone: what they repeat in a replay is left out.
    /// </summary>
    public static Cost DurableFunctions(Measurement split, int services, PriceList prices, double gbSecond)
    {
        var operations = 3 * services;
        return new Cost(
            "Lambda durable functions",
            IsMeasured: false,
            Runs * split.ActiveGbSeconds * gbSecond,
            Runs * 2 * services * prices.LambdaRequest,
            Runs * operations * prices.LambdaDurableOperation,
            Runs * operations * GbOfACheckpoint * prices.LambdaDurableGbWritten);
    }
}
