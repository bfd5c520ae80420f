using AsyncSplit.Messaging;
using AsyncSplit.Simulation.Shapes;

namespace AsyncSplit.Simulation.Worlds;

/// <content>What clients do while the chains run.</content>
internal sealed partial class World
{
    private readonly List<(SimulatedChain Chain, RequestKind Kind)> _requests = [];

    private readonly Dictionary<string, int> _signals = new(StringComparer.Ordinal);
    private readonly List<(string Run, int Number, CallbackToken Token)> _tokens = [];
    private readonly HashSet<(string Run, int Number)> _completed = [];
    private readonly HashSet<(string Run, int Number)> _signalled = [];

    private bool HasRequests => _requests.Count + _tokens.Count > 0;

    private bool MakeRequest()
    {
        if (!HasRequests)
        {
            return false;
        }

        if (_tokens.Count > 0 && (_requests.Count == 0 || _chance.Next(2) == 0))
        {
            Complete(_chance.Pick(_tokens));
            return true;
        }

        var request = _chance.Pick(_requests);
        if (request.Kind == RequestKind.Signals)
        {
            Signal(request.Chain);
            return true;
        }

        if (request.Kind == RequestKind.Redrive)
        {
            return Redrive(request.Chain);
        }

        if (!_chance.Happens(Faults.RepeatedRequests, 4))
        {
            _requests.Remove(request);
        }

        Make(request.Chain, request.Kind);
        return true;
    }

    // A client that has not heard the answer signals again, with the same id.
    private void Signal(SimulatedChain chain)
    {
        var number = _signals.GetValueOrDefault(chain.Id);
        var answer = _client.TrySignalJsonAsync(chain.Id, Shape.SignalName, System.Text.Encoding.UTF8.GetBytes($"\"{Shape.SignalValues[number]}\""), $"{chain.Id}-{number}").GetAwaiter().GetResult();
        Trace($"client: signals {chain.Id} with number {number}: {answer}");
        var isRepeated = !_signalled.Add((chain.Id, number));
        if (answer != SignalAnswer.Accepted && !(isRepeated && answer is (SignalAnswer.AlreadySent or SignalAnswer.ChainEnded)))
        {
            throw new ViolationException($"Signal {number} of chain {chain.Id} was refused: {answer}.");
        }

        if (!_chance.Happens(Faults.RepeatedRequests, 4))
        {
            _signals[chain.Id] = number + 1;
            if (number + 1 == Shape.SignalValues.Count)
            {
                _requests.Remove((chain, RequestKind.Signals));
            }
        }
    }

    private bool Redrive(SimulatedChain chain)
    {
        if (_store.DeadLetters().FirstOrDefault(deadLetter => deadLetter.ChainId == chain.Id) is not { } deadLetter)
        {
            // There is nothing to mend yet, or not any more.
            return false;
        }

        Trace($"client: redrives {deadLetter.MessageId} of {chain.Id}");
        _administration.RedriveAsync(deadLetter.MessageId, new DeadLetterEdit { Locals = """{"isBroken":false}""" }).GetAwaiter().GetResult();
        _requests.Remove((chain, RequestKind.Redrive));
        return true;
    }

    private void Complete((string Run, int Number, CallbackToken Token) callback)
    {
        if (!_chance.Happens(Faults.RepeatedRequests, 4))
        {
            _tokens.Remove(callback);
        }

        var answer = _client.TryCompleteAsync(callback.Token, 1).GetAwaiter().GetResult();
        Trace($"client: completes callback {callback.Number} of {callback.Run}: {answer}");
        if (answer == CallbackAnswer.Accepted && !_completed.Add((callback.Run, callback.Number)))
        {
            throw new ViolationException($"Callback {callback.Number} of chain {callback.Run} was completed twice.");
        }
    }

    // Whoever was told that the completion counts can rely on it, and nobody else is listened to.
    private void CheckCallbacks(SimulatedChain chain, ChainEnd end)
    {
        for (var number = 0; number < chain.Size; number++)
        {
            if (_completed.Contains((chain.Id, number)) != end.Effects.Contains($"approved{number}"))
            {
                throw new ViolationException($"Callback {number} of chain {chain.Id} was {(_completed.Contains((chain.Id, number)) ? "" : "not ")}completed; the chain has ended with {end}.");
            }
        }
    }

    private void Make(SimulatedChain chain, RequestKind kind)
    {
        switch (kind)
        {
            case RequestKind.Cancel:
                var wasOpen = _store.Find(chain.Id)!.Status == ChainStatus.Running;
                var result = Commit(null, new StepCommit { Cancelled = new ChainCancellation(chain.Id, CancellationKind.Requested, _time.Now) }, []);
                Trace($"client: cancels {chain.Id}: {result}");
                if ((result == CommitResult.Applied) != wasOpen)
                {
                    throw new ViolationException($"Chain {chain.Id} was {(wasOpen ? "" : "not ")}running, and its cancellation was {result}.");
                }

                break;
            default:
                throw new NotSupportedException($"{kind} is not known.");
        }
    }
}
