using AsyncSplit.Queues;
using AsyncSplit.Simulation.Queues;
using AsyncSplit.Simulation.Worlds;
using Xunit.Abstractions;

namespace AsyncSplit.Simulation;

/// <summary>The numbers of docs/queues.md.</summary>
public sealed class QueueCostTests(ITestOutputHelper output) : IDisposable
{
    private readonly Laboratory _laboratory = new();

    public void Dispose() => _laboratory.Dispose();

    [Theory]
    [InlineData(QueueDelivery.AtLeastOnce, 1, 0, 0)]
    [InlineData(QueueDelivery.ExactlyOnce, 1, 1, 1)]
    public void OfALinearStep(QueueDelivery delivery, int sends, int reads, int writes)
    {
        // A call more is two steps more: the callee's, and the one that goes on behind it.
        var two = Cost("Calls", 4, delivery) - Cost("Calls", 3, delivery);
        Assert.Equal(new QueueCost(sends * 2, reads * 2, writes * 2), two);
    }

    [Theory]
    [InlineData(QueueDelivery.AtLeastOnce, 3)]
    [InlineData(QueueDelivery.AtLeastOnce, 16)]
    [InlineData(QueueDelivery.AtLeastOnce, 160)]
    [InlineData(QueueDelivery.ExactlyOnce, 3)]
    [InlineData(QueueDelivery.ExactlyOnce, 160)]
    public void OfAJoin(QueueDelivery delivery, int branches)
    {
        var cost = Cost("Fan", branches, delivery);
        output.WriteLine($"{cost}");
        var decided = delivery == QueueDelivery.ExactlyOnce ? 1 : 0;

        // The branches, what waits for them, and the chain's first envelope.
        Assert.Equal(branches + 2, cost.Sends);

        // A branch: its end, and the note of it; the noted ends of sixteen make one more. Beside them, the chain's start, its line in the index and the day's, its end, and the wait.
        var buckets = branches <= 16 ? 0 : (branches + 15) / 16;
        Assert.InRange(cost.Writes, (2 * branches) + 8, (branches * (2 + decided)) + buckets + 10);
        Assert.InRange(cost.Reads, branches, (branches * (2 + decided)) + buckets + 12);
    }

    [Fact]
    public void OfAJoinGrowsWithTheNumberOfBranchesAndNotFaster()
    {
        var hundred = Cost("Fan", 100, QueueDelivery.AtLeastOnce);
        var thousand = Cost("Fan", 1000, QueueDelivery.AtLeastOnce);
        output.WriteLine($"{hundred} {thousand}");
        Assert.InRange(thousand.Writes, 9 * hundred.Writes, 10.2 * hundred.Writes);
        Assert.InRange(thousand.Reads, 9 * hundred.Reads, 10.2 * hundred.Reads);
    }

    [Theory]
    [InlineData(QueueDelivery.AtLeastOnce)]
    [InlineData(QueueDelivery.ExactlyOnce)]
    public void OfACallback(QueueDelivery delivery)
    {
        // Beyond a chain of one step.
        var callback = Cost("Question", 1, delivery) - Cost("Calls", 0, delivery);
        output.WriteLine($"{callback}");
        Assert.Equal(1, callback.Sends);
    }

    private QueueCost Cost(string shape, int size, QueueDelivery delivery)
    {
        var world = new QueueWorld(_laboratory, new QueueScenario { Seed = 1, Chains = [(shape, size)], Delivery = delivery, MaxItemBytes = 400 * 1024 });
        world.Run();
        return world.Cost;
    }
}
