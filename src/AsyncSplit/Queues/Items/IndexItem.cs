using System.Globalization;
using AsyncSplit.Messaging;

namespace AsyncSplit.Queues.Items;

/// <summary>A chain's line in the index: partitions for each day, in shards, so that no partition has to take all starts; newest first within each.</summary>
/// <param name="ChainId">The chain.</param>
/// <param name="Handler">What it was started with.</param>
/// <param name="StartedAt">When.</param>
internal sealed record IndexItem(string ChainId, string Handler, DateTimeOffset StartedAt)
{
    /// <summary>How many shards a day has.</summary>
    public const int Shards = 4;

    // The time counts down, so that the newest comes first.
    private const long MaxMilliseconds = 253_402_300_799_999;

    public string Partition => PartitionOf(ItemKeys.Day(StartedAt), ShardOf(ChainId));

    public string Key => string.Create(CultureInfo.InvariantCulture, $"{MaxMilliseconds - StartedAt.ToUnixTimeMilliseconds():D15}:{ItemKeys.Safe(ChainId)}");

    public static string PartitionOf(string day, int shard) => string.Create(CultureInfo.InvariantCulture, $"i:{day}:{shard}");

    /// <summary>Whether the chain may be what is asked for, as far as the index tells.</summary>
    public bool IsMeant(ChainQuery query) =>
        (query.Handler is null || Handler.StartsWith(query.Handler, StringComparison.Ordinal))
        && (query.StartedFrom is null || StartedAt >= query.StartedFrom)
        && (query.StartedBefore is null || StartedAt < query.StartedBefore)
        && (query.After is not { } after || StartedAt < after.StartedAt || (StartedAt == after.StartedAt && string.CompareOrdinal(ChainId, after.Id) < 0));

    public static IndexItem Read(ReadOnlyMemory<byte> body)
    {
        using var document = ItemJson.Parse(body);
        var json = document.RootElement;
        return new IndexItem(json.Text("id"), json.Text("handler"), json.Time("at")!.Value);
    }

    public byte[] Write() => ItemJson.Write(json =>
    {
        json.WriteString("id", ChainId);
        json.WriteString("handler", Handler);
        json.WriteTime("at", StartedAt);
    });

    private static int ShardOf(string chainId)
    {
        var sum = 0;
        foreach (var character in chainId)
        {
            sum = (sum * 31) + character;
        }

        return (int)((uint)sum % Shards);
    }
}
