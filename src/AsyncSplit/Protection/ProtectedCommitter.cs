using AsyncSplit.Engine;
using AsyncSplit.Messaging;

namespace AsyncSplit.Protection;

/// <summary>Signs or encrypts what is committed. What is delivered is opened by whoever runs its step: <see cref="EnvelopeOpener"/>.</summary>
internal sealed class ProtectedCommitter(IChainCommitter committer, EnvelopeProtection protection) : IChainCommitter, IDecoratedTransactions
{
    public bool HasTransactions => committer.HasTransactions();

    /// <summary>The largest envelope that can be sent and becomes no larger than the transport takes.</summary>
    public int MaxEnvelopeBytes => protection.PlainLimit(committer.MaxEnvelopeBytes);

    /// <summary>The largest that can be delivered.</summary>
    public int MaxProtectedBytes => committer.MaxEnvelopeBytes;

    public ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken) =>
        committer.CommitAsync(delivery, protection.Stage == EnvelopeProtectionStage.Understood ? commit : Protect(commit), cancellationToken);

    public ValueTask<StepTransaction> BeginAsync(Delivery delivery) => ((IStepTransactions)committer).BeginAsync(delivery);

    private StepCommit Protect(StepCommit commit) => commit with
    {
        Sends = [.. commit.Sends.Select(envelope => ProtectedEnvelope.For(envelope, protection))],
        Wait = commit.Wait is { } wait ? ProtectedEnvelope.For(wait, protection) : null,
        Redriven = commit.Redriven is { } redriven ? redriven with { Envelope = ProtectedEnvelope.For(redriven.Envelope, protection) } : null,
        Settled = commit.Settled is { } settled ? ProtectedOutcome.For(settled, protection) : null,
        Signalled = commit.Signalled is { } signal ? ProtectedOutcome.For(signal, protection) : null,
        Completed = commit.Completed is { } completed && protection.Encrypts ? Encrypt(completed) : commit.Completed,
        DeadLetter = commit.DeadLetter is { } deadLetter && protection.Encrypts ? Encrypt(deadLetter) : commit.DeadLetter,
    };

    // Nothing runs for what only is read: it is encrypted, where envelopes are, and not signed.
    private ChainCompletion Encrypt(ChainCompletion completed) => completed with
    {
        Result = Encrypt(completed.ChainId, completed.Result),
        Error = Encrypt(completed.ChainId, completed.Error),
    };

    // Its body is as it was delivered.
    private DeadLetter Encrypt(DeadLetter deadLetter) => deadLetter with
    {
        Reason = ProtectedValue.Encrypt(deadLetter.Reason, protection),
        Error = Encrypt(deadLetter.ChainId ?? "", deadLetter.Error),
    };

    private ReadOnlyMemory<byte>? Encrypt(string chainId, ReadOnlyMemory<byte>? value) => value is { } json ? ProtectedValue.Write(ProtectedThing.End, chainId, json, protection).AsMemory() : (ReadOnlyMemory<byte>?)null;
}
