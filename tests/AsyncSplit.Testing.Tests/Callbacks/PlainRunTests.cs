namespace AsyncSplit.Testing.Tests.Callbacks;

public sealed class PlainRunTests
{
    [Fact]
    public async Task ACallbackIsCompletedOnce()
    {
        var mailbox = new Mailbox();
        var asking = new Approvals(mailbox, new Stock()).AskAsync("a desk");

        Assert.True(PlainRun.Complete(mailbox.Tokens[0], new Decision(true, "ada")));
        Assert.False(PlainRun.Complete(mailbox.Tokens[0], new Decision(false, "bob")));

        Assert.Equal("a desk approved by ada", await asking);
        Assert.False(PlainRun.Fail(mailbox.Tokens[0], new RefusedException("late", 1)));
    }

    [Fact]
    public async Task ACallbackCanFail()
    {
        var mailbox = new Mailbox();
        var asking = new Approvals(mailbox, new Stock()).AskPatientlyAsync("a desk");

        PlainRun.Fail(mailbox.Tokens[0], new RefusedException("no", 3));

        Assert.Equal("a desk: no 3", await asking);
    }

    [Fact]
    public async Task ASignalIsTakenByTheRunItIsSentTo()
    {
        using var run = PlainRun.Begin();
        var waiting = new Approvals(new Mailbox(), new Stock()).WithRemindersAsync();

        run.Signal("paid", "50");

        Assert.Equal("50 after 0 reminders", await waiting);
    }

    [Fact]
    public async Task ASignalNeedsARun()
    {
        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => new Approvals(new Mailbox(), new Stock()).WithRemindersAsync());

        Assert.Contains("PlainRun.Begin()", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AValueOfAnotherTypeIsRefused()
    {
        var mailbox = new Mailbox();
        _ = new Approvals(mailbox, new Stock()).AskAsync("a desk");

        Assert.Throws<ArgumentException>(() => PlainRun.Complete(mailbox.Tokens[0], "yes"));
    }
}
