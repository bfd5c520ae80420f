using System.Diagnostics;
using AsyncSplit.Messaging;
using AsyncSplit.Sqlite.Tests.Fixtures;
using AsyncSplit.Stores;

namespace AsyncSplit.Sqlite.Tests;

public sealed class LeaseTests : IDisposable
{
    private readonly TempDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task WhatIsNotCommittedWhenAStoreIsDisposedIsDeliveredAgainAtOnce()
    {
        Delivery lost;
        await using (var first = _database.Open())
        {
            await first.CommitAsync(Commits.Sends("a"));
            lost = await first.ReceiveOneAsync();
        }

        await using var second = _database.Open();
        var again = await second.ReceiveOneAsync();

        Assert.Equal(("a", 2), (again.MessageId, again.Attempt));
        Assert.Equal(CommitResult.Superseded, await second.CommitAsync(Commits.Sends("x"), lost));
    }

    [Fact]
    public async Task AFallenProcessLeasesAreTakenOverAtOnce()
    {
        var machine = Environment.MachineName;
        await LeaseAsIfAsync($"machine = '{machine}', pid = {EndedPid()}");

        await using var chains = _database.Open();
        var started = Stopwatch.GetTimestamp();
        var again = await chains.ReceiveOneAsync();

        Assert.Equal(("a", 2), (again.MessageId, again.Attempt));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal(1, _database.Count("owners"));
    }

    [Fact]
    public async Task AProcessOfTheSameNumberThatWasStartedLaterIsAnotherOne()
    {
        await LeaseAsIfAsync("started = 'long ago'");

        await using var chains = _database.Open();

        Assert.Equal("a", (await chains.ReceiveOneAsync()).MessageId);
    }

    [Fact]
    public async Task AProcessThatFallsWhileWeWaitIsNoticed()
    {
        await LeaseAsIfAsync("pid = pid");
        await using var chains = _database.Open();
        var waiting = chains.ReceiveOneAsync();
        await Task.Delay(300);
        Assert.False(waiting.IsCompleted);

        _database.Execute($"UPDATE owners SET pid = {EndedPid()} WHERE id = 1");

        Assert.Equal("a", (await waiting.WaitAsync(TimeSpan.FromSeconds(5))).MessageId);
    }

    [Fact]
    public async Task ALivingProcessKeepsItsLeases()
    {
        await LeaseAsIfAsync("pid = pid");

        await using var chains = _database.Open();

        await chains.ReceivesNothingAsync(500);
    }

    [Fact]
    public async Task AnotherMachinesLeaseIsTakenOverWhenItHasExpired()
    {
        await LeaseAsIfAsync($"machine = 'elsewhere', pid = {EndedPid()}");
        var clock = new FakeClock();
        await using var chains = _database.Open(clock);
        await chains.ReceivesNothingAsync(300);

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(2, (await chains.ReceiveOneAsync()).Attempt);
    }

    [Fact]
    public async Task ARenewedLeaseLastsAndOneThatHasExpiredIsLostToTheNextReceiver()
    {
        var clock = new FakeClock();
        await using var chains = _database.Open(clock);
        await using var other = _database.Open(clock);
        await chains.CommitAsync(Commits.Sends("a"));
        var delivery = await chains.ReceiveOneAsync();

        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await chains.RenewAsync(delivery, default));
        clock.Advance(TimeSpan.FromSeconds(20));
        await other.ReceivesNothingAsync();

        clock.Advance(TimeSpan.FromSeconds(20));
        var taken = await other.ReceiveOneAsync();
        Assert.False(await chains.RenewAsync(delivery, default));
        await chains.AbandonAsync(delivery, TimeSpan.Zero, default);
        Assert.Equal(CommitResult.Superseded, await chains.CommitAsync(Commits.Sends("x"), delivery));
        Assert.Equal(CommitResult.Applied, await other.CommitAsync(Commits.Sends("b"), taken));
    }

    [Fact]
    public async Task AnotherTransportsDeliveryIsRefused()
    {
        await using var chains = _database.Open();

        await Assert.ThrowsAsync<ArgumentException>(async () => await chains.RenewAsync(new Delivery("a", default), default));
    }

    /// <summary>Leaves a file in which owner 1 has leased message a; <paramref name="owner"/> says who that is, starting from this process.</summary>
    private async Task LeaseAsIfAsync(string owner)
    {
        await using var chains = _database.Open();
        await chains.CommitAsync(Commits.Sends("a"));
        await chains.ReceiveOneAsync();
        _database.Execute($"CREATE TABLE kept AS SELECT * FROM messages; CREATE TABLE kept_owners AS SELECT * FROM owners");
        await chains.DisposeAsync();
        _database.Execute(
            $"""
            DELETE FROM messages;
            INSERT INTO messages SELECT * FROM kept;
            INSERT INTO owners SELECT * FROM kept_owners;
            UPDATE owners SET {owner};
            DROP TABLE kept;
            DROP TABLE kept_owners
            """);
    }

    private static int EndedPid()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.Id;
    }
}
