using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Testing.Tests.Cancellation;

public sealed class CancellationTests
{
    [Fact]
    public async Task CompensationRunsWithAllItsAwaits()
    {
        await using var host = CreateHost();
        var chain = await host.StartAsync<string>("Trips.BookAsync", "ada");
        await host.RunDueAsync();
        var start = host.Now;

        Assert.True(await chain.CancelAsync());

        await Assert.ThrowsAsync<OperationCanceledException>(() => host.RunToEndAsync(chain));
        Assert.Equal(["reserve ada", "ada: The chain was cancelled.", "release hotel of ada", "ada: released", "ada: finally"], Lines(host));
        Assert.Equal(ChainStatus.Cancelled, await chain.GetStatusAsync());
        Assert.Equal(TimeSpan.FromHours(1), host.Now - start);
        Assert.Empty(host.DeadLetters);
    }

    [Fact]
    public async Task ATimerOfTwoDaysEndsAtOnce()
    {
        await using var host = CreateHost();
        var chain = await host.StartAsync<string>("Trips.FailInsteadAsync", "ada");
        await host.RunDueAsync();
        var start = host.Now;

        await chain.CancelAsync();
        await host.RunDueAsync();

        Assert.Equal(start, host.Now);
        Assert.Equal(ChainStatus.Failed, await chain.GetStatusAsync());
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => chain.GetResultAsync());
        Assert.IsType<OperationCanceledException>(failure.InnerException);
    }

    [Fact]
    public async Task CallersGetItFromWhatTheyWaitFor()
    {
        await using var host = CreateHost();
        var chain = await host.StartAsync<string>("Trips.BookPassedOnAsync", "ada");
        await host.RunDueAsync();

        await chain.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => host.RunToEndAsync(chain));
        Assert.Equal(
            ["reserve ada", "ada: The chain was cancelled.", "release hotel of ada", "ada: released", "ada: finally", "release other of ada"],
            Lines(host));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task StartedCallsAreCancelledWithTheirCaller(int? seed)
    {
        await using var host = CreateHost(seed);
        var chain = await host.StartAsync<string>("Trips.BookBothAsync", "ada", "bob");
        await host.RunDueAsync();

        await chain.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => host.RunToEndAsync(chain));
        await host.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(ChainStatus.Cancelled, await chain.GetStatusAsync());
        foreach (var line in new[] { "ada: released", "bob: released", "ada: finally", "bob: finally", "both: cancelled", "both: first ended, faulted or cancelled: True" })
        {
            Assert.Contains(line, Lines(host));
        }
    }

    [Fact]
    public async Task ASecondCancellationHasNoEffect()
    {
        await using var host = CreateHost();
        var chain = await host.StartAsync<string>("Trips.BookAsync", "ada");
        await host.RunDueAsync();

        Assert.True(await chain.CancelAsync());
        await host.RunDueAsync();
        Assert.True(await chain.CancelAsync());
        await host.RunDueAsync();

        Assert.Equal(["reserve ada", "ada: The chain was cancelled.", "release hotel of ada"], Lines(host));
        await Assert.ThrowsAsync<OperationCanceledException>(() => host.RunToEndAsync(chain));
        Assert.Equal(5, Lines(host).Count);
    }

    [Fact]
    public async Task AChainThatHasEndedIsNotCancelled()
    {
        await using var host = CreateHost();
        var chain = await host.StartAsync<string>("Trips.BookAsync", "ada");
        Assert.Equal("hotel of ada", await host.RunToEndAsync(chain));

        Assert.False(await chain.CancelAsync());

        Assert.Equal(ChainStatus.Completed, await chain.GetStatusAsync());
        await Assert.ThrowsAsync<KeyNotFoundException>(() => host.Client.CancelAsync("unknown"));
    }

    [Fact]
    public async Task AHandlerThatSwallowsItGoesOnUndisturbed()
    {
        await using var host = CreateHost();
        var chain = await host.StartAsync<string>("Trips.BookAnywayAsync", "ada");
        await host.RunDueAsync();
        var start = host.Now;

        await chain.CancelAsync();

        Assert.Equal("hotel of ada", await host.RunToEndAsync(chain));
        Assert.Equal(ChainStatus.Completed, await chain.GetStatusAsync());
        Assert.Equal(TimeSpan.FromDays(1), host.Now - start);
    }

    [Fact]
    public async Task WhatHasNotBegunIsNotRun()
    {
        await using var host = CreateHost();
        var chain = await host.StartAsync<string>("Trips.BookAsync", "ada");

        await chain.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => host.RunToEndAsync(chain));
        Assert.Empty(Lines(host));
        Assert.Equal(ChainStatus.Cancelled, await chain.GetStatusAsync());
    }

    [Fact]
    public async Task AHandlersOwnCancellationIsAFailureWhereNobodyHasCancelledTheChain()
    {
        await using var host = CreateHost();
        var chain = await host.StartAsync<string>("Trips.GiveUpAsync", "ada");

        await Assert.ThrowsAsync<OperationCanceledException>(() => host.RunToEndAsync(chain));

        Assert.Equal(ChainStatus.Failed, await chain.GetStatusAsync());
    }

    [Fact]
    public async Task AChainIsCancelledWhenItsTimeIsUp()
    {
        await using var host = CreateHost();
        var start = host.Now;
        var chain = await host.StartAsync<string>(new ChainStartOptions { Timeout = TimeSpan.FromHours(5), Deadline = start.AddDays(1) }, "Trips.BookAsync", "ada");

        var exception = await Assert.ThrowsAsync<OperationCanceledException>(() => host.RunToEndAsync(chain));

        Assert.IsType<TimeoutException>(exception.InnerException);
        Assert.Equal(ChainStatus.Cancelled, await chain.GetStatusAsync());
        Assert.Contains("ada: released", Lines(host));
        Assert.Equal(TimeSpan.FromHours(6), host.Now - start);
    }

    [Fact]
    public async Task AChainThatEndsInTimeIsLeftAlone()
    {
        await using var host = CreateHost();
        var start = host.Now;
        var chain = await host.StartAsync<string>(new ChainStartOptions { Deadline = start.AddDays(3) }, "Trips.BookAsync", "ada");

        Assert.Equal("hotel of ada", await host.RunToEndAsync(chain));

        await host.AdvanceAsync(TimeSpan.FromDays(7));
        Assert.Equal(ChainStatus.Completed, await chain.GetStatusAsync());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.StartAsync<string>(new ChainStartOptions { Timeout = TimeSpan.FromHours(-1) }, "Trips.BookAsync", "ada"));
    }

    [Fact]
    public async Task ALoopOfOpaqueAwaitsEndsAtTheNextOne()
    {
        await using var host = CreateHost();
        var chain = await host.StartAsync<int>("Trips.PollAsync", 1_000_000);
        var client = host.Client;
        var journal = host.Services.GetRequiredService<Journal>();
        journal.Added = async _ =>
        {
            if (journal.Lines.Count == 5)
            {
                await client.CancelAsync(chain.Id);
            }
        };

        Assert.Equal(5, await host.RunToEndAsync(chain));

        Assert.Equal([.. Enumerable.Repeat("read", 6), "poll: cancelled", "read"], Lines(host));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task FaultsChangeNothingOfHowItEnds(int seed)
    {
        await using var host = CreateHost(seed);
        var chain = await host.StartAsync<string>("Trips.BookForOtherAsync", "ada");
        await host.RunDueAsync();

        await chain.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => host.RunToEndAsync(chain));
        Assert.Equal(
            ["reserve ada", "ada: The chain was cancelled.", "release hotel of ada", "ada: released", "ada: finally", "release other of ada"],
            Lines(host).Distinct());
        Assert.Equal(ChainStatus.Cancelled, await chain.GetStatusAsync());
    }

    private static ChainTestHost CreateHost(int? seed = null) => ChainTestHost.Create(
        new ChainTestOptions { Faults = seed is { } chosen ? new ChainTestFaults { Seed = chosen } : null },
        services => services.AddSingleton<Journal>().AddSingleton<IBooking, Booking>());

    private static IReadOnlyList<string> Lines(ChainTestHost host) => host.Services.GetRequiredService<Journal>().Lines;
}
