using System.Security.Cryptography;
using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;

namespace AsyncSplit.Queues.Covers;

/// <summary>Reads the messages of queues, as far as it takes to know what becomes of them.</summary>
internal static class QueueMessageReader
{
    /// <summary>Reads a message. One that is none gets an id that follows from its bytes: it will be refused for what it is.</summary>
    public static QueueMessage Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            if (ReadMembers(bytes) is { } message)
            {
                return message;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            // Not a message of ours: the reader of envelopes says what is wrong with it.
        }

        return new QueueMessage { ChainId = "", MessageId = Convert.ToHexStringLower(SHA256.HashData(bytes.Span).AsSpan(0, 16)), Body = bytes };
    }

    private static QueueMessage? ReadMembers(ReadOnlyMemory<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes.Span, CoverNames.ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        string? chain = null;
        string? id = null;
        var message = new Members { Body = bytes };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(WireNames.Chain.EncodedUtf8Bytes))
            {
                chain = ReadString(ref reader);
            }
            else if (reader.ValueTextEquals(WireNames.Id.EncodedUtf8Bytes))
            {
                id = ReadString(ref reader);
            }
            else if (!message.Read(ref reader, bytes))
            {
                if (chain is not null && id is not null && IsPayload(ref reader))
                {
                    // What has to be known comes before the payload, and what is behind it may be large.
                    break;
                }

                reader.Skip();
            }
        }

        // A dead letter that is sent on may be no envelope, and of no chain.
        return chain is not null && (chain.Length > 0 || message.IsCommit) && id is { Length: > 0 and <= 64 } ? message.ToMessage(chain, id) : null;
    }

    private static bool IsPayload(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals(WireNames.Args.EncodedUtf8Bytes) || reader.ValueTextEquals(WireNames.Result.EncodedUtf8Bytes)
        || reader.ValueTextEquals(WireNames.Error.EncodedUtf8Bytes) || reader.ValueTextEquals(WireNames.Frames.EncodedUtf8Bytes);

    private static string? ReadString(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private struct Members
    {
        private string? _target;
        private DateTimeOffset? _created;
        private DateTimeOffset? _due;
        private CancellationKind? _cancellation;
        private bool _outlivesCancellation;
        private ReadOnlyMemory<byte> _commit;

        public ReadOnlyMemory<byte> Body { get; set; }

        public readonly bool IsCommit => !_commit.IsEmpty;

        /// <summary>Reads the member on whose name the reader stands. False, with the reader where it was, if it is another.</summary>
        public bool Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> bytes)
        {
            if (reader.ValueTextEquals(WireNames.Target.EncodedUtf8Bytes))
            {
                _target = ReadString(ref reader);
            }
            else if (reader.ValueTextEquals(WireNames.Created.EncodedUtf8Bytes))
            {
                _created = ReadTime(ref reader);
            }
            else if (reader.ValueTextEquals(WireNames.Due.EncodedUtf8Bytes))
            {
                _due = ReadTime(ref reader);
            }
            else if (reader.ValueTextEquals(WireNames.Cancelled.EncodedUtf8Bytes))
            {
                reader.Read();
                _outlivesCancellation = reader.GetBoolean();
            }
            else if (reader.ValueTextEquals(CoverNames.Cancel.EncodedUtf8Bytes))
            {
                reader.Read();
                _cancellation = (CancellationKind)reader.GetInt32();
            }
            else if (reader.ValueTextEquals(CoverNames.Cover.EncodedUtf8Bytes))
            {
                Body = CoverNames.ReadValue(ref reader, bytes);
            }
            else if (reader.ValueTextEquals(CoverNames.Commit.EncodedUtf8Bytes))
            {
                _commit = CoverNames.ReadValue(ref reader, bytes);
                Body = default;
            }
            else
            {
                return false;
            }

            return true;
        }

        public readonly QueueMessage ToMessage(string chainId, string messageId) => new()
        {
            ChainId = chainId,
            MessageId = messageId,
            Target = _target ?? "",
            CreatedAt = _created,
            DueAt = _due,
            OutlivesCancellation = _outlivesCancellation,
            Cancellation = _cancellation,
            Body = Body,
            Commit = _commit,
        };

        private static DateTimeOffset ReadTime(ref Utf8JsonReader reader)
        {
            reader.Read();
            return DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64());
        }
    }
}
