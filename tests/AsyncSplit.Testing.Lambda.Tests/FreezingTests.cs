using System.Diagnostics;
using AsyncSplit.Testing.Lambda.Tests.Harness;

namespace AsyncSplit.Testing.Lambda.Tests;

public sealed class FreezingTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task BetweenInvocationsNothingRunsInTheBackgroundUnlessItIsAllowedTo(bool freezes)
    {
        await using var service = await LambdaService.StartAsync(new LambdaServiceOptions { Freezes = freezes, InitTimeout = TimeSpan.FromSeconds(30) }, Functions.Commands());

        var before = await service.AskAsync(new { @do = "process" });
        await service.WaitUntilIdleAsync();
        await Task.Delay(1500);
        var after = await service.AskAsync(new { @do = "process" });

        // A tick takes 10 ms or more. Frozen, only those count that passed around the two invocations.
        var ticks = after.GetProperty("ticks").GetInt32() - before.GetProperty("ticks").GetInt32();
        Assert.True(freezes ? ticks < 40 : ticks > 60, $"{ticks} ticks");
    }

    [Fact]
    public async Task AnIdleEnvironmentIsStoppedAndOneThatIsNotNeededEnds()
    {
        await using var service = await LambdaService.StartAsync(new LambdaServiceOptions { IdleTimeout = TimeSpan.FromSeconds(3), InitTimeout = TimeSpan.FromSeconds(30) }, Functions.Commands());
        var id = (await service.AskAsync(new { @do = "process" })).GetProperty("id").GetInt32();
        await service.WaitUntilIdleAsync();
        using var process = Process.GetProcessById(id);

        await WaitUntilStoppedAsync(id);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        var next = await service.AskAsync(new { @do = "process" });
        await service.WaitUntilIdleAsync();

        Assert.NotEqual(id, next.GetProperty("id").GetInt32());
        Assert.Equal(2, service.GetBill()["Commands"].ColdStarts);
    }

    [Fact]
    public async Task TheServiceEndsAllThatItHasStarted()
    {
        int id;
        await using (var service = await Lambdas.StartAsync(Functions.Commands()))
        {
            id = (await service.AskAsync(new { @do = "process" })).GetProperty("id").GetInt32();
        }

        Assert.False(Directory.Exists($"/proc/{id}"));
    }

    // The letter behind the name in parentheses: T is stopped. A signal takes a moment to arrive.
    private static async Task WaitUntilStoppedAsync(int id)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        while (await File.ReadAllTextAsync($"/proc/{id}/stat", limit.Token) is var stat && stat[stat.LastIndexOf(')') + 2] != 'T')
        {
            await Task.Delay(5, limit.Token);
        }
    }
}
