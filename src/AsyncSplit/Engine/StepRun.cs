using AsyncSplit.ClaimChecks;
using AsyncSplit.Diagnostics;
using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Engine;

/// <summary>One run of an entry point, in a service scope of its own, and how it has ended.</summary>
internal sealed class StepRun(EntryPoint entryPoint, Envelope envelope)
{
    /// <summary>What runs: at first what the envelope names, then what the services have for it.</summary>
    public EntryPoint EntryPoint { get; private set; } = entryPoint;

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
    public async ValueTask ExecuteAsync(StepEnvironment environment, CancellationToken cancellationToken)
    {
        var isCall = envelope.Header.Kind == EnvelopeKind.Call;
        var retry = EntryPoint.Retry;
        var step = StepOf(environment, isCall ? envelope.Header.Attempt : RetryFrame.AttemptOf(envelope.Continuation));
        ChainStep.Current = step;
        PlainRun.Step = step.EntryPoint;
        var scope = environment.Scopes.CreateAsyncScope();
        var context = new ServiceStepContext(environment, scope.ServiceProvider, envelope, EntryPoint.ResumePoint, cancellationToken);
        try
        {
            Bind(context);
            await InvokeAsync(context).ConfigureAwait(false);
        }
        finally
        {
            Futures = context.UsedFutures;
            if (Futures is not null)
            {
                await Futures.HandOutTokensAsync().ConfigureAwait(false);
            }

            IsAbandoned = context.TokenWasTaken && cancellationToken.IsCancellationRequested;
            await DisposeAsync(context, environment.Logger).ConfigureAwait(false);
            await DisposeAsync(scope, environment.Logger).ConfigureAwait(false);
            step.End();
        }

        // A contract's own comes before that of the handler behind it.
        Retry = isCall && (retry ?? EntryPoint.Retry) is { } policy ? new RetryFrame(envelope.Header.Target, step.Attempt, policy, envelope.Payload) : null;
    }

    private ChainStep StepOf(StepEnvironment environment, int attempt) => new()
    {
        ChainId = envelope.Header.ChainId,
        MessageId = envelope.Header.Id,
        EntryPoint = EntryPoint.Id,
        Attempt = attempt,
        Delivery = environment.Delivery,
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

        EntryPoint = entryPoint;
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
    private async ValueTask DisposeAsync(IAsyncDisposable disposable, ILogger logger)
    {
        try
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            logger.DisposalFailed(exception, EntryPoint.Id, envelope.Header.ChainId);
        }
    }
}
