using AsyncSplit.Queues;
using AsyncSplit.Simulation.Queues;
using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation;

/// <summary>The numbers of docs/queues.md.</summary>
public sealed class QueueCostTests : IDisposable
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
    [InlineData(QueueDelivery.AtLeastOnce, 1, 4)]
    [InlineData(QueueDelivery.ExactlyOnce, 2, 5)]
    public void OfAChainOfOneStep(QueueDelivery delivery, int reads, int writes)
    {
        // Its start, its line in the index, the first of the day's, and its end.
        Assert.Equal(new QueueCost(1, reads, writes), Cost("Calls", 0, delivery));
    }

    [Theory]
    [InlineData(QueueDelivery.AtLeastOnce, 3, 10, 14)]
    [InlineData(QueueDelivery.AtLeastOnce, 16, 36, 40)]
    [InlineData(QueueDelivery.AtLeastOnce, 160, 325, 338)]
    [InlineData(QueueDelivery.ExactlyOnce, 3, 15, 18)]
    [InlineData(QueueDelivery.ExactlyOnce, 160, 487, 499)]
    public void OfAChainThatForksAndJoins(QueueDelivery delivery, int branches, int reads, int writes) =>
        Assert.Equal(new QueueCost(branches + 2, reads, writes), Cost("Fan", branches, delivery));

    [Fact]
    public void OfAJoinGrowsWithTheNumberOfBranchesAndNotFaster()
    {
        var hundred = Cost("Fan", 100, QueueDelivery.AtLeastOnce);
        var thousand = Cost("Fan", 1000, QueueDelivery.AtLeastOnce);
        Assert.InRange(thousand.Writes, 9 * hundred.Writes, 10.2 * hundred.Writes);
        Assert.InRange(thousand.Reads, 9 * hundred.Reads, 10.2 * hundred.Reads);
    }

    [Theory]
    [InlineData(QueueDelivery.AtLeastOnce, 7, 6)]
    [InlineData(QueueDelivery.ExactlyOnce, 8, 6)]
    public void OfACallback(QueueDelivery delivery, int reads, int writes)
    {
        // Beyond a chain of one step.
        Assert.Equal(new QueueCost(1, reads, writes), Cost("Question", 1, delivery) - Cost("Calls", 0, delivery));
    }

    private QueueCost Cost(string shape, int size, QueueDelivery delivery)
    {
        var world = new QueueWorld(_laboratory, new QueueScenario { Seed = 1, Chains = [(shape, size)], Delivery = delivery, MaxItemBytes = 400 * 1024 });
        world.Run();
        return world.Cost;
    }
}
