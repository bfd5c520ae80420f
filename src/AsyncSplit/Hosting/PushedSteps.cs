using AsyncSplit.Diagnostics;
using AsyncSplit.Engine;
using AsyncSplit.Messaging;
using AsyncSplit.Queues;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AsyncSplit.Hosting;

/// <summary>Runs the steps of envelopes that this process is handed by someone else (a function's trigger, a broker that posts), each to its commit, and says what to tell whoever pushed it.</summary>
/// <remarks>Resolve it from the services. It may be called for several envelopes at a time.</remarks>
public sealed class PushedSteps
{
    // A step that was cancelled gets this long to notice, before its envelope is given back without it.
    private static readonly TimeSpan s_cancelTimeout = TimeSpan.FromMilliseconds(500);

    private readonly IEnvelopeIntake _intake;
    private readonly StepRunner _runner;
    private readonly TimeProvider _clock;
    private readonly AsyncSplitOptions _options;
    private readonly ILogger<PushedSteps> _logger;

    internal PushedSteps(IChainTransport transport, StepRunner runner, TimeProvider clock, IOptions<AsyncSplitOptions> options, ILogger<PushedSteps> logger)
    {
        _intake = transport as IEnvelopeIntake ?? throw new InvalidOperationException("Envelopes can be pushed only where the transport is made of queues: call UseQueues, or the Use… of a cloud's package.");
        _runner = runner;
        _clock = clock;
        _options = options.Value;
        _logger = logger;
    }

    /// <summary>Runs the step of one envelope, commits it, and sends what it sends.</summary>
    /// <param name="envelope">What was pushed; its <see cref="ReceivedEnvelope.Receipt"/> is null.</param>
    /// <param name="cancellationToken">
    /// Cancelled when this process can wait no longer, some time before its end (a second is enough): the step's token. A step that does not end by itself then is left behind, and the envelope pushed again.
    /// </param>
    /// <param name="answered">Cancelled when the pusher has its answer, which says that the envelope is to be pushed again: nothing is committed from then on.</param>
    /// <returns>Never throws: what fails is logged, and to be pushed again.</returns>
    public async ValueTask<PushedAnswer> RunAsync(ReceivedEnvelope envelope, CancellationToken cancellationToken, CancellationToken answered = default)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        string? messageId = null;
        try
        {
            if (await _intake.AcceptAsync(envelope, cancellationToken).ConfigureAwait(false) is not { } delivery)
            {
                return PushedAnswer.Done;
            }

            messageId = delivery.MessageId;
            if (await ExecuteAsync(delivery, cancellationToken).ConfigureAwait(false) is not { } commit || answered.IsCancellationRequested)
            {
                _logger.StepAbandoned(messageId);
                return PushedAnswer.TryAgain(TimeSpan.Zero);
            }

            // Not cancelled: what the step has done is lost if it is not committed.
            await _runner.CommitAsync(delivery, commit, CancellationToken.None).ConfigureAwait(false);
            return PushedAnswer.Done;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return PushedAnswer.TryAgain(TimeSpan.Zero);
        }
        catch (Exception exception)
        {
            var delay = _options.FaultDelayAfter(envelope.Attempt);
            _logger.StepFaulted(exception, messageId ?? "(unread)", envelope.Attempt, delay);
            return PushedAnswer.TryAgain(delay);
        }
    }

    private ValueTask<StepCommit?> ExecuteAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var execution = _runner.ExecuteAsync(delivery, cancellationToken);
        return execution.IsCompleted || !cancellationToken.CanBeCanceled ? execution : WaitAsync(execution.AsTask(), cancellationToken);
    }

    private async ValueTask<StepCommit?> WaitAsync(Task<StepCommit?> execution, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.UnsafeRegister(static (state, _) => ((TaskCompletionSource)state!).TrySetResult(), cancelled).ConfigureAwait(false);
        if (await Task.WhenAny(execution, cancelled.Task).ConfigureAwait(false) != execution
            && await Task.WhenAny(execution, Task.Delay(s_cancelTimeout, _clock, CancellationToken.None)).ConfigureAwait(false) != execution)
        {
            // Whatever it still does, nothing of it is committed.
            _ = execution.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return null;
        }

        return await execution.ConfigureAwait(false);
    }
}
