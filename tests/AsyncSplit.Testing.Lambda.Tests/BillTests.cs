using AsyncSplit.Testing.Lambda.Tests.Harness;

namespace AsyncSplit.Testing.Lambda.Tests;

public sealed class BillTests
{
    [Fact]
    public async Task AnInvocationIsBilledRoundedUpAndTheFirstOneWithItsInitialisation()
    {
        await using var service = await Lambdas.StartAsync(Functions.Commands() with { MemoryMb = 512 });

        await service.AskAsync(new { @do = "sleep", ms = 200 });
        await service.WaitUntilIdleAsync();
        await service.AskAsync(new { @do = "sleep", ms = 200 });
        await service.WaitUntilIdleAsync();

        var bill = service.GetBill();
        var (cold, warm) = (bill.Invocations[0], bill.Invocations[1]);
        Assert.True(cold.IsColdStart && !warm.IsColdStart);
        Assert.InRange(warm.Duration, TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(1000));
        Assert.Equal(Math.Ceiling((cold.Init + cold.Duration).TotalMilliseconds), cold.BilledMilliseconds);
        Assert.Equal(Math.Ceiling(warm.Duration.TotalMilliseconds), warm.BilledMilliseconds);
        Assert.Equal(cold.BilledMilliseconds + warm.BilledMilliseconds, bill.BilledMilliseconds);
        Assert.Equal(bill.BilledMilliseconds / 1000.0 / 2, bill.GbSeconds, 1e-9);
        Assert.Equal(cold.Init, bill["Commands"].Init);
        Assert.True(warm.Started >= cold.Started + cold.Duration);
    }

    [Fact]
    public async Task WhoWaitsForAnotherFunctionIsBilledTogetherWithIt()
    {
        await using var service = await Lambdas.StartAsync(Functions.Commands("Front"), Functions.Commands("Back"));

        await service.AskAsync(new { @do = "invoke", function = "Back", @event = new { @do = "sleep", ms = 500 } }, "Front");
        await service.WaitUntilIdleAsync();

        var (front, back) = (service.GetBill().Invocations[0], service.GetBill().Invocations[1]);
        Assert.Equal(("Front", "Back"), (front.Function, back.Function));
        Assert.True(back.Duration >= TimeSpan.FromMilliseconds(500));
        Assert.True(front.Duration > back.Duration);
    }

    [Fact]
    public async Task ANewBillBeginsWithNothing()
    {
        await using var service = await Lambdas.StartAsync(Functions.Commands());
        await service.AskAsync(new { @do = "echo" });
        await service.WaitUntilIdleAsync();

        service.ClearBill();

        Assert.Equal(0, service.GetBill().BilledMilliseconds);
        Assert.Empty(service.GetBill().Invocations);
    }
}
