using System.Text.Json;
using AsyncSplit.Envelopes;
using AsyncSplit.Messaging;

namespace AsyncSplit.Futures;

/// <summary>Reads and writes how started calls have ended: docs/wire-format.md.</summary>
internal static class SettledFutures
{
    /// <summary>Writes one end, as <see cref="FutureSettlement.Outcome"/> has it.</summary>
    public static byte[] Write(string id, PayloadKind kind, ReadOnlyMemory<byte> payload) => EnvelopeWriter.WriteValue(writer =>
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteString(WireNames.Id, id);
        writer.Json.WritePropertyName(kind == PayloadKind.Error ? WireNames.Error : WireNames.Result);
        writer.Json.WriteRawValue(payload.Span, skipInputValidation: true);
        writer.Json.WriteEndObject();
    });

    /// <summary>Writes what <see cref="Read"/> reads.</summary>
    public static byte[] WriteAll(IEnumerable<(string Id, SettledFuture Future)> settled) => EnvelopeWriter.WriteValue(writer =>
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteStartArray(FutureNames.Settled);
        foreach (var (id, future) in settled)
        {
            writer.Json.WriteRawValue(Write(id, future.IsError ? PayloadKind.Error : PayloadKind.Result, future.Json), skipInputValidation: true);
        }

        writer.Json.WriteEndArray();
        writer.Json.WriteEndObject();
    });

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static (string Id, SettledFuture Future) ReadOne(ReadOnlyMemory<byte> outcome)
    {
        var reader = new Utf8JsonReader(outcome.Span, WireNames.ReaderOptions);
        reader.Read();
        return ReadOne(ref reader, outcome, 0);
    }

    /// <summary>Reads which future a call was started for, from the state of the frame it answers to.</summary>
    /// <returns>The future, whether others may try to end it too, and which envelope is known to wait for it.</returns>
    /// <exception cref="EnvelopeException">The frame does not say.</exception>
    public static (string Id, bool IsRemembered, string? AwaitedBy) ReadFrame(Frame frame)
    {
        try
        {
            var reader = new Utf8JsonReader(frame.State.Span, WireNames.ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject || !reader.Read() || !reader.ValueTextEquals(WireNames.Id.EncodedUtf8Bytes) || !reader.Read() || reader.GetString() is not { } id)
            {
                throw new JsonException("'id' is missing.");
            }

            var isRemembered = false;
            string? awaitedBy = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isOnce = reader.ValueTextEquals(FutureNames.Once.EncodedUtf8Bytes);
                var isWait = reader.ValueTextEquals(FutureNames.Wait.EncodedUtf8Bytes);
                reader.Read();
                isRemembered = isOnce ? reader.GetBoolean() : isRemembered;
                awaitedBy = isWait ? reader.GetString() : awaitedBy;
                reader.Skip();
            }

            return (id, isRemembered, awaitedBy);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new EnvelopeException(DeadLetterKind.Malformed, $"The frame of a started call cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the payload of a resume that has waited for started calls.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static IReadOnlyDictionary<string, SettledFuture> Read(ReadOnlyMemory<byte> payload)
    {
        var settled = new Dictionary<string, SettledFuture>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(payload.Span, WireNames.ReaderOptions);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject
            || !reader.Read() || !reader.ValueTextEquals(FutureNames.Settled.EncodedUtf8Bytes)
            || !reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("'settled' is missing.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            var (id, future) = ReadOne(ref reader, payload, settled.Count);
            settled.TryAdd(id, future);
        }

        return settled;
    }

    /// <summary>Whether the payload of such a resume has no end of a started call in it. Not, if it is none.</summary>
    public static bool IsEmpty(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload.Span, WireNames.ReaderOptions);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                && reader.Read() && reader.ValueTextEquals(FutureNames.Settled.EncodedUtf8Bytes)
                && reader.Read() && reader.TokenType == JsonTokenType.StartArray
                && reader.Read() && reader.TokenType == JsonTokenType.EndArray;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static (string Id, SettledFuture Future) ReadOne(ref Utf8JsonReader reader, ReadOnlyMemory<byte> payload, int order)
    {
        string? id = null;
        SettledFuture? future = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(WireNames.Id.EncodedUtf8Bytes))
            {
                reader.Read();
                id = reader.GetString();
            }
            else
            {
                var isError = reader.ValueTextEquals(WireNames.Error.EncodedUtf8Bytes);
                var isOutcome = isError || reader.ValueTextEquals(WireNames.Result.EncodedUtf8Bytes);
                var json = reader.ReadRaw(payload);
                future = isOutcome ? new SettledFuture(order, isError, json) : future;
            }
        }

        return (id ?? throw new JsonException("'id' is missing."), future ?? throw new JsonException("neither 'result' nor 'error' is there."));
    }
}
