using System.Diagnostics;
using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Tests.Fixtures;
using AsyncSplit.Stores;

namespace AsyncSplit.PostgreSql.Tests;

/// <summary>Many branches that end at the same time, in several processes.</summary>
public sealed class JoinTests : IAsyncLifetime
{
    private TempSchema _schema = null!;

    public async Task InitializeAsync() => _schema = await TempSchema.CreateAsync();

    public async Task DisposeAsync() => await _schema.DisposeAsync();

    [Fact]
    public async Task BranchesOfManyJoinsEndInSeveralProcessesWithoutADeadlock()
    {
        const int Joins = 12;
        const int Branches = 40;
        var stores = Enumerable.Range(0, 3).Select(_ => _schema.Open(configure: static options => options.MaxBatch = 16)).ToArray();
        for (var join = 0; join < Joins; join++)
        {
            var chain = $"c{join}";
            string[] futures = [.. Enumerable.Range(0, Branches).Select(branch => $"f{join}-{branch}")];
            await stores[0].CommitAsync(new StepCommit { Started = new ChainStart(chain, "handler", Commits.Now) });
            await stores[0].CommitAsync(new StepCommit
            {
                Sends = [.. futures.Select(future => Commits.Envelope("b" + future, chain: chain))],
                Wait = new FutureWait(new OutgoingEnvelope("w" + chain, chain, "joined", Commits.Now, "[]"u8.ToArray()), 1, futures, Branches),
            });
        }

        var joined = 0;
        var done = new TaskCompletionSource();
        await Task.WhenAll(stores.SelectMany(store => Enumerable.Repeat(store, 8)).Select(async store =>
        {
            while (!done.Task.IsCompleted)
            {
                using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(60));
                var receiving = store.ReceiveAsync(4, enough.Token).AsTask();
                if (await Task.WhenAny(receiving, done.Task) == done.Task)
                {
                    await enough.CancelAsync();
                    await receiving.ContinueWith(static _ => { });
                    return;
                }

                foreach (var delivery in (await receiving).Reverse())
                {
                    if (delivery.MessageId[0] == 'w')
                    {
                        Assert.Equal(CommitResult.Applied, await store.CommitAsync(Commits.Completes(delivery.MessageId[1..]), delivery));
                        if (Interlocked.Increment(ref joined) == Joins)
                        {
                            done.SetResult();
                        }
                    }
                    else
                    {
                        var future = delivery.MessageId[1..];
                        Assert.Equal(CommitResult.Applied, await store.CommitAsync(Commits.Settles(future, chain: "c" + future[1..future.IndexOf('-')]), delivery));
                    }
                }
            }
        })).WaitAsync(TimeSpan.FromSeconds(120));

        Assert.Equal(Joins, await _schema.CountAsync("@.chains WHERE status = 1"));
        Assert.Equal(0, await _schema.CountAsync("@.messages"));
        Assert.Equal(0, await _schema.CountAsync("@.futures"));
        Assert.Equal(0L, await _schema.ReadAsync<long>("SELECT deadlocks FROM pg_stat_database WHERE datname = 'postgres'"));
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task TenTimesTheBranchesTakeTenTimesTheTimeAndNotAHundred()
    {
        await using var chains = _schema.Open();
        await JoinAsync(chains, "warm", 100);
        var few = await JoinAsync(chains, "few", 1_000);
        var many = await JoinAsync(chains, "many", 10_000);

        Assert.True(many < (few + TimeSpan.FromSeconds(0.2)) * 35, $"1,000 branches took {few.TotalMilliseconds:0} ms, 10,000 took {many.TotalMilliseconds:0} ms.");
        Assert.Equal(0, await _schema.CountAsync("@.futures") + await _schema.CountAsync("@.waits") + await _schema.CountAsync("@.wait_futures"));
    }

    [Fact]
    public async Task TheHotPathReadsNoTableAsAWhole()
    {
        // The indexes were made by reading the tables, which had nothing in them.
        _schema.Open().Dispose();
        var before = await ScansAsync();
        await using (var chains = _schema.Open())
        {
            await JoinAsync(chains, "join", 500);
            await chains.CommitAsync(Commits.Starts("c"));
            for (var delivery = await chains.ReceiveOneAsync(); delivery.MessageId != "c-9"; delivery = await chains.ReceiveOneAsync())
            {
                var next = $"c-{int.Parse(delivery.MessageId[2..], null) + 1}";
                await chains.CommitAsync(new StepCommit { Sends = [Commits.Envelope(next)], Step = Commits.Step("c", delivery.MessageId), Listens = [new SignalListener("c", "s", "f" + next)] }, delivery);
                await chains.CommitAsync(Commits.Signals("s", "s" + next));
            }

            await chains.CommitAsync(Commits.Cancels("c"));
            await chains.CommitAsync(Commits.Completes("c"));
        }

        Assert.Equal(before, await ScansAsync());
    }

    // The statistics are written by the connections of the store when they end.
    private async Task<string> ScansAsync()
    {
        await Task.Delay(1000);
        return await _schema.ReadAsync<string>(
            $"SELECT string_agg(relname || ' ' || seq_scan, ', ' ORDER BY relname) FROM pg_stat_user_tables WHERE schemaname = '{_schema.Name}' AND relname <> 'versions'");
    }

    private static async Task<TimeSpan> JoinAsync(PostgreSqlChains chains, string chain, int branches)
    {
        string[] futures = [.. Enumerable.Range(0, branches).Select(branch => $"{chain}{branch}")];
        await chains.CommitAsync(new StepCommit { Started = new ChainStart(chain, "handler", Commits.Now) });
        var started = Stopwatch.GetTimestamp();
        await chains.CommitAsync(new StepCommit { Wait = new FutureWait(new OutgoingEnvelope("w" + chain, chain, "joined", Commits.Now, "[]"u8.ToArray()), 1, futures, branches) });
        await Task.WhenAll(futures.Select(future => chains.CommitAsync(Commits.Settles(future, chain: chain))));
        var joined = await chains.ReceiveOneAsync();
        var took = Stopwatch.GetElapsedTime(started);
        Assert.Equal("w" + chain, joined.MessageId);
        Assert.Equal(branches - 1, joined.Body.Span.Count((byte)','));
        await chains.CommitAsync(Commits.Completes(chain), joined);
        return took;
    }
}
