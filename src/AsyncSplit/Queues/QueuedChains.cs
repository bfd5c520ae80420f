using AsyncSplit.ClaimChecks;
using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Queues.Covers;
using AsyncSplit.Queues.Tables;
using AsyncSplit.Runtime;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Queues;

/// <summary>Chains in message queues, with a table beside them or without one: docs/queues.md.</summary>
internal sealed partial class QueuedChains : IChainTransport, IChainCommitter, IChainStore, IEnvelopeIntake
{
    private readonly IEnvelopeQueues _queues;
    private readonly IQueueMap _map;
    private readonly ChainTables? _tables;
    private readonly IClaimStore? _claims;
    private readonly ChainRegistry _registry;
    private readonly TimeProvider _clock;
    private readonly QueuedChainsOptions _options;
    private readonly AsyncSplitOptions _steps;
    private readonly ILogger _logger;
    private readonly Stamps _stamps;

    /// <exception cref="InvalidOperationException">What the options ask for needs a table.</exception>
    public QueuedChains(
        IEnvelopeQueues queues, IQueueMap map, IItemStore? items, IClaimStore? claims, ChainRegistry registry, TimeProvider clock, QueuedChainsOptions options, AsyncSplitOptions steps, ILogger logger)
    {
        _queues = queues;
        _map = map;
        _claims = claims;
        _registry = registry;
        _clock = clock;
        _options = options;
        _steps = steps;
        _logger = logger;
        _stamps = new Stamps(clock);
        if (items is not null)
        {
            _tables = new ChainTables(items, SendWaitAsync, clock, options, steps.Retention);
        }
        else if (options.Delivery == QueueDelivery.ExactlyOnce)
        {
            throw new InvalidOperationException("Steps are to be decided exactly once, and there is no table to do it in: give UseQueues one (ASYNCSPLIT_TABLE), or choose QueueDelivery.AtLeastOnce (ASYNCSPLIT_DELIVERY).");
        }
    }

    /// <inheritdoc/>
    public TimeSpan LeaseDuration => _queues.LeaseDuration;

    /// <inheritdoc/>
    public int MaxEnvelopeBytes => _queues.MaxEnvelopeBytes - QueueMessageWriter.MaxCoverBytes;

    /// <summary>Whether there is a table.</summary>
    public bool HasTable => _tables is not null;

    /// <summary>Whether a step may run again that has been committed: what it has claimed is still needed then.</summary>
    public bool RunsCommittedStepsAgain => _options.Delivery == QueueDelivery.AtLeastOnce;

    private bool DecidesAll => _options.Delivery == QueueDelivery.ExactlyOnce;

    private static NotSupportedException TableIsMissing(string purpose) => new($"{purpose}, this process needs a table beside its queues, and has none: give UseQueues one (the packages of clouds read its name from ASYNCSPLIT_TABLE).");
}
