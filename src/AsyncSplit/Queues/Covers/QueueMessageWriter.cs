using System.Buffers;
using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;

namespace AsyncSplit.Queues.Covers;

/// <summary>Writes the messages of queues: an envelope as it is, where its header can be read; else, what is protected, claimed or a commit, in a cover (docs/wire-format.md).</summary>
internal static class QueueMessageWriter
{
    /// <summary>What a cover takes at most, besides what is in it.</summary>
    public const int MaxCoverBytes = 1024;

    // What the writer of envelopes begins with.
    private static ReadOnlySpan<byte> Plain => "{\"v\":1,\"chain\":"u8;

    /// <summary>The message for an envelope.</summary>
    public static ReadOnlyMemory<byte> Write(OutgoingEnvelope envelope, DateTimeOffset now, CancellationKind? cancellation = null)
    {
        if (cancellation is null && envelope.Body.Span.StartsWith(Plain))
        {
            return envelope.Body;
        }

        var buffer = new ArrayBufferWriter<byte>(envelope.Body.Length + 256);
        using var json = Begin(buffer, envelope.ChainId, envelope.MessageId, envelope.Target);
        if (envelope.DueAt > now)
        {
            json.WriteNumber(WireNames.Due, envelope.DueAt.ToUnixTimeMilliseconds());
        }

        if (envelope.OutlivesCancellation)
        {
            json.WriteBoolean(WireNames.Cancelled, true);
        }

        if (cancellation is { } kind)
        {
            json.WriteNumber(CoverNames.Cancel, (int)kind);
        }

        CoverNames.WriteBody(json, envelope.Body.Span);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>The message for a commit that a process with a table is to apply.</summary>
    /// <param name="chainId">The chain.</param>
    /// <param name="messageId">Follows from the step's: a repeated step sends it again.</param>
    /// <param name="commit">An object.</param>
    public static ReadOnlyMemory<byte> WriteCommit(string chainId, string messageId, ReadOnlySpan<byte> commit)
    {
        var buffer = new ArrayBufferWriter<byte>(commit.Length + 256);
        using var json = Begin(buffer, chainId, messageId, CoverNames.CommitTarget);
        json.WritePropertyName(CoverNames.Commit);
        json.WriteRawValue(commit, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static Utf8JsonWriter Begin(ArrayBufferWriter<byte> buffer, string chainId, string messageId, string target)
    {
        var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteNumber(WireNames.V, WireNames.Version);
        json.WriteString(WireNames.Chain, chainId);
        json.WriteString(WireNames.Id, messageId);
        json.WriteString(WireNames.Target, target);
        return json;
    }
}
