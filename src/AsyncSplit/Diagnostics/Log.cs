using AsyncSplit.Messaging;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Diagnostics;

/// <summary>What the runtime logs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Step {EntryPoint} of chain {ChainId} ended with {Outcome} after {Active}")]
    public static partial void StepCommitted(this ILogger logger, string entryPoint, string chainId, StepOutcomeKind outcome, TimeSpan active);

    [LoggerMessage(2, LogLevel.Information, "Message {MessageId} was committed by someone else: this run of the step is dropped")]
    public static partial void StepSuperseded(this ILogger logger, string messageId);

    [LoggerMessage(3, LogLevel.Warning, "Message {MessageId} of chain {ChainId} is parked as a dead letter ({Kind}): {Reason}")]
    public static partial void Parked(this ILogger logger, string messageId, string? chainId, DeadLetterKind kind, string reason);

    [LoggerMessage(4, LogLevel.Error, "A step observer failed")]
    public static partial void ObserverFailed(this ILogger logger, Exception exception);

    [LoggerMessage(5, LogLevel.Error, "Receiving failed; next try in {Delay}")]
    public static partial void ReceiveFailed(this ILogger logger, Exception exception, TimeSpan delay);

    [LoggerMessage(6, LogLevel.Error, "Message {MessageId}, delivery {Attempt}: the step could not be run or committed; it is delivered again in {Delay}")]
    public static partial void StepFaulted(this ILogger logger, Exception exception, string messageId, int attempt, TimeSpan delay);

    [LoggerMessage(7, LogLevel.Warning, "Message {MessageId} could not be given back; it is delivered again when its lease ends")]
    public static partial void AbandonFailed(this ILogger logger, Exception exception, string messageId);

    [LoggerMessage(8, LogLevel.Warning, "The lease of message {MessageId} could not be renewed")]
    public static partial void RenewFailed(this ILogger logger, Exception exception, string messageId);

    [LoggerMessage(9, LogLevel.Warning, "The lease of message {MessageId} is lost; its step goes on and will be dropped")]
    public static partial void LeaseLost(this ILogger logger, string messageId);

    [LoggerMessage(10, LogLevel.Information, "Stopping: {Count} steps are given {Timeout} to end")]
    public static partial void Draining(this ILogger logger, int count, TimeSpan timeout);

    [LoggerMessage(11, LogLevel.Warning, "Stopping: {Count} steps have not ended and are given back")]
    public static partial void DrainTimedOut(this ILogger logger, int count);

    [LoggerMessage(18, LogLevel.Error, "Disposing of what step {EntryPoint} of chain {ChainId} has used failed; its outcome stays")]
    public static partial void DisposalFailed(this ILogger logger, Exception exception, string entryPoint, string chainId);

    [LoggerMessage(14, LogLevel.Debug, "{Count} chains that ended long ago are removed")]
    public static partial void Purged(this ILogger logger, int count);

    [LoggerMessage(15, LogLevel.Error, "Chains that ended long ago could not be removed; next try in {Interval}")]
    public static partial void PurgeFailed(this ILogger logger, Exception exception, TimeSpan interval);

    [LoggerMessage(13, LogLevel.Warning, "Step {EntryPoint} of chain {ChainId} threw; {Callee} is called again at {DueAt}: {Error}")]
    public static partial void Retrying(this ILogger logger, string entryPoint, string chainId, string? callee, DateTimeOffset dueAt, string? error);

    [LoggerMessage(12, LogLevel.Debug, "Message {MessageId} is given back: the host stops")]
    public static partial void StepAbandoned(this ILogger logger, string messageId);

    [LoggerMessage(30, LogLevel.Error, "The body of message {MessageId} could not be claimed; it is delivered again in {Delay}")]
    public static partial void ClaimFailed(this ILogger logger, Exception exception, string messageId, TimeSpan delay);

    [LoggerMessage(31, LogLevel.Warning, "The claimed body {Key} could not be removed: the claim store has to forget it by its age")]
    public static partial void ClaimNotRemoved(this ILogger logger, Exception exception, string key);

    [LoggerMessage(19, LogLevel.Information, "Step {EntryPoint} of chain {ChainId} runs again, boundary by boundary")]
    public static partial void CannotFuse(this ILogger logger, Exception exception, string entryPoint, string chainId);

    [LoggerMessage(40, LogLevel.Error, "A message, delivery {Attempt}, could not be taken in; it is delivered again in {Delay}")]
    public static partial void MessageFaulted(this ILogger logger, Exception exception, int attempt, TimeSpan delay);
}
