using AsyncSplit.Messaging;
using AsyncSplit.Simulation.Shapes;

namespace AsyncSplit.Simulation.Worlds;

/// <content>What clients do while the chains run.</content>
internal sealed partial class World
{
    private readonly List<(SimulatedChain Chain, RequestKind Kind)> _requests = [];

    private bool MakeRequest()
    {
        if (_requests.Count == 0)
        {
            return false;
        }

        var request = _chance.Pick(_requests);
        if (!_chance.Happens(Faults.RepeatedRequests, 4))
        {
            _requests.Remove(request);
        }

        Make(request.Chain, request.Kind);
        return true;
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
