namespace AsyncSplit.Messaging;

/// <summary>An envelope that is sent when started calls have ended.</summary>
/// <param name="Envelope">The envelope, with nothing of the futures in it yet.</param>
/// <param name="Hole">Where in its body their ends belong.</param>
/// <param name="FutureIds">What is waited for: at least one future, none of them twice. Those that have ended already count.</param>
/// <param name="Needed">How many of them have to end.</param>
public sealed record FutureWait(OutgoingEnvelope Envelope, int Hole, IReadOnlyList<string> FutureIds, int Needed)
{
    /// <summary>Whether a cancellation of the chain does not end the wait: the one that waits has been cancelled already.</summary>
    public bool OutlivesCancellation { get; init; }

    /// <summary>The ids of queued envelopes that are of no use when the wait has ended, timers for it alone: they are taken out of the queue then, if they are still there.</summary>
    public IReadOnlyList<string> Timers { get; init; } = [];

    /// <summary>The envelope to send.</summary>
    /// <param name="outcomes">The <see cref="FutureSettlement.Outcome"/>s of those that have ended, in the order in which they did.</param>
    public OutgoingEnvelope Complete(IReadOnlyList<ReadOnlyMemory<byte>> outcomes) => Envelope with { Body = Complete(Envelope.Body.Span, Hole, outcomes) };

    /// <summary>The body to send.</summary>
    /// <param name="body">The body of the waiting envelope.</param>
    /// <param name="hole">Where in it the ends of the futures belong.</param>
    /// <param name="outcomes">The <see cref="FutureSettlement.Outcome"/>s of those that have ended, in the order in which they did.</param>
    public static byte[] Complete(ReadOnlySpan<byte> body, int hole, IReadOnlyList<ReadOnlyMemory<byte>> outcomes)
    {
        var complete = new byte[body.Length + outcomes.Sum(static outcome => outcome.Length) + Math.Max(0, outcomes.Count - 1)];
        body[..hole].CopyTo(complete);
        var written = hole;
        for (var index = 0; index < outcomes.Count; index++)
        {
            if (index > 0)
            {
                complete[written++] = (byte)',';
            }

            outcomes[index].Span.CopyTo(complete.AsSpan(written));
            written += outcomes[index].Length;
        }

        body[hole..].CopyTo(complete.AsSpan(written));
        return complete;
    }
}
