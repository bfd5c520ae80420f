using AsyncSplit.ClaimChecks;
using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Queues.Covers;
using AsyncSplit.Runtime;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Queues;

/// <summary>Chains in message queues, with a table beside them or without one: docs/queues.md.</summary>
internal sealed partial class QueuedChains : IChainTransport, IChainCommitter, IChainStore, IEnvelopeIntake
{
    private readonly IEnvelopeQueues _queues;
    private readonly IQueueMap _map;
    private readonly IItemStore? _items;
    private readonly IClaimStore? _claims;
    private readonly ChainRegistry _registry;
    private readonly TimeProvider _clock;
    private readonly QueuedChainsOptions _options;
    private readonly AsyncSplitOptions _steps;
    private readonly ILogger _logger;

    public QueuedChains(
        IEnvelopeQueues queues, IQueueMap map, IItemStore? items, IClaimStore? claims, ChainRegistry registry, TimeProvider clock, QueuedChainsOptions options, AsyncSplitOptions steps, ILogger logger)
    {
        _queues = queues;
        _map = map;
        _items = items;
        _claims = claims;
        _registry = registry;
        _clock = clock;
        _options = options;
        _steps = steps;
        _logger = logger;
        if (items is null && options.Delivery == QueueDelivery.ExactlyOnce)
        {
            throw new InvalidOperationException("Steps are to be decided exactly once, and there is no table to do it in: give UseQueues one (ASYNCSPLIT_TABLE), or choose QueueDelivery.AtLeastOnce (ASYNCSPLIT_DELIVERY).");
        }
    }

    /// <inheritdoc/>
    public TimeSpan LeaseDuration => _queues.LeaseDuration;

    /// <inheritdoc/>
    public int MaxEnvelopeBytes => _queues.MaxEnvelopeBytes - QueueMessageWriter.MaxCoverBytes;
}
