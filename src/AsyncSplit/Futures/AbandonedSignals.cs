using System.Text.Json;
using AsyncSplit.Envelopes;

namespace AsyncSplit.Futures;

/// <summary>Finds the signals that a frame waits for, when an exception passes it by.</summary>
internal static class AbandonedSignals
{
    /// <summary>The futures of callbacks and signals in a captured state whose ends it does not know.</summary>
    public static IReadOnlyList<string> In(ReadOnlyMemory<byte> state)
    {
        if (state.Span.IndexOf("\"$value:"u8) < 0)
        {
            return [];
        }

        var found = new List<string>();
        using var document = JsonDocument.Parse(state, new JsonDocumentOptions { MaxDepth = WireNames.ReaderOptions.MaxDepth });
        Find(document.RootElement, found);
        return found;
    }

    private static void Find(JsonElement value, List<string> found)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Find(item, found);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            if (IsPendingValue(value, out var id))
            {
                found.Add(id);
            }

            foreach (var member in value.EnumerateObject())
            {
                Find(member.Value, found);
            }
        }
    }

    private static bool IsPendingValue(JsonElement value, out string id)
    {
        id = "";
        if (!value.TryGetProperty(FutureNames.Future.EncodedUtf8Bytes, out var future) || future.ValueKind != JsonValueKind.String
            || !value.TryGetProperty(FutureNames.Of.EncodedUtf8Bytes, out var of) || of.ValueKind != JsonValueKind.String || !of.GetString()!.StartsWith(FutureNames.Value, StringComparison.Ordinal)
            || value.TryGetProperty(FutureNames.Result.EncodedUtf8Bytes, out _) || value.TryGetProperty(FutureNames.Error.EncodedUtf8Bytes, out _))
        {
            return false;
        }

        id = future.GetString()!;
        return true;
    }
}
