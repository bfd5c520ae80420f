namespace AsyncSplit.Envelopes;

/// <summary>One message, read as far as a step needs: everything but the frames below the top one, which stay bytes.</summary>
internal sealed record Envelope
{
    public required EnvelopeHeader Header { get; init; }

    public required PayloadKind PayloadKind { get; init; }

    /// <summary>Arguments, result or error: one JSON value.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>In a resume: the frame that gets the payload. Null when none is left.</summary>
    public Frame? Top { get; init; }

    /// <summary>The frames that wait for what this step promises: in a call all of them, in a resume those below <see cref="Top"/>. JSON objects with commas between.</summary>
    public ReadOnlyMemory<byte> Continuation { get; init; }

    /// <summary>The size of the whole envelope.</summary>
    public required int Bytes { get; init; }
}
