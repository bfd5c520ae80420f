using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Testing.Tests.Callbacks;

public sealed class CallbackTests
{
    [Fact]
    public async Task NobodyRunsUntilItIsCompleted()
    {
        await using var host = CreateHost(out var mailbox);
        var chain = await host.StartAsync<string>("Approvals.AskPatientlyAsync", "a desk");
        await host.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(2, host.Steps.Count);

        await host.Client.CompleteAsync(Assert.Single(mailbox.Tokens), new Decision(true, "ada"));

        Assert.Equal("a desk approved by ada", await host.RunToEndAsync(chain));
        Assert.Equal(0, host.QueuedEnvelopes);
    }

    [Fact]
    public async Task OnlyTheFirstCompletionCounts()
    {
        await using var host = CreateHost(out var mailbox);
        var chain = await host.StartAsync<string>("Approvals.AskPatientlyAsync", "a desk");
        await host.RunDueAsync();
        var token = mailbox.Tokens[0];

        Assert.Equal(CallbackAnswer.Accepted, await host.Client.TryCompleteAsync(token, new Decision(true, "ada")));
        Assert.Equal(CallbackAnswer.AlreadyCompleted, await host.Client.TryCompleteAsync(token, new Decision(false, "bob")));
        await host.RunDueAsync();
        var refusal = await Assert.ThrowsAsync<CallbackRefusedException>(() => host.Client.FailAsync(token, new RefusedException("no", 1)));

        Assert.Equal(CallbackAnswer.ChainEnded, refusal.Answer);
        Assert.Equal("a desk approved by ada", await chain.GetResultAsync());
    }

    [Fact]
    public async Task ASecondCompletionIsRefusedAlsoWhenTheChainHasGoneOn()
    {
        await using var host = CreateHost(out var mailbox);
        await host.StartAsync<int>("Approvals.AskManyAsync", 2);
        await host.RunDueAsync();

        Assert.Equal(CallbackAnswer.Accepted, await host.Client.TryCompleteAsync(mailbox.Tokens[0], 1));
        await host.AdvanceAsync(TimeSpan.FromHours(2));

        Assert.Equal(CallbackAnswer.AlreadyCompleted, await host.Client.TryCompleteAsync(mailbox.Tokens[0], 2));
        Assert.Equal(CallbackAnswer.Accepted, await host.Client.TryCompleteAsync(mailbox.Tokens[1], 2));
    }

    [Fact]
    public async Task AFailureIsTheAwaitsException()
    {
        await using var host = CreateHost(out var mailbox);
        var chain = await host.StartAsync<string>("Approvals.AskPatientlyAsync", "a desk");
        await host.RunDueAsync();

        await host.Client.FailAsync(mailbox.Tokens[0], new RefusedException("no money", 7));

        Assert.Equal("a desk: no money 7", await host.RunToEndAsync(chain));
    }

    [Fact]
    public async Task ItsTimeEnds()
    {
        await using var host = CreateHost(out var mailbox);
        var start = host.Now;

        Assert.Equal("a desk: The callback was not completed within 3.00:00:00.", await host.RunAsync<string>("Approvals.AskPatientlyAsync", "a desk"));

        Assert.Equal(TimeSpan.FromDays(3), host.Now - start);
        Assert.Equal(CallbackAnswer.Expired, await host.Client.TryCompleteAsync(mailbox.Tokens[0], new Decision(true, "ada")));
    }

    [Fact]
    public async Task ACompletionBeforeTheStepIsCommittedCounts()
    {
        await using var host = CreateHost(out var mailbox);
        mailbox.Then = token => host.Client.CompleteAsync(token, new Decision(true, "a machine"));

        Assert.Equal("a desk approved by a machine", await host.RunAsync<string>("Approvals.AskAsync", "a desk"));
        Assert.Equal(0, host.QueuedEnvelopes);
    }

    [Fact]
    public async Task WhatCannotBeHandedOutFails()
    {
        await using var host = CreateHost(out var mailbox);
        mailbox.Then = _ => throw new RefusedException("no address", 1);

        Assert.Equal("a desk: no address 1", await host.RunAsync<string>("Approvals.AskPatientlyAsync", "a desk"));
        Assert.Equal(0, host.QueuedEnvelopes);
    }

    [Fact]
    public async Task CancellingTheChainEndsIt()
    {
        await using var host = CreateHost(out var mailbox);
        var chain = await host.StartAsync<string>("Approvals.AskPatientlyAsync", "a desk");
        await host.RunDueAsync();

        await chain.CancelAsync();

        Assert.Equal("a desk: cancelled", await host.RunToEndAsync(chain));
        Assert.Equal(CallbackAnswer.ChainEnded, await host.Client.TryCompleteAsync(mailbox.Tokens[0], new Decision(true, "ada")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task TokensOfARepeatedStepEndTheSameCallback(int seed)
    {
        await using var host = CreateHost(out var mailbox, new ChainTestOptions { Faults = new ChainTestFaults { Seed = seed, CrashesBeforeCommit = 0.5 } });
        var accepted = 0;
        mailbox.Then = async token => accepted += await host.Client.TryCompleteAsync(token, 1) == CallbackAnswer.Accepted ? 1 : 0;

        Assert.Equal(5, await host.RunAsync<int>("Approvals.AskManyAsync", 5));
        Assert.True(mailbox.Tokens.Count >= 5);
        Assert.Equal(5, accepted);
    }

    [Fact]
    public async Task AValueOfAnotherTypeIsRefused()
    {
        await using var host = CreateHost(out var mailbox);
        await host.StartAsync<string>("Approvals.AskAsync", "a desk");
        await host.RunDueAsync();
        var token = mailbox.Tokens[0];

        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.CompleteAsync(token, "yes"));
        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.TryCompleteJsonAsync(token, "[1]"u8.ToArray()));
        await Assert.ThrowsAsync<ArgumentException>(() => host.Client.TryCompleteJsonAsync(token, "{\"isApp"u8.ToArray()));

        Assert.Equal(CallbackAnswer.Accepted, await host.Client.TryCompleteJsonAsync(token, """{"IsApproved":true,"By":"ada"}"""u8.ToArray()));
    }

    [Fact]
    public async Task NothingIsLeftOfALongLoopWithLongTimeLimits()
    {
        await using var host = CreateHost(out var mailbox);
        mailbox.Then = token => host.Client.CompleteAsync(token, 1);
        var chain = await host.StartAsync<string>("Approvals.TimeLimitsAsync", 100);
        await host.RunDueAsync();

        Assert.Equal(ChainStatus.Running, await chain.GetStatusAsync());
        Assert.Equal(0, host.QueuedEnvelopes);

        await host.Client.SignalAsync(chain.Id, "end", "all");
        Assert.Equal("400 all", await host.RunToEndAsync(chain));
    }

    [Fact]
    public async Task CodeThatIsNotSplitCannotWaitForOne()
    {
        await using var host = CreateHost(out _);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunAsync<string>("Approvals.ThroughAHelperAsync"));

        Assert.Contains("not split", refusal.Message, StringComparison.Ordinal);
    }

    private static ChainTestHost CreateHost(out Mailbox mailbox, ChainTestOptions? options = null)
    {
        var sent = mailbox = new Mailbox();
        return ChainTestHost.Create(options ?? new ChainTestOptions(), services => services.AddSingleton(sent).AddSingleton<IStock, Stock>());
    }
}
