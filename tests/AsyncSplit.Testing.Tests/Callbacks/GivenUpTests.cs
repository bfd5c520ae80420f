namespace AsyncSplit.Testing.Tests.Callbacks;

/// <summary>A signal goes to someone who can hear it.</summary>
public sealed class GivenUpTests
{
    [Theory]
    [InlineData("GivenUp.RemindAsync", 3.5, "yes after 3 reminders")]
    [InlineData("GivenUp.RemindAsync", 0.5, "yes after 0 reminders")]
    [InlineData("GivenUp.KeepAsync", 3.5, "late yes")]
    [InlineData("GivenUp.KeepAsync", 1.5, "late yes")]
    [InlineData("GivenUp.DropAsync", 2, "yes")]
    [InlineData("GivenUp.DropAsync", 0.5, "yes")]
    [InlineData("GivenUp.PassByAsync", 2, "again yes")]
    [InlineData("GivenUp.PassByAsync", 0.5, "again yes")]
    public async Task TheSignalIsHeard(string handler, double days, string result)
    {
        await using var host = ChainTestHost.Create();
        var chain = await host.StartAsync<string>(handler);
        await host.AdvanceAsync(TimeSpan.FromDays(days));

        await host.Client.SignalAsync(chain.Id, "paid", "yes");

        Assert.Equal(result, await host.RunToEndAsync(chain));
    }

    [Fact]
    public async Task SoItIsWhenTheWaitWasCancelled()
    {
        await using var host = ChainTestHost.Create();
        var chain = await host.StartAsync<string>("GivenUp.CancelAsync");
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await chain.CancelAsync();
        await host.AdvanceAsync(TimeSpan.FromDays(1));

        await host.Client.SignalAsync(chain.Id, "paid", "yes");

        Assert.Equal("cancelled yes", await host.RunToEndAsync(chain));
    }

    [Fact]
    public async Task OneThatComesWhileTheWaitIsBeingGivenUpIsHeardByTheNext()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            await using var host = ChainTestHost.Create(new ChainTestOptions { Faults = new ChainTestFaults { Seed = seed, Reorders = true, Duplicates = 0.3, CrashesBeforeCommit = 0.3, CrashesAfterCommit = 0.3 } });
            var chain = await host.StartAsync<string>("GivenUp.PassByAsync");
            await host.AdvanceAsync(TimeSpan.FromDays(0.5));

            // It settles the future of a listener whose frame the exception will pass by.
            await host.Client.SignalAsync(chain.Id, "paid", "yes");

            Assert.Equal("again yes", await host.RunToEndAsync(chain));
        }
    }
}
