using AsyncSplit.Envelopes;
using AsyncSplit.Runtime;

namespace AsyncSplit.Tests.Fixtures;

/// <summary>Envelopes to read.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Created = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static EnvelopeHeader Header(EnvelopeKind kind, string target) => new()
    {
        ChainId = "c1",
        Id = "m1",
        Kind = kind,
        Target = target,
        CreatedAt = Created,
        DueAt = Created,
        Attempt = 1,
    };

    public static byte[] Write(EnvelopeHeader header, PayloadKind kind, string payload, CapturedState? frame = null, string continuation = "")
    {
        var writer = EnvelopeWriter.Rent(new ChainRegistry());
        writer.Begin(header);
        writer.Payload(kind, System.Text.Encoding.UTF8.GetBytes(payload));
        if (frame is not null)
        {
            writer.Frame(frame, frame.ResumePoint, null);
        }

        var body = writer.End(System.Text.Encoding.UTF8.GetBytes(continuation));
        writer.Return();
        return body;
    }
}
