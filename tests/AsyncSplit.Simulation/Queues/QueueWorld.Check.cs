using System.Text;
using AsyncSplit.Errors;
using AsyncSplit.Messaging;
using AsyncSplit.Queues;
using AsyncSplit.Queues.Items;
using AsyncSplit.Simulation.Shapes;
using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Queues;

/// <content>What must hold when nothing is left to do.</content>
internal sealed partial class QueueWorld
{
    private readonly Dictionary<string, List<ChainStatus>> _ends = new(StringComparer.Ordinal);

    // Each change between the states of a chain, as the table has seen it.
    private void NoteEnd(string place)
    {
        var (partition, key) = (place.Split('/')[0], place.Split('/')[1]);
        var status = ChainItem.Read(Whole(_items.All.First(item => item.Partition == partition && item.Key == key))).Record.Status;
        if (!_ends.TryGetValue(partition, out var states))
        {
            _ends.Add(partition, states = [ChainStatus.Running]);
        }

        if (states[^1] != status)
        {
            states.Add(status);
        }
    }

    private ReadOnlyMemory<byte> Whole(Item item)
    {
        if (item.Body.Span[0] != (byte)'@')
        {
            return item.Body;
        }

        var nonce = Encoding.ASCII.GetString(item.Body.Span[1..]).Split(':')[0];
        return _items.All.Where(part => part.Partition == item.Partition && part.Key.StartsWith($"p:{nonce}:", StringComparison.Ordinal)).SelectMany(static part => part.Body.ToArray()).ToArray();
    }

    private void Check()
    {
        _current = null;
        var chains = CreateChains();
        foreach (var chain in _chains)
        {
            CheckEnd(chain, Now(chains.FindAsync(chain.Id, CancellationToken.None)));
        }

        if (_scenario.Delivery == QueueDelivery.ExactlyOnce)
        {
            CheckRepetitions();
        }

        CheckLeaks(chains);
    }

    private void CheckEnd(SimulatedChain chain, ChainRecord? record)
    {
        if (record is null || record.Status is ChainStatus.Running or ChainStatus.Parked)
        {
            throw new ViolationException($"Chain {chain.Id} ({chain.Shape.Name}) is {record?.Status}: {record?.ParkedReason ?? "nothing is left that could go on with it"}");
        }

        var result = record.Error is { } error ? ChainEnd.TextOf(ErrorReader.Read(error, _laboratory.Registry)) : Encoding.UTF8.GetString(record.Result!.Value.Span).Trim('"');
        var end = chain.Shape.End(chain.Id, result, _journal);
        var native = _laboratory.NativeEnds(chain.Shape, chain.Id, chain.Size);

        // Where steps may run twice, what they have done cannot be held against one run.
        var objection = _scenario.Delivery == QueueDelivery.ExactlyOnce ? chain.Shape.Objection(end, native, chain.Size)
            : native.Any(one => one.Result == result) || (chain.Shape is EscortsShape && result is "cancelled") ? null
            : $"it has ended with {result}; natively it ends with {string.Join(" or ", native)}";
        if (objection is not null)
        {
            throw new ViolationException($"Chain {chain.Id} ({chain.Shape.Name}): {objection}.");
        }

        CheckStates(chain);
        CheckCallbacks(chain, end);
    }

    // Once, or once more when somebody has mended it.
    private void CheckStates(SimulatedChain chain)
    {
        var states = _ends[ItemKeys.PartitionOf(chain.Id)];
        var mayGoOn = chain.Shape.Requests.Contains(RequestKind.Redrive);
        if (states.Count > (mayGoOn ? 4 : 2))
        {
            throw new ViolationException($"Chain {chain.Id} ({chain.Shape.Name}) was {string.Join(", then ", states)}.");
        }
    }

    private void CheckCallbacks(SimulatedChain chain, ChainEnd end)
    {
        if (_scenario.Delivery != QueueDelivery.ExactlyOnce || chain.Shape is not ApprovalsShape)
        {
            return;
        }

        for (var number = 0; number < chain.Size; number++)
        {
            var isApproved = end.Effects.Contains($"approved{number}");
            if ((_accepted.Contains((chain.Id, number)) && !isApproved) || (isApproved && !_attempted.Contains((chain.Id, number))))
            {
                throw new ViolationException($"Callback {number} of chain {chain.Id} was {(isApproved ? "not " : "")}completed; the chain has ended with {end}.");
            }
        }
    }

    // Whoever carries a decision out sends the same.
    private void CheckRepetitions()
    {
        if (_queues.Bodies.FirstOrDefault(static bodies => bodies.Value.Count > 1) is { Key: { } id })
        {
            throw new ViolationException($"The envelope {id} was sent with more than one content.");
        }
    }

    private void CheckLeaks(QueuedChains chains)
    {
        foreach (var letter in Now(chains.ListDeadLettersAsync(CancellationToken.None)))
        {
            if (letter.Kind != DeadLetterKind.Unhandled || Now(chains.FindAsync(letter.ChainId!, CancellationToken.None))?.Status != ChainStatus.Failed)
            {
                throw new ViolationException($"There is a dead letter: {letter.EntryPoint}: {letter.Reason}");
            }

            Now(chains.CommitAsync(null, new StepCommit { Discarded = letter.MessageId }, CancellationToken.None));
        }

        var purged = Now(chains.PurgeAsync(DateTimeOffset.MaxValue, int.MaxValue, CancellationToken.None));
        var left = _items.All.Where(static item => item.Partition != ItemKeys.Days && !(item.Partition == ItemKeys.DeadLetters && item.Key.StartsWith("p:", StringComparison.Ordinal))).ToList();
        if (purged != _chains.Count || left.Count > 0)
        {
            throw new ViolationException($"{purged} of {_chains.Count} chains could be purged; the table still holds {string.Join(", ", left.Select(static item => $"{item.Partition}/{item.Key}"))}.");
        }
    }

    private static T Now<T>(ValueTask<T> work) => work.IsCompleted ? work.GetAwaiter().GetResult() : throw new ViolationException("The table waits for something outside the world.");

    private static List<T> Now<T>(IAsyncEnumerable<T> items)
    {
        return Now(ToListAsync());

        async ValueTask<List<T>> ToListAsync()
        {
            var list = new List<T>();
            await foreach (var item in items.ConfigureAwait(false))
            {
                list.Add(item);
            }

            return list;
        }
    }
}
