using System.Text.Json;

namespace AsyncSplit.Testing.Lambda.Queues;

/// <summary>What a function answers that says which messages have failed: <c>{"batchItemFailures":[{"itemIdentifier":"…"}]}</c>.</summary>
internal static class BatchResponse
{
    /// <returns><see langword="false"/>, if the whole batch counts as failed: the answer cannot be read, or names a message that is not one of the batch.</returns>
    public static bool TryRead(ReadOnlySpan<byte> answer, IReadOnlySet<string> ids, out HashSet<string> failed)
    {
        failed = [];
        if (answer.IsEmpty)
        {
            return true;
        }

        try
        {
            var reader = new Utf8JsonReader(answer);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Null => true,
                JsonValueKind.Object => TryReadFailures(document.RootElement, ids, failed),
                _ => false,
            };
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool TryReadFailures(JsonElement answer, IReadOnlySet<string> ids, HashSet<string> failed)
    {
        if (!answer.TryGetProperty("batchItemFailures", out var failures) || failures.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (failures.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var failure in failures.EnumerateArray())
        {
            if (failure.ValueKind != JsonValueKind.Object || !failure.TryGetProperty("itemIdentifier", out var id) || id.ValueKind != JsonValueKind.String || !ids.Contains(id.GetString()!))
            {
                return false;
            }

            failed.Add(id.GetString()!);
        }

        return true;
    }
}
