using AsyncSplit.Engine;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;

namespace AsyncSplit.Testing;

/// <summary>Runs steps one at a time; lets time pass when nothing is due; makes the faults.</summary>
internal sealed class StepPump(InMemoryChains chains, StepRunner runner, VirtualTime clock, ChainTestFaults? faults)
{
    private readonly Random _random = new(faults?.Seed ?? 0);
    private readonly List<Delivery> _due = [];
    private readonly List<Delivery> _duplicates = [];
    private readonly List<StepRecord> _steps = [];

    public IReadOnlyList<StepRecord> Steps => _steps;

    public int Executions { get; private set; }

    /// <summary>Runs one step.</summary>
    /// <param name="until">How far time may pass for it.</param>
    /// <returns>False when there is none by then.</returns>
    public async ValueTask<bool> StepAsync(DateTimeOffset? until = null)
    {
        _due.AddRange(chains.TakeDue(int.MaxValue));
        if (_due.Count == 0)
        {
            if (chains.NextDueAt() is not { } next || next == DateTimeOffset.MaxValue || next > until)
            {
                return false;
            }

            clock.AdvanceTo(next);
            _due.AddRange(chains.TakeDue(int.MaxValue));
        }

        // A duplicate may come at any time after its original.
        if (_duplicates.Count > 0 && _random.Next(2) == 0)
        {
            await RunAsync(Remove(_duplicates)).ConfigureAwait(false);
        }

        var delivery = Remove(_due);
        if (Happens(faults?.CrashesBeforeCommit))
        {
            await ExecuteAsync(delivery).ConfigureAwait(false);
            await chains.AbandonAsync(delivery, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            return true;
        }

        await RunAsync(delivery).ConfigureAwait(false);
        if (Happens(faults?.CrashesAfterCommit))
        {
            await RunAsync(delivery).ConfigureAwait(false);
        }

        if (Happens(faults?.Duplicates))
        {
            _duplicates.Add(delivery);
        }

        return true;
    }

    /// <summary>Delivers the duplicates that have outlived their chain.</summary>
    public async ValueTask DeliverLateDuplicatesAsync()
    {
        while (_duplicates.Count > 0)
        {
            await RunAsync(Remove(_duplicates)).ConfigureAwait(false);
        }
    }

    private async ValueTask RunAsync(Delivery delivery)
    {
        var commit = await ExecuteAsync(delivery).ConfigureAwait(false);
        if (await runner.CommitAsync(delivery, commit, CancellationToken.None).ConfigureAwait(false) == CommitResult.Applied && commit.Step is { } step)
        {
            _steps.Add(step);
        }
    }

    private async ValueTask<StepCommit> ExecuteAsync(Delivery delivery)
    {
        Executions++;
        return await runner.ExecuteAsync(delivery, CancellationToken.None).ConfigureAwait(false)
            ?? throw new InvalidOperationException("A step was abandoned, though nothing is cancelled in a test.");
    }

    private Delivery Remove(List<Delivery> deliveries)
    {
        var index = faults is { Reorders: true } ? _random.Next(deliveries.Count) : 0;
        var delivery = deliveries[index];
        deliveries.RemoveAt(index);
        return delivery;
    }

    private bool Happens(double? probability) => probability > 0 && _random.NextDouble() < probability;
}
