using System.Text.Json;
using AsyncSplit;
using AsyncSplit.Testing.Lambda;
using DoubleBilling.Functions.Shop;

namespace DoubleBilling.Measuring;

/// <summary>Runs the services one way or the other, and measures a run.</summary>
internal sealed class Measurements(Deployment deployment)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts every environment that is needed, and lets what is compiled at run time be compiled.</summary>
    /// <param name="depth">How many levels there will be.</param>
    public async Task WarmUpAsync(int depth)
    {
        var order = new Order(Rounds: 1000, JobMilliseconds: 1);
        for (var run = 0; run < 3; run++)
        {
            await RunShopSynchronouslyAsync(order);
            await RunLevelsSynchronouslyAsync(depth, order);
            await RunShopAsync(order);
            await RunLevelsAsync(depth, order);
        }
    }

    public Task<Measurement> RunShopSynchronouslyAsync(Order order) =>
        MeasureAsync(3, () => InvokeAsync("Orders-synchronous", order, "\"ordered shipped parcel\""), isSplit: false);

    public Task<Measurement> RunShopAsync(Order order) =>
        MeasureAsync(3, async () => Check("ordered shipped parcel", await (await deployment.Client.Orders.PlaceAsync(order)).GetResultAsync().WaitAsync(s_patience)), isSplit: true);

    public Task<Measurement> RunLevelsSynchronouslyAsync(int depth, Order order) =>
        MeasureAsync(depth, () => InvokeAsync("Levels-synchronous", new { Depth = depth, Order = order }, $"{depth}"), isSplit: false);

    public Task<Measurement> RunLevelsAsync(int depth, Order order) =>
        MeasureAsync(depth, async () => Check(depth, await (await deployment.Client.Levels.RunAsync(depth, order)).GetResultAsync().WaitAsync(s_patience)), isSplit: true);

    private async Task InvokeAsync<T>(string function, T argument, string expected)
    {
        var answer = await deployment.Service.InvokeAsync(function, JsonSerializer.SerializeToUtf8Bytes(argument));
        Check(expected, answer.Text);
    }

    // Both ways have to come to the same result.
    private static void Check<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"{expected} is expected, not {actual}.");
        }
    }

    private async Task<Measurement> MeasureAsync(int depth, Func<Task> run, bool isSplit)
    {
        deployment.Clear();
        var start = DateTimeOffset.UtcNow;
        await run();
        await deployment.Service.WaitUntilIdleAsync();
        var active = await WaitForWorkAsync(2 * depth, start);
        var invocations = deployment.Service.GetBill().Invocations;
        if (invocations.FirstOrDefault(static invocation => invocation.Outcome != InvocationOutcome.Succeeded) is { } failed)
        {
            throw new InvalidOperationException($"An invocation of {failed.Function} has ended with {failed.Outcome}.");
        }

        // The job runs between what its service does before and after it, which is in the middle of all.
        var job = new Interval("job", active[depth - 1].To, active[depth].From);
        var billed = invocations.Select(invocation => new Interval(Deployment.ServiceOf(invocation.Function), invocation.Started - start, invocation.Started - start + invocation.Duration)).ToList();
        return new Measurement(invocations, billed, active, job, isSplit ? deployment.CountCalls(invocations.Count) : new CallCounts(0, 0, 0));
    }

    // What functions write comes through a pipe, and may be a moment behind.
    private async Task<List<Interval>> WaitForWorkAsync(int count, DateTimeOffset start)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (true)
        {
            var pieces = deployment.Work.ToIntervals(start);
            if (pieces.Count >= count)
            {
                return pieces.Count == count ? pieces : throw new InvalidOperationException($"{count} pieces of work are expected, not {pieces.Count}.");
            }

            await Task.Delay(5, limit.Token);
        }
    }
}
