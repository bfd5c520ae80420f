using System.Diagnostics;
using AsyncSplit.Diagnostics;
using AsyncSplit.Engine.Fusing;
using AsyncSplit.Envelopes;
using AsyncSplit.Futures;
using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Protection;
using AsyncSplit.Routing;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AsyncSplit.Engine;

/// <summary>Runs one step: reads the envelope, runs the entry point in a service scope, gives what is to be committed.</summary>
/// <remarks>Hosts (the worker, Lambda, Functions, tests) are made around it.</remarks>
public sealed class StepRunner
{
    private readonly ChainRegistry _registry;
    private readonly IChainCommitter _committer;
    private readonly TimeProvider _clock;
    private readonly ForeignCalls _foreign;
    private readonly IStepObserver[] _observers;
    private readonly ILogger<StepRunner> _logger;
    private readonly AsyncSplitOptions _options;
    private readonly OutcomeInterpreter _interpreter;
    private readonly EnvelopeOpener _opener;
    private readonly StepEnvironment _environment;

    internal StepRunner(
        IServiceScopeFactory scopes,
        ChainRegistry registry,
        HandlerServices handlers,
        IChainCommitter committer,
        TimeProvider clock,
        CallbackTokens tokens,
        ForeignCalls foreign,
        EnvelopeOpener opener,
        IEnumerable<IStepObserver> observers,
        IOptions<AsyncSplitOptions> options,
        ILogger<StepRunner> logger)
    {
        _registry = registry;
        _committer = committer;
        _clock = clock;
        _foreign = foreign;
        _opener = opener;
        _observers = [.. observers];
        _options = options.Value;
        _logger = logger;
        _interpreter = new OutcomeInterpreter(registry, committer.MaxEnvelopeBytes);
        _environment = new StepEnvironment(scopes, handlers, registry, committer, tokens, clock, foreign, logger);
    }

    /// <summary>Runs the step that <paramref name="delivery"/> asks for.</summary>
    /// <param name="delivery">What was received. Whatever is wrong with it ends in a dead letter, not in an exception.</param>
    /// <param name="cancellationToken">Cancelled when the host can wait no longer: the step's token.</param>
    /// <exception cref="InvalidOperationException">The services cannot create what the step runs on: to be delivered again later, until that has happened too often.</exception>
    /// <returns>What to commit. Null when the step got to know of the cancellation: it has to be abandoned, since its outcome is not the handler's own.</returns>
    public async ValueTask<StepCommit?> ExecuteAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        Envelope? envelope = null;
        var startedAt = _clock.GetUtcNow();
        var started = _clock.GetTimestamp();
        try
        {
            envelope = Read(delivery);
            if (delivery.Attempt > _options.MaxDeliveries)
            {
                throw new EnvelopeException(
                    DeadLetterKind.TooManyAttempts, $"It was delivered {delivery.Attempt - 1} times without an outcome; the limit is {_options.MaxDeliveries}.");
            }

            return await RunAsync(delivery, envelope, startedAt, started, cancellationToken).ConfigureAwait(false);
        }
        catch (EnvelopeException exception)
        {
            return Park(delivery, envelope, exception, startedAt, _clock.GetElapsedTime(started));
        }
        catch (HandlerUnavailableException exception) when (delivery.Attempt >= _options.MaxDeliveries)
        {
            var reason = new EnvelopeException(DeadLetterKind.TooManyAttempts, $"It was delivered {delivery.Attempt} times without an outcome; the last time: {exception.Message}", exception);
            return Park(delivery, envelope, reason, startedAt, _clock.GetElapsedTime(started));
        }
    }

    /// <summary>Commits what <see cref="ExecuteAsync"/> gave, and tells the observers.</summary>
    public async ValueTask<CommitResult> CommitAsync(Delivery delivery, StepCommit commit, CancellationToken cancellationToken)
    {
        var result = await _committer.CommitAsync(delivery, commit, cancellationToken).ConfigureAwait(false);
        if (result == CommitResult.Superseded)
        {
            _logger.StepSuperseded(delivery.MessageId);
            return result;
        }

        if (commit.DeadLetter is { } deadLetter)
        {
            Telemetry.Count(deadLetter);
            _logger.Parked(deadLetter.MessageId, deadLetter.ChainId, deadLetter.Kind, deadLetter.Reason);
        }

        if (commit.Step is { } step)
        {
            Telemetry.Count(step);
            if (step.Outcome == StepOutcomeKind.Retry)
            {
                _logger.Retrying(step.EntryPoint, step.ChainId, step.Next, commit.Sends[^1].DueAt, commit.Thrown);
            }

            _logger.StepCommitted(step.EntryPoint, step.ChainId, step.Outcome, step.Active);
            Notify(step);
        }

        return result;
    }

    private Envelope Read(Delivery delivery)
    {
        var limit = _committer is ProtectedCommitter committer ? committer.MaxProtectedBytes : _committer.MaxEnvelopeBytes;
        var isTooLarge = delivery.Body.Length > limit;

        // Where it can be told, a forged one is that first: no chain is parked for it, however large it is.
        var envelope = isTooLarge && !_opener.RefusesForgeries ? null : _opener.Read(delivery);
        return envelope is null || isTooLarge
            ? throw new EnvelopeException(DeadLetterKind.Oversize, $"The envelope has {delivery.Body.Length} bytes; the limit is {limit}.")
            : envelope;
    }

    private async ValueTask<StepCommit?> RunAsync(Delivery delivery, Envelope envelope, DateTimeOffset startedAt, long started, CancellationToken cancellationToken)
    {
        if (ChainTimer.IsMeant(envelope))
        {
            return ChainTimer.End(envelope, startedAt);
        }

        if (Cancellations.DueTo(delivery, envelope) is { } cancellation)
        {
            if (envelope.Header.Kind == EnvelopeKind.Call)
            {
                return _interpreter.Cancel(InputOf(delivery, envelope, null, startedAt, started, null));
            }

            if (Cancellations.IsPending(envelope, _registry))
            {
                envelope = Cancellations.Cancel(envelope, cancellation);
            }
        }

        if (envelope.Header.Kind == EnvelopeKind.Resume)
        {
            if (envelope.Top is null)
            {
                return _interpreter.Complete(InputOf(delivery, envelope, null, startedAt, started, null));
            }

            if (envelope.Top.Id == FutureNames.ResumePoint)
            {
                // A timer's end, or the answer of a callee that is not ours.
                return new StepCommit { Settled = OutcomeInterpreter.Settle(envelope.Header.ChainId, envelope.Top, envelope.PayloadKind, envelope.Payload) };
            }

            if (envelope.Top.Id == RetryFrame.ResumePoint)
            {
                return _interpreter.EndAttempt(InputOf(delivery, envelope, null, startedAt, started, null) with { Retry = RetryFrame.Read(envelope.Top) });
            }

            if (envelope.PayloadKind == PayloadKind.Error && !envelope.Top.Catches)
            {
                return _interpreter.PassOn(InputOf(delivery, envelope, null, startedAt, started, null));
            }
        }

        if (_foreign.SenderOf(envelope) is { } sender)
        {
            await sender.SendAsync(_foreign.Seal(WithRetry(envelope)), cancellationToken).ConfigureAwait(false);
            return _interpreter.HandOver(InputOf(delivery, envelope, null, startedAt, started, null));
        }

        var entryPoint = Find(envelope);
        using var activity = Telemetry.StartStep(entryPoint.Id, envelope.Header.ChainId, envelope.Header.TraceParent, envelope.Header.TraceState);

        // What was interrupted is gone through in small steps.
        var fuse = delivery.Attempt == 1 ? _options.Fuse : null;
        return await RunAsync(fuse, entryPoint, InputOf(delivery, envelope, entryPoint, startedAt, null, activity), started, activity, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<StepCommit?> RunAsync(FuseOptions? fuse, EntryPoint entryPoint, StepInput input, long started, Activity? activity, CancellationToken cancellationToken)
    {
        var run = new StepRun(_environment, fuse, input.Delivery, entryPoint, input.Envelope);
        try
        {
            await run.ExecuteAsync(cancellationToken).ConfigureAwait(false);
            return run.IsAbandoned ? null : CommitOf(run, input, started, activity);
        }
        catch (Exception exception) when (exception is CannotFuseException || (exception is EnvelopeException && run.Hops > 0))
        {
            _logger.CannotFuse(exception, entryPoint.Id, input.Envelope.Header.ChainId);
            if (run.HasTransaction)
            {
                // What it has written is rolled back when the envelope is delivered again.
                throw exception as CannotFuseException ?? new CannotFuseException(exception.Message, exception);
            }
        }

        // What it has done is done again, as after a crash.
        return await RunAsync(null, entryPoint, input, started, activity, cancellationToken).ConfigureAwait(false);
    }

    private StepCommit CommitOf(StepRun run, in StepInput input, long started, Activity? activity)
    {
        activity?.SetStatus(run.Thrown is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error, run.Thrown?.Message);
        var ended = input with
        {
            Envelope = run.Envelope,
            EntryPoint = run.EntryPoint,
            Instance = run.Instance,
            Futures = run.Futures,
            Retry = run.Retry,
            Active = _clock.GetElapsedTime(started),
            EndedAt = _clock.GetUtcNow(),
        };
        var commit = run.Thrown is not null ? _interpreter.Fail(ended, run.Thrown) : _interpreter.Interpret(ended, run.Outcome!);
        return run.Hops == 0 ? commit : commit with
        {
            // What was delivered is what is known, and can be run again, wherever it has come to.
            Step = commit.Step! with { MessageId = input.Envelope.Header.Id, EntryPoint = run.First.Id },
            DeadLetter = commit.DeadLetter is { } letter ? letter with { EntryPoint = input.Envelope.Header.Target } : null,
        };
    }

    /// <summary>A callee elsewhere knows nothing of the contract's attribute: what it says goes along with the call.</summary>
    private Envelope WithRetry(Envelope call) => _registry.TryFind(call.Header.Target, out var callee) && callee.Retry is { } policy
        ? call with { Continuation = new RetryFrame(call.Header.Target, call.Header.Attempt, policy, call.Payload).PushOn(call.Continuation) }
        : call;

    private EntryPoint Find(Envelope envelope)
    {
        var id = envelope.Header.Target;
        if (!_registry.TryFind(id, out var entryPoint) || (entryPoint.ResumePoint is null) != (envelope.Top is null))
        {
            throw new EnvelopeException(DeadLetterKind.UnknownEntryPoint, $"This deployment has no entry point '{id}'.");
        }

        if (entryPoint.ResumePoint is { } point && point.Fingerprint != envelope.Top!.Fingerprint)
        {
            throw new EnvelopeException(
                DeadLetterKind.FingerprintMismatch,
                $"The frame for '{id}' was captured with the shape {envelope.Top.Fingerprint}; this deployment's '{id}' reads the shape {point.Fingerprint}.");
        }

        return entryPoint;
    }

    // Without a time at which it started, it has not ended.
    private StepInput InputOf(Delivery delivery, Envelope envelope, EntryPoint? entryPoint, DateTimeOffset startedAt, long? started, Activity? activity) => new()
    {
        Envelope = envelope,
        EntryPoint = entryPoint,
        Cancellation = Cancellations.DueTo(delivery, envelope),
        Delivery = delivery,
        StartedAt = startedAt,
        Active = started is { } from ? _clock.GetElapsedTime(from) : default,
        EndedAt = started is null ? default : _clock.GetUtcNow(),
        TraceParent = activity?.Id,
    };

    private static StepCommit Park(Delivery delivery, Envelope? envelope, EnvelopeException exception, DateTimeOffset startedAt, TimeSpan active) => new()
    {
        DeadLetter = new DeadLetter(
            delivery.MessageId, exception.IsForged ? "" : envelope?.Header.ChainId, envelope?.Header.Target, exception.Kind, exception.Message, startedAt, delivery.Body),
        Step = envelope is null ? null : new StepRecord
        {
            ChainId = envelope.Header.ChainId,
            MessageId = envelope.Header.Id,
            EntryPoint = envelope.Header.Target,
            Outcome = StepOutcomeKind.Park,
            Attempt = delivery.Attempt,
            CreatedAt = envelope.Header.CreatedAt,
            DueAt = envelope.Header.DueAt,
            StartedAt = startedAt,
            Active = active,
            EnvelopeBytes = envelope.Bytes,
        },
    };

    private void Notify(StepRecord step)
    {
        foreach (var observer in _observers)
        {
            try
            {
                observer.OnStep(step);
            }
            catch (Exception exception)
            {
                // The step is committed: an observer cannot undo it.
                _logger.ObserverFailed(exception);
            }
        }
    }
}
