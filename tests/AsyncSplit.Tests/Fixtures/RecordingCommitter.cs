using System.Collections.Concurrent;
using System.Text;
using AsyncSplit.Messaging;

namespace AsyncSplit.Tests.Fixtures;

/// <summary>Keeps what is committed to the store behind it, as that gets it.</summary>
internal sealed class RecordingCommitter(IChainCommitter committer) : IChainCommitter
{
    public ConcurrentQueue<StepCommit> Commits { get; } = new();

    public int MaxEnvelopeBytes => committer.MaxEnvelopeBytes;

    /// <summary>All values that lie in queue or store, in one text.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            foreach (var commit in Commits)
            {
                foreach (var envelope in commit.Sends.Append(commit.Wait?.Envelope).Append(commit.Redriven?.Envelope))
                {
                    Append(envelope?.Body);
                }

                Append(commit.Settled?.Outcome);
                Append(commit.Signalled?.Value);
                Append(commit.Completed?.Result);
                Append(commit.Completed?.Error);
                Append(commit.DeadLetter?.Body);
                Append(commit.DeadLetter?.Error);
                text.AppendLine(commit.DeadLetter?.Reason);
            }

            return text.ToString();

            void Append(ReadOnlyMemory<byte>? value) => text.AppendLine(value is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "");
        }
    }

    public ValueTask<CommitResult> CommitAsync(Delivery? delivery, StepCommit commit, CancellationToken cancellationToken)
    {
        Commits.Enqueue(commit);
        return committer.CommitAsync(delivery, commit, cancellationToken);
    }
}
