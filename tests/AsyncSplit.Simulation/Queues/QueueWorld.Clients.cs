using AsyncSplit.Engine;
using AsyncSplit.Messaging;
using AsyncSplit.Queues;
using AsyncSplit.Simulation.Shapes;
using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation.Queues;

/// <content>What clients do while the chains run. Whoever gets no answer asks again.</content>
internal sealed partial class QueueWorld
{
    private readonly List<(SimulatedChain Chain, RequestKind Kind)> _requests = [];
    private readonly List<(string Run, int Number, CallbackToken Token)> _tokens = [];
    private readonly HashSet<(string Run, int Number)> _attempted = [];
    private readonly HashSet<(string Run, int Number)> _accepted = [];
    private readonly Dictionary<string, int> _signals = new(StringComparer.Ordinal);

    private void Start(Shape shape, int size)
    {
        var chain = new SimulatedChain($"chain-{_chains.Count}", shape, size);
        _chains.Add(chain);
        _requests.AddRange(shape.Requests.Select(kind => (chain, kind)));
        Ask(chains => StartAsync(chain, chains), $"starts {chain.Id}");
        while (_activities.Count > 0)
        {
            GoOn(_activities[0]);
        }
    }

    private async Task StartAsync(SimulatedChain chain, QueuedChains chains)
    {
        _laboratory.Registry.TryFind(chain.Shape.Handler, out var handler);
        var commit = FirstEnvelope.Create(chain.Id, handler!.Call!(chain.Shape.Arguments(chain.Id, chain.Size)), _time.Now, null, null, int.MaxValue, _laboratory.Registry);
        await chains.CommitAsync(null, commit, CancellationToken.None).ConfigureAwait(false);
    }

    private bool MakeRequest()
    {
        if (_tokens.Count > 0 && (_requests.Count == 0 || _random.Next(2) == 0))
        {
            var callback = _tokens[_random.Next(_tokens.Count)];
            _tokens.Remove(callback);
            Ask(chains => CompleteAsync(callback, chains), $"completes callback {callback.Number} of {callback.Run}");
            return true;
        }

        if (_requests.Count == 0)
        {
            return false;
        }

        var (chain, kind) = _requests[_random.Next(_requests.Count)];
        switch (kind)
        {
            case RequestKind.Cancel:
                _requests.Remove((chain, kind));
                Ask(chains => chains.CommitAsync(null, new StepCommit { Cancelled = new ChainCancellation(chain.Id, CancellationKind.Requested, _time.Now) }, CancellationToken.None).AsTask(), $"cancels {chain.Id}");
                return true;

            case RequestKind.Signals:
                var number = _signals.GetValueOrDefault(chain.Id);
                _signals[chain.Id] = number + 1;
                if (number + 1 == Shape.SignalValues.Count)
                {
                    _requests.Remove((chain, kind));
                }

                // The second is not sent before the first is known to have come.
                Alone(chains => SignalAsync(chain, number, chains), $"signals {chain.Id} with number {number}");
                return true;

            default:
                return Redrive(chain);
        }
    }

    private async Task CompleteAsync((string Run, int Number, CallbackToken Token) callback, QueuedChains chains)
    {
        var isRepeated = !_attempted.Add((callback.Run, callback.Number));
        var answer = await _laboratory.CreateClient(chains, chains, _clock).TryCompleteAsync(callback.Token, 1).ConfigureAwait(false);
        Trace($"client: callback {callback.Number} of {callback.Run} is {answer}");
        if (answer == CallbackAnswer.Accepted && !_accepted.Add((callback.Run, callback.Number)) && !isRepeated)
        {
            throw new ViolationException($"Callback {callback.Number} of chain {callback.Run} was completed twice.");
        }
    }

    private async Task SignalAsync(SimulatedChain chain, int number, QueuedChains chains)
    {
        var value = System.Text.Encoding.UTF8.GetBytes($"\"{Shape.SignalValues[number]}\"");
        var answer = await _laboratory.CreateClient(chains, chains, _clock).TrySignalJsonAsync(chain.Id, Shape.SignalName, value, $"{chain.Id}-{number}").ConfigureAwait(false);
        if (answer is not (SignalAnswer.Accepted or SignalAnswer.AlreadySent or SignalAnswer.ChainEnded))
        {
            throw new ViolationException($"Signal {number} of chain {chain.Id} was refused: {answer}.");
        }
    }

    private bool Redrive(SimulatedChain chain)
    {
        if (!_items.All.Any(item => item.Partition == "dead-letters"))
        {
            return false;
        }

        _requests.Remove((chain, RequestKind.Redrive));
        Ask(chains => RedriveAsync(chain, chains), $"redrives {chain.Id}");
        return true;
    }

    private async Task RedriveAsync(SimulatedChain chain, QueuedChains chains)
    {
        var mended = false;
        await foreach (var letter in ((IChainStore)chains).ListDeadLettersAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (letter.ChainId == chain.Id)
            {
                mended = true;
                try
                {
                    await _laboratory.CreateAdministration(chains, chains, null, _clock).RedriveAsync(letter.MessageId, new DeadLetterEdit { Locals = """{"isBroken":false}""" }).ConfigureAwait(false);
                }
                catch (KeyNotFoundException)
                {
                    // It goes on already: whoever asked before has got no answer.
                }
            }
        }

        // Another chain's, or this one's is not there yet, or it went on before an answer could be given.
        var status = (await chains.FindAsync(chain.Id, CancellationToken.None).ConfigureAwait(false))?.Status;
        if (!mended && status is ChainStatus.Running or ChainStatus.Failed)
        {
            _requests.Add((chain, RequestKind.Redrive));
        }
    }

    private void Ask(Func<QueuedChains, Task> request, string what)
    {
        Trace($"client: {what}");
        var chains = CreateChains();
        Begin(new Activity($"client-{_names++}") { Again = () => Ask(request, $"{what} again") }, () => request(chains));
    }

    private void Alone(Func<QueuedChains, Task> request, string what)
    {
        Ask(request, what);
        while (_activities.FirstOrDefault(static activity => activity.Name.StartsWith("client", StringComparison.Ordinal)) is { } client)
        {
            GoOn(client);
        }
    }
}
