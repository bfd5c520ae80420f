using AsyncSplit.Queues;
using AsyncSplit.Simulation.Queues;
using AsyncSplit.Simulation.Shapes;
using AsyncSplit.Simulation.Worlds;
using Xunit.Abstractions;

namespace AsyncSplit.Simulation;

public sealed class QueueTests(ITestOutputHelper output)
{
    public static TheoryData<string, QueueDelivery> Shapes
    {
        get
        {
            var data = new TheoryData<string, QueueDelivery>();
            foreach (var shape in Shape.All)
            {
                data.Add(shape.Name, QueueDelivery.ExactlyOnce);
                data.Add(shape.Name, QueueDelivery.AtLeastOnce);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void AProcessMayDieBeforeAndBehindEachOperation(string shape, QueueDelivery delivery)
    {
        using var laboratory = new Laboratory();
        var scenario = new QueueScenario { Seed = 1, Chains = [(shape, 2)], Delivery = delivery };
        var undisturbed = new QueueWorld(laboratory, scenario);
        undisturbed.Run();
        for (var gate = 1; gate <= undisturbed.Gates; gate++)
        {
            AssertHolds(laboratory, scenario with { KillAt = gate });
        }

        output.WriteLine($"{undisturbed.Gates} places to die.");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EveryMessageMayBeDeliveredTwice(string shape, QueueDelivery delivery)
    {
        using var laboratory = new Laboratory();
        for (var seed = 0; seed < 3; seed++)
        {
            AssertHolds(laboratory, new QueueScenario { Seed = seed, Chains = [(shape, 2)], Delivery = delivery, Copies = 2, Activities = 1 + seed });
        }
    }

    [Theory]
    [InlineData(0, 400)]
    [InlineData(-1, 150)]
    public void StepsAndClientsMayTakeTurnsAtEachOperation(int from, int seeds)
    {
        // The second range is another one each time.
        var first = from < 0 ? Random.Shared.Next(1_000_000, 2_000_000_000) : from;
        using var laboratory = new Laboratory();
        for (var seed = first; seed < first + seeds; seed++)
        {
            AssertHolds(laboratory, QueueScenario.Of(seed));
        }
    }

    private static void AssertHolds(Laboratory laboratory, QueueScenario scenario)
    {
        var trace = new List<string>();
        try
        {
            new QueueWorld(laboratory, scenario).Run();
        }
        catch (Exception exception)
        {
            try
            {
                new QueueWorld(laboratory, scenario, trace).Run();
            }
            catch (Exception)
            {
                // The same again, with its trace.
            }

            Assert.Fail($"{scenario}\n{exception}\n{string.Join('\n', trace.TakeLast(120))}");
        }
    }
}
