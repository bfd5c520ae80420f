using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Testing.Tests.Retries;

public sealed class RetryTests
{
    [Fact]
    public async Task ACallThatSucceedsIsMadeOnce()
    {
        await using var host = CreateHost(failures: 0);

        Assert.Equal("paid: charged ada", await host.RunAsync<string>("Payments.PayAsync", "ada"));

        Assert.Equal(1, Assert.Single(BankOf(host).Calls).Attempt);
        Assert.DoesNotContain(host.Steps, step => step.Outcome == StepOutcomeKind.Retry);
    }

    [Fact]
    public async Task TheSecondAttemptsResultIsTheCalls()
    {
        await using var host = CreateHost(failures: 1);

        Assert.Equal("paid: charged ada", await host.RunAsync<string>("Payments.PayAsync", "ada"));

        Assert.Equal([1, 2], BankOf(host).Calls.Select(call => call.Attempt));
        Assert.Equal("IBank.ChargeAsync", Assert.Single(host.Steps, step => step.Outcome == StepOutcomeKind.Retry).Next);
    }

    [Fact]
    public async Task PausesGrowUpToTheLongest()
    {
        await using var host = CreateHost(failures: 3);

        Assert.Equal("paid: charged ada", await host.RunAsync<string>("Payments.PayAsync", "ada"));

        var at = BankOf(host).Calls.Select(call => call.At).ToList();
        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(5)], at.Skip(1).Zip(at, (next, last) => next - last));
    }

    [Fact]
    public async Task TheCallerGetsWhatTheLastAttemptThrew()
    {
        await using var host = CreateHost(failures: 9);

        Assert.Equal("given up: no answer 4", await host.RunAsync<string>("Payments.PayOrGiveUpAsync", "ada"));

        Assert.Equal([1, 2, 3, 4], BankOf(host).Calls.Select(call => call.Attempt));
    }

    [Fact]
    public async Task AHandlerOfSeveralStepsIsCalledAgainFromItsBeginning()
    {
        await using var host = CreateHost(failures: 1);
        var start = host.Now;

        Assert.Equal("found ada", await host.RunAsync<string>("Payments.FindAsync", "ada"));

        Assert.Equal(["find 1", "look up 1", "find 2", "look up 2", "found 2"], Log(host));
        Assert.Equal(TimeSpan.FromSeconds(12), host.Now - start);
    }

    [Fact]
    public async Task RetriesNest()
    {
        await using var host = CreateHost(failures: 5);
        var start = host.Now;

        Assert.Equal("found ada", await host.RunAsync<string>("Payments.FindAgainAsync", "ada"));

        Assert.Equal(6, BankOf(host).Calls.Count);
        Assert.Equal(
            ["find 1", "look up 1", "find 2", "look up 2", "find 3", "look up 3", "find 1", "look up 1", "find 2", "look up 2", "find 3", "look up 3", "found 3"],
            Log(host));
        Assert.Equal(TimeSpan.FromSeconds(6 + 40) + TimeSpan.FromHours(1), host.Now - start);
    }

    [Fact]
    public async Task AllAttemptsOfAllThatNestAreTheEnd()
    {
        await using var host = CreateHost(failures: 99);

        var exception = await Assert.ThrowsAsync<TimeoutException>(() => host.RunAsync<string>("Payments.FindAgainAsync", "ada"));

        Assert.Equal("no answer 6", exception.Message);
    }

    [Fact]
    public async Task StartedCallsAreRetried()
    {
        await using var host = CreateHost(failures: 2);

        Assert.Equal("found ada, found bob", await host.RunAsync<string>("Payments.FindBothAsync", "ada", "bob"));

        Assert.Equal(4, BankOf(host).Calls.Count);
    }

    [Theory]
    [InlineData("IFinder.FindAsync", 2)]
    [InlineData("Finder.FindAsync", 5)]
    [InlineData("IFinder.SeekAsync", 4)]
    [InlineData("Finder.SeekAsync", 4)]
    public async Task TheContractsAttributeComesBeforeTheHandlers(string callee, int attempts)
    {
        await using var host = CreateHost(failures: 0);

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunAsync<string>(callee, "ada"));

        Assert.Equal(Enumerable.Range(1, attempts), Log(host).Select(line => int.Parse(line[^1..], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void WhatAFrameSaysIsNoPauseThatCannotBe()
    {
        Assert.Equal(TimeSpan.Zero, new RetryPolicy(3, TimeSpan.FromDays(-9), 2, null, 0).DelayAfter(1, "a"));
        Assert.Equal(TimeSpan.Zero, new RetryPolicy(3, TimeSpan.FromDays(9), double.NaN, null, 0).DelayAfter(2, "a"));
        Assert.InRange(new RetryPolicy(3, TimeSpan.FromDays(9), double.PositiveInfinity, null, -1e300).DelayAfter(2, "a"), TimeSpan.Zero, TimeSpan.FromDays(3650));
    }

    [Fact]
    public async Task ACancellationIsNotRetried()
    {
        await using var host = CreateHost(failures: 0);
        var chain = await host.StartAsync<string>("Payments.WaitAsync", "ada");
        await host.RunDueAsync();

        await chain.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => host.RunToEndAsync(chain));
        Assert.Equal(["wait 1"], Log(host));
        Assert.Equal(ChainStatus.Cancelled, await chain.GetStatusAsync());
    }

    [Fact]
    public async Task ACancellationEndsThePause()
    {
        await using var host = CreateHost(failures: 9);
        var chain = await host.StartAsync<string>("Payments.PayAsync", "ada");
        await host.RunDueAsync();
        var start = host.Now;

        await chain.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => host.RunToEndAsync(chain));
        Assert.Single(BankOf(host).Calls);
        Assert.Equal(start, host.Now);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task FaultsOfTheHostAreNoAttempts(int seed)
    {
        var options = new ChainTestOptions { Faults = new ChainTestFaults { Seed = seed } };
        await using var host = ChainTestHost.Create(options, services => services.AddSingleton<List<string>>().AddSingleton<IBank>(new StableBank(2)));

        Assert.Equal("paid: charged ada in attempt 3", await host.RunAsync<string>("Payments.PayAsync", "ada"));
    }

    [Theory]
    [InlineData("5", null, 3, 2, 0, "Delay is \"5\"")]
    [InlineData("soon", null, 3, 2, 0, "Delay is \"soon\"")]
    [InlineData("00:00:05", "00:00:04", 3, 2, 0, "MaxDelay is \"00:00:04\"")]
    [InlineData("00:00:05", null, 0, 2, 0, "MaxAttempts is 0")]
    [InlineData("00:00:05", null, 3, 0.5, 0, "BackoffFactor is 0.5")]
    [InlineData("00:00:05", null, 3, 2, 1.5, "Jitter is 1.5")]
    public void WhatCannotBeIsSaid(string delay, string? maxDelay, int maxAttempts, double factor, double jitter, string expected)
    {
        var retry = new RetryAttribute { Delay = delay, MaxDelay = maxDelay, MaxAttempts = maxAttempts, BackoffFactor = factor, Jitter = jitter };

        var exception = Assert.Throws<ArgumentException>(() => RetryPolicy.Of("Payments.PayAsync", retry));

        Assert.Contains("Payments.PayAsync", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void JitterStaysInItsPartAndIsTheSameForOneMessage()
    {
        var policy = new RetryPolicy(3, TimeSpan.FromSeconds(10), 2, null, 0.2);

        var delays = Enumerable.Range(0, 200).Select(id => policy.DelayAfter(2, $"{id}").TotalSeconds).ToList();

        Assert.All(delays, delay => Assert.InRange(delay, 16, 24));
        Assert.True(delays.Max() - delays.Min() > 6);
        Assert.Equal(policy.DelayAfter(2, "same"), policy.DelayAfter(2, "same"));
    }

    private static ChainTestHost CreateHost(int failures) => ChainTestHost.Create(
        services => services.AddSingleton<List<string>>().AddSingleton<Bank>().AddSingleton<IBank>(provider =>
        {
            var bank = provider.GetRequiredService<Bank>();
            bank.Failures = failures;
            return bank;
        }));

    private static Bank BankOf(ChainTestHost host) => host.Services.GetRequiredService<Bank>();

    private static IReadOnlyList<string> Log(ChainTestHost host) => host.Services.GetRequiredService<List<string>>();

    // Fails by the attempt, not by the call: a repeated step does the same.
    private sealed class StableBank(int failures) : IBank
    {
        public Task<string> ChargeAsync(string who)
        {
            var attempt = ChainStep.Current!.Attempt;
            return attempt <= failures ? throw new TimeoutException($"no answer {attempt}") : Task.FromResult($"charged {who} in attempt {attempt}");
        }

        public Task<string> LookUpAsync(string who) => throw new NotSupportedException();
    }
}
