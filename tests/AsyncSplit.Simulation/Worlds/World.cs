using AsyncSplit.Engine;
using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Protection;
using AsyncSplit.Simulation.Shapes;

namespace AsyncSplit.Simulation.Worlds;

/// <summary>Processes, a store that queues, clients, and a clock: one after the other does something, in the order that the seed says.</summary>
internal sealed partial class World
{
    private const int MaxActions = 200_000;
    private const int NoLimit = int.MaxValue;

    private readonly Laboratory _laboratory;
    private readonly Scenario _scenario;
    private readonly Chance _chance;
    private readonly WorldTime _time = new();
    private readonly InMemoryChains _store;
    private readonly IChainCommitter _unprotected;
    private readonly IChainCommitter _committer;
    private readonly IChainStore _shown;
    private readonly IChainClient _client;
    private readonly IChainAdministration _administration;
    private readonly List<SimulatedProcess> _processes;
    private readonly List<SimulatedChain> _chains = [];
    private readonly List<Effect> _journal = [];
    private readonly List<string>? _trace;
    private int _names;
    private int _commits;

    /// <param name="laboratory">Services and handlers.</param>
    /// <param name="scenario">How it goes.</param>
    /// <param name="trace">Gets a line for all that happens.</param>
    /// <param name="spoil">What stands between the processes and the store, to see whether the check notices it.</param>
    public World(Laboratory laboratory, Scenario scenario, List<string>? trace = null, Func<IChainCommitter, IChainCommitter>? spoil = null)
    {
        _laboratory = laboratory;
        _scenario = scenario;
        _trace = trace;
        _chance = new Chance(scenario);
        _store = new InMemoryChains(new SimulatedTime(_time));
        _unprotected = spoil?.Invoke(_store) ?? _store;
        var protection = laboratory.ProtectionOf(scenario.Safeguard, isRotated: false);
        _committer = Protect(protection);
        _shown = protection is null ? _store : new ProtectedStore(_store, protection);
        _client = laboratory.CreateClient(_committer, _shown, new SimulatedTime(_time));
        _administration = laboratory.CreateAdministration(_committer, _shown, protection, new SimulatedTime(_time));
        laboratory.Outside.HandTo((run, number, token) => _tokens.Add((run, number, token)));
        _processes = [.. Enumerable.Range(0, scenario.Workers).Select(_ => CreateProcess())];
    }

    /// <summary>How many commits there were.</summary>
    public int Commits => _commits;

    /// <summary>How many steps have been executed.</summary>
    public int Executions { get; private set; }

    /// <summary>Runs all chains to their end and looks at what is left.</summary>
    /// <exception cref="ViolationException">Something is not as it must be.</exception>
    public void Run()
    {
        foreach (var (shape, size) in _scenario.Chains)
        {
            Start(Shape.Find(shape), size);
        }

        for (var actions = 0; ; actions++)
        {
            if (actions == MaxActions)
            {
                throw new ViolationException($"It has not come to an end after {MaxActions} actions.");
            }

            // Faults come to an end: what is to happen sooner or later has to happen then.
            _chance.AllowsFaults = actions < MaxActions / 20;
            if (!Act())
            {
                break;
            }
        }

        Check();
    }

    private bool Act()
    {
        if (_chance.Happens(Faults.Crashes, 40))
        {
            Crash(_chance.Pick(_processes));
        }

        if (_chance.Happens(Faults.ClockJumps, 60))
        {
            var process = _chance.Pick(_processes);
            process.Clock.Skew = _chance.Duration(TimeSpan.FromHours(2)) - TimeSpan.FromHours(1);
            Trace($"{process.Name}: the clock is {process.Clock.Skew} off");
        }

        if (_chance.Happens(Faults.RepeatedRequests, 60))
        {
            var chain = _chance.Pick(_chains);
            if (Commit(null, FirstCommit(chain), []) == CommitResult.Applied)
            {
                throw new ViolationException($"Chain {chain.Id} was started a second time.");
            }
        }

        if (HasRequests && _chance.Next(12) == 0)
        {
            MakeRequest();
            return true;
        }

        var busy = _processes.Where(static process => !process.IsIdle).ToList();
        var receives = busy.Count == 0 || ((_scenario.Faults & Faults.Delays) != 0 && _chance.Next(3) == 0);
        if (receives && Receive(_chance.Pick(_processes)))
        {
            return true;
        }

        if (busy.Count > 0)
        {
            Work(_chance.Pick(busy));
            return true;
        }

        return LetTimePass() || MakeRequest();
    }

    private void Start(Shape shape, int size)
    {
        var chain = new SimulatedChain($"chain-{_chains.Count}", shape, size);
        _chains.Add(chain);
        if (Commit(null, FirstCommit(chain), []) != CommitResult.Applied)
        {
            throw new ViolationException($"Chain {chain.Id} could not be started.");
        }

        _requests.AddRange(shape.Requests.Select(kind => (chain, kind)));
    }

    private StepCommit FirstCommit(SimulatedChain chain)
    {
        _laboratory.Registry.TryFind(chain.Shape.Handler, out var handler);
        return FirstEnvelope.Create(chain.Id, handler!.Call!(chain.Shape.Arguments(chain.Id, chain.Size)), _time.Now, null, null, NoLimit, _laboratory.Registry);
    }

    private bool Receive(SimulatedProcess process)
    {
        // More than are taken, so that any of them may be the first.
        var due = _store.TakeDue((_scenario.Faults & Faults.Reorderings) != 0 ? NoLimit : 1 + _chance.Next(3));
        if (due.Count == 0)
        {
            return false;
        }

        while (due.Count > 0)
        {
            var delivery = _chance.Happens(Faults.Reorderings, 2) ? _chance.Pick(due) : due[0];
            due.Remove(delivery);
            process.Received.Add(delivery);
            Trace($"{process.Name}: receives {delivery.MessageId} ({delivery.Attempt})");
        }

        return true;
    }

    private void Work(SimulatedProcess process)
    {
        if (process.Executed.Count > 0 && (process.Received.Count == 0 || (_scenario.Faults & Faults.Delays) == 0 || _chance.Next(2) == 0))
        {
            Commit(process);
        }
        else
        {
            Execute(process);
        }
    }

    private void Execute(SimulatedProcess process)
    {
        var delivery = process.Received[0];
        process.Received.RemoveAt(0);
        Executions++;
        var effects = new List<Effect>();
        _laboratory.Effects.RecordIn(effects);
        var execution = process.Runner.ExecuteAsync(delivery, CancellationToken.None);
        if (!execution.IsCompleted)
        {
            throw new ViolationException($"The step of {delivery.MessageId} waits for something outside the world.");
        }

        var commit = execution.GetAwaiter().GetResult() ?? throw new ViolationException($"The step of {delivery.MessageId} was abandoned.");
        process.Executed.Add(new ExecutedStep(delivery, commit, effects));
        Trace($"{process.Name}: executes {delivery.MessageId}: {commit.Step?.EntryPoint} {commit.Step?.Outcome} -> {string.Join(", ", commit.Sends.Select(sent => $"{sent.Target} {sent.MessageId}"))}");

        if (_chance.Happens(Faults.Duplicates, 10))
        {
            Trace($"{process.Name}: loses the lease of {delivery.MessageId}");
            GiveBack(delivery);
        }
    }

    private void Commit(SimulatedProcess process)
    {
        var step = _chance.Pick(process.Executed);
        _commits++;
        if (_commits == _scenario.KillAt)
        {
            Crash(process);
            return;
        }

        process.Executed.Remove(step);
        var result = Commit(process.Committer, step.Delivery, step.Commit, step.Effects);
        Trace($"{process.Name}: commits {step.Delivery.MessageId}: {result}");
        if (_commits == -_scenario.KillAt)
        {
            Crash(process);
        }
        else if (_chance.Happens(Faults.LostAnswers, 10))
        {
            Trace($"{process.Name}: has not heard of it");
            process.Executed.Add(step);
        }
    }

    private CommitResult Commit(Delivery? delivery, StepCommit commit, IReadOnlyList<Effect> effects) => Commit(_committer, delivery, commit, effects);

    private CommitResult Commit(IChainCommitter committer, Delivery? delivery, StepCommit commit, IReadOnlyList<Effect> effects)
    {
        var result = committer.CommitAsync(delivery, commit, CancellationToken.None).GetAwaiter().GetResult();
        if (result == CommitResult.Applied)
        {
            _journal.AddRange(effects);
        }

        return result;
    }

    private void Crash(SimulatedProcess process)
    {
        Trace($"{process.Name}: dies with {process.Received.Count} received and {process.Executed.Count} executed");
        foreach (var delivery in process.Received.Concat(process.Executed.Select(static step => step.Delivery)))
        {
            GiveBack(delivery);
        }

        _processes[_processes.IndexOf(process)] = CreateProcess();
    }

    private void GiveBack(Delivery delivery)
    {
        var abandoned = _store.AbandonAsync(delivery, _chance.Duration(TimeSpan.FromMinutes(1)), CancellationToken.None);
        abandoned.GetAwaiter().GetResult();
    }

    private bool LetTimePass()
    {
        if (_store.NextDueAt() is not { } next || next == DateTimeOffset.MaxValue)
        {
            return false;
        }

        _time.AdvanceTo(next);
        _time.Pass(TimeSpan.FromMilliseconds(_chance.Next(5)));
        return true;
    }

    private SimulatedProcess CreateProcess()
    {
        var clock = new SimulatedTime(_time);
        var isOdd = _names % 2 == 1;
        var protection = _laboratory.ProtectionOf(_scenario.Safeguard, isRotated: isOdd);
        return new SimulatedProcess($"process-{_names++}", clock, _laboratory.CreateRunner(_store, protection, clock, _scenario.Fuses && isOdd), Protect(protection));
    }

    private IChainCommitter Protect(EnvelopeProtection? protection) => protection is null ? _unprotected : new ProtectedCommitter(_unprotected, protection);

    private void Trace(string line) => _trace?.Add(line);
}
