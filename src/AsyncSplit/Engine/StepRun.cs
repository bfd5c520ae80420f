using AsyncSplit.ClaimChecks;
using AsyncSplit.Diagnostics;
using AsyncSplit.Engine.Fusing;
using AsyncSplit.Envelopes;
using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Engine;

/// <summary>One run of an entry point, in a service scope of its own, and how it has ended.</summary>
/// <param name="environment">What it runs with.</param>
/// <param name="fuse">How far it may go on in place; null where it may not.</param>
/// <param name="delivery">What was delivered.</param>
/// <param name="entryPoint">What the envelope asks for.</param>
/// <param name="envelope">The envelope.</param>
internal sealed class StepRun(StepEnvironment environment, FuseOptions? fuse, Delivery delivery, EntryPoint entryPoint, Envelope envelope)
{
    private Envelope? _reached;

    /// <summary>What it runs for: at first what was delivered, then, where it has gone on in place, what would have been delivered last.</summary>
    public Envelope Envelope => _reached ?? envelope;

    /// <summary>Whether the handler has begun to write in the step's transaction.</summary>
    public bool HasTransaction { get; private set; }

    /// <summary>What runs: at first what the envelope names, then what the services have for it.</summary>
    public EntryPoint EntryPoint { get; private set; } = entryPoint;

    /// <summary>What has run first: the step is known by it.</summary>
    public EntryPoint First { get; private set; } = entryPoint;

    /// <summary>How many boundaries were passed in place.</summary>
    public int Hops { get; private set; }

    /// <summary>On what it runs; null for a static handler.</summary>
    public object? Instance { get; private set; }

    /// <summary>What it has ended with; null where it has thrown.</summary>
    public StepOutcome? Outcome { get; private set; }

    /// <summary>What it has thrown; null where it has not.</summary>
    public Exception? Thrown { get; private set; }

    /// <summary>What it has started; null where it has not.</summary>
    public StepFutures? Futures { get; private set; }

    /// <summary>How the call is made again if it throws; null where it is not, or this is a later step of it.</summary>
    public RetryFrame? Retry { get; private set; }

    /// <summary>Whether it got to know that the host stops: whatever it made of that, it is not what the handler does when nobody stops the host.</summary>
    public bool IsAbandoned { get; private set; }

    /// <exception cref="HandlerUnavailableException">There is nothing to run it on.</exception>
    /// <exception cref="EnvelopeException">What the envelope carries cannot be read.</exception>
    public async ValueTask ExecuteAsync(CancellationToken cancellationToken)
    {
        var isCall = envelope.Header.Kind == EnvelopeKind.Call;
        var retry = EntryPoint.Retry;
        var step = StepOf(isCall ? envelope.Header.Attempt : RetryFrame.AttemptOf(envelope.Continuation));
        ChainStep.Current = step;
        var scope = environment.Scopes.CreateAsyncScope();
        var context = new ServiceStepContext(environment, scope.ServiceProvider, envelope, EntryPoint.ResumePoint, cancellationToken);
        try
        {
            Bind(context);
            // A contract's own comes before that of the handler behind it.
            Retry = isCall && (retry ?? EntryPoint.Retry) is { } policy ? new RetryFrame(envelope.Header.Target, step.Attempt, policy, envelope.Payload) : null;
            await InvokeAsync(context).ConfigureAwait(false);
            Futures = context.UsedFutures;
            if (fuse is not null && Futures is null or { IsUnused: true } && Cancellations.DueTo(delivery, envelope) is null)
            {
                await GoOnAsync(fuse, context, step, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            HasTransaction = step.HasTransaction;
            if (Futures is not null)
            {
                await Futures.HandOutTokensAsync().ConfigureAwait(false);
            }

            IsAbandoned = context.TokenWasTaken && cancellationToken.IsCancellationRequested;
            await DisposeAsync(context).ConfigureAwait(false);
            await DisposeAsync(scope).ConfigureAwait(false);
            step.End();
        }
    }

    private async ValueTask GoOnAsync(FuseOptions options, ServiceStepContext context, ChainStep step, CancellationToken cancellationToken)
    {
        var fusion = new Fusion(environment, options, context, step, Retry?.PushOn(envelope.Continuation) ?? envelope.Continuation) { EntryPoint = EntryPoint, Instance = Instance, Outcome = Outcome, Thrown = Thrown };
        await fusion.RunAsync(cancellationToken).ConfigureAwait(false);
        Hops = fusion.Hops;
        if (Hops > 0)
        {
            _reached = fusion.ToEnvelope(envelope);
            Retry = null;
        }

        EntryPoint = fusion.EntryPoint;
        Instance = fusion.Instance;
        Outcome = fusion.Outcome;
        Thrown = fusion.Thrown;
        Futures = fusion.Futures ?? Futures;
    }

    private ChainStep StepOf(int attempt) => new(envelope.Header.Id, EntryPoint.Id, attempt)
    {
        ChainId = envelope.Header.ChainId,
        Delivery = delivery,
        Transactions = environment.Committer.HasTransactions() ? (IStepTransactions)environment.Committer : null,
    };

    private void Bind(ServiceStepContext context)
    {
        var entryPoint = EntryPoint;
        try
        {
            Instance = context.Bind(ref entryPoint);
        }
        catch (Exception exception)
        {
            throw new HandlerUnavailableException(EntryPoint.Id, exception);
        }

        First = EntryPoint = entryPoint;
    }

    private async ValueTask InvokeAsync(ServiceStepContext context)
    {
        try
        {
            var outcome = await EntryPoint.Run(context).ConfigureAwait(false);
            Outcome = outcome is ForwardOutcome forwarded ? await forwarded.End.ConfigureAwait(false) : outcome;
        }
        catch (Exception exception) when (exception is not EnvelopeException)
        {
            Thrown = exception;
        }
    }

    // The handler has ended when its scope is disposed of: it has returned or thrown what it has.
    private async ValueTask DisposeAsync<T>(T disposable)
        where T : IAsyncDisposable
    {
        try
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            environment.Logger.DisposalFailed(exception, EntryPoint.Id, envelope.Header.ChainId);
        }
    }
}
