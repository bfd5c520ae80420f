using AsyncSplit.Errors;
using AsyncSplit.Messaging;
using System.Text;

namespace AsyncSplit.Simulation.Worlds;

/// <content>What must hold when nothing is left to do.</content>
internal sealed partial class World
{
    private void Check()
    {
        foreach (var chain in _chains)
        {
            CheckEnd(chain);
        }

        if (_store.DeadLetters().Count > 0)
        {
            CheckDeadLetters();
        }

        CheckLeaks();
    }

    private void CheckEnd(SimulatedChain chain)
    {
        var record = _shown.FindAsync(chain.Id, CancellationToken.None).GetAwaiter().GetResult() ?? throw new ViolationException($"Chain {chain.Id} is gone.");
        if (record.Status is ChainStatus.Running or ChainStatus.Parked)
        {
            throw new ViolationException($"Chain {chain.Id} ({chain.Shape.Name}) is {record.Status}: {record.ParkedReason ?? "nothing is left that could go on with it"}");
        }

        var result = record.Error is { } error ? ChainEnd.TextOf(ErrorReader.Read(error, _laboratory.Registry)) : Encoding.UTF8.GetString(record.Result!.Value.Span).Trim('"');
        var end = chain.Shape.End(chain.Id, result, _journal);
        var native = _laboratory.NativeEnds(chain.Shape, chain.Id, chain.Size);
        if (chain.Shape.Objection(end, native, chain.Size) is { } objection)
        {
            throw new ViolationException($"Chain {chain.Id} ({chain.Shape.Name}): {objection}.");
        }

        CheckCallbacks(chain, end);
    }

    // A chain that fails leaves one, of the step that threw.
    private void CheckDeadLetters()
    {
        var others = _store.DeadLetters().Where(deadLetter => deadLetter.Kind != DeadLetterKind.Unhandled || _store.Find(deadLetter.ChainId ?? "") is not { Status: ChainStatus.Failed }).ToList();
        if (others.Count > 0)
        {
            throw new ViolationException($"There are dead letters: {string.Join("; ", others.Select(deadLetter => $"{deadLetter.EntryPoint}: {deadLetter.Reason}"))}");
        }
    }

    private void CheckLeaks()
    {
        foreach (var deadLetter in _store.DeadLetters())
        {
            Commit(null, new StepCommit { Discarded = deadLetter.MessageId }, []);
        }

        var left = _store.Describe();
        if (left.Length > 0)
        {
            throw new ViolationException($"The store still holds: {left}");
        }

        var purged = _store.PurgeAsync(DateTimeOffset.MaxValue, NoLimit, CancellationToken.None).GetAwaiter().GetResult();
        if (purged != _chains.Count)
        {
            throw new ViolationException($"{purged} of {_chains.Count} chains could be purged.");
        }
    }
}
