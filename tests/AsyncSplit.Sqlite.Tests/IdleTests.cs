using AsyncSplit.Sqlite.Tests.Fixtures;
using AsyncSplit.Stores;

namespace AsyncSplit.Sqlite.Tests;

/// <summary>Measures the whole process, so nothing else may run in it meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class IdleTests : IDisposable
{
    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task WaitingCostsNextToNothing()
    {
        await using var chains = _database.Open();
        await chains.CommitAsync(Commits.Sends(Commits.Now.AddDays(1), "timer"));
        using var cancellation = new CancellationTokenSource();
        var receiving = chains.ReceiveAsync(1, cancellation.Token).AsTask();
        var waiting = chains.WaitAsync("c", cancellation.Token).AsTask();
        await Task.Delay(500);
        var before = Environment.CpuUsage.TotalTime;

        await Task.Delay(2000);

        // A thread that spins would use all of the two seconds.
        var used = Environment.CpuUsage.TotalTime - before;
        Assert.InRange(used, TimeSpan.Zero, TimeSpan.FromMilliseconds(400));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => receiving);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
