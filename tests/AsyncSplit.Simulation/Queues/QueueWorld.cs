using System.Runtime.ExceptionServices;
using AsyncSplit.Engine;
using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Queues;
using AsyncSplit.Queues.Items;
using AsyncSplit.Simulation.Shapes;
using AsyncSplit.Simulation.Worlds;
using AsyncSplit.Stores.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncSplit.Simulation.Queues;

/// <summary>
/// Chains in queues and a table. Everything stops before and behind each single operation of them, and the seed says who goes on, who dies, and which operation fails: one after the other, on one thread.
/// </summary>
internal sealed partial class QueueWorld
{
    private const int MaxActions = 100_000;

    private readonly Laboratory _laboratory;
    private readonly QueueScenario _scenario;
    private readonly Random _random;
    private readonly WorldTime _time = new();
    private readonly QueueTime _clock;
    private readonly MemoryQueues _queues;
    private readonly MemoryItems _items;
    private readonly List<Activity> _activities = [];
    private readonly List<SimulatedChain> _chains = [];
    private readonly List<Effect> _journal = [];
    private readonly List<string>? _trace;
    private readonly Func<IItemStore, IItemStore> _spoil;
    private Activity? _current;
    private int _faults;
    private int _names;

    /// <param name="laboratory">Services and handlers.</param>
    /// <param name="scenario">How it goes.</param>
    /// <param name="trace">Gets a line for all that happens.</param>
    /// <param name="spoil">What stands between the chains and the table, to see whether the check notices it.</param>
    public QueueWorld(Laboratory laboratory, QueueScenario scenario, List<string>? trace = null, Func<IItemStore, IItemStore>? spoil = null)
    {
        _laboratory = laboratory;
        _scenario = scenario;
        _trace = trace;
        _spoil = spoil ?? (static items => items);
        _random = new Random(scenario.Seed);
        _clock = new QueueTime(_time);
        _queues = new MemoryQueues(_clock) { Copies = scenario.Copies, Gate = PassAsync, Pick = scenario.Activities > 1 ? _random.Next : null };
        _items = new MemoryItems { Gate = PassAsync, DeniesWrite = _ => Happens(scenario.DenyOneIn), MaxItemBytes = scenario.MaxItemBytes };
        laboratory.Outside.HandTo((run, number, token) => _tokens.Add((run, number, token)));
    }

    /// <summary>How many gates have been passed.</summary>
    public int Gates { get; private set; }

    /// <summary>What it has taken to run all chains to their end.</summary>
    public QueueCost Cost { get; private set; }

    /// <summary>Runs all chains to their end and looks at what is left.</summary>
    /// <exception cref="ViolationException">Something is not as it must be.</exception>
    public void Run()
    {
        // On a thread of its own: what is let go on at a gate goes on there and then, which a test's own context would not allow.
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                RunToEnd();
            }
            catch (Exception exception)
            {
                thrown = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        thrown?.Throw();
    }

    private void RunToEnd()
    {
        foreach (var (shape, size) in _scenario.Chains)
        {
            Start(Shape.Find(shape), size);
        }

        for (var actions = 0; Act(); actions++)
        {
            if (actions == MaxActions)
            {
                throw new ViolationException($"It has not come to an end after {MaxActions} actions.");
            }
        }

        Cost = new QueueCost(_queues.Sends, _items.Reads, _items.Writes);
        Check();
    }

    private bool Act()
    {
        if (_activities.Count < _scenario.Activities && (_activities.Count == 0 || _random.Next(3) == 0))
        {
            if ((_random.Next(8) == 0 && MakeRequest()) || Receive())
            {
                return true;
            }
        }

        if (_activities.Count > 0)
        {
            GoOn(_activities[_random.Next(_activities.Count)]);
            return true;
        }

        if (_queues.NextDueAt() is { } next)
        {
            _time.AdvanceTo(next);
            _time.Pass(TimeSpan.FromMilliseconds(_random.Next(5)));
            return true;
        }

        return MakeRequest();
    }

    private bool Receive()
    {
        if (_queues.Take(null, 1) is not [var received])
        {
            return false;
        }

        var chains = CreateChains();
        var activity = new Activity($"step-{_names++}") { MessageId = Covered(received) };
        Begin(activity, () => StepAsync(chains, received));
        return true;
    }

    // As a function does it that is handed messages, and answers for each.
    private async Task StepAsync(QueuedChains chains, ReceivedEnvelope received)
    {
        var steps = new PushedSteps(chains, _laboratory.CreateRunner(chains, null, _clock, false), _clock, Microsoft.Extensions.Options.Options.Create(new AsyncSplitOptions()), NullLogger<PushedSteps>.Instance);
        var answer = await steps.RunAsync(received with { Receipt = null }, CancellationToken.None).ConfigureAwait(false);
        if (answer.IsDone)
        {
            await _queues.DeleteAsync(received.Receipt!, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            await _queues.ReturnAsync(received.Receipt!, answer.RetryAfter, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Begin(Activity activity, Func<Task> work)
    {
        _activities.Add(activity);
        _current = activity;
        _laboratory.Effects.RecordIn(activity.Effects);
        activity.Work = work();
        Settle(activity);
    }

    private void GoOn(Activity activity)
    {
        Gates++;
        var place = _scenario.Activities > 1 ? _random.Next(activity.Gates.Count) : 0;
        var (gate, operation) = activity.Gates[place];
        if (Gates == _scenario.KillAt || Happens(_scenario.KillOneIn))
        {
            Trace($"{activity.Name}: dies {(operation.IsDone ? "behind" : "before")} {operation.Name} {operation.Key}");
            _activities.Remove(activity);
            activity.Again?.Invoke();
            return;
        }

        _current = activity;
        _laboratory.Effects.RecordIn(activity.Effects);
        activity.Gates.RemoveAt(place);
        if (Happens(_scenario.FailOneIn))
        {
            Trace($"{activity.Name}: fails {(operation.IsDone ? "behind" : "before")} {operation.Name} {operation.Key}");
            gate.SetException(new OperationFailedException());
        }
        else
        {
            gate.SetResult();
        }

        Settle(activity);
    }

    private void Settle(Activity activity)
    {
        if (activity.Gates.Count > 0)
        {
            return;
        }

        _activities.Remove(activity);
        if (!activity.Work.IsCompleted)
        {
            throw new ViolationException($"{activity.Name} waits for something outside the world.");
        }

        if (activity.Work.Exception?.InnerException is OperationFailedException)
        {
            activity.Again?.Invoke();
        }
        else
        {
            activity.Work.GetAwaiter().GetResult();
        }
    }

    private ValueTask PassAsync(MemoryOperation operation)
    {
        if (_current is not { } activity)
        {
            return ValueTask.CompletedTask;
        }

        Trace($"{activity.Name}: {(operation.IsDone ? "has done" : "comes to")} {operation.Name} {operation.Key}");
        Watch(activity, operation);
        var gate = new TaskCompletionSource();
        activity.Gates.Add((gate, operation));
        return new ValueTask(gate.Task);
    }

    // What a step has done counts when it is decided for.
    private void Watch(Activity activity, MemoryOperation operation)
    {
        if (operation is { Name: "put", IsDone: true } && activity.MessageId.Length > 0 && operation.Key.EndsWith($"/{ItemKeys.Decision(activity.MessageId)}", StringComparison.Ordinal))
        {
            _journal.AddRange(activity.Effects);
        }
        else if (operation is { Name: "put", IsDone: true } && operation.Key.EndsWith($"/{ItemKeys.Chain}", StringComparison.Ordinal))
        {
            NoteEnd(operation.Key);
        }
    }

    private bool Happens(int oneIn)
    {
        // Drawn in any case, so that fewer faults go the same way.
        if (oneIn == 0 || _random.Next(oneIn) != 0 || _faults >= _scenario.MaxFaults)
        {
            return false;
        }

        _faults++;
        return true;
    }

    private QueuedChains CreateChains() => new(
        _queues,
        FunctionQueueMap.Single(_laboratory.Registry, "steps"),
        _spoil(_items),
        null,
        _laboratory.Registry,
        _clock,
        new QueuedChainsOptions { Delivery = _scenario.Delivery },
        new AsyncSplitOptions(),
        NullLogger.Instance);

    private static string Covered(ReceivedEnvelope received) => AsyncSplit.Queues.Covers.QueueMessageReader.Read(received.Body).MessageId;

    private void Trace(string line) => _trace?.Add(line);
}
