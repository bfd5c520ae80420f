using AsyncSplit.Queues;
using Azure;
using Azure.Data.Tables;

namespace AsyncSplit.AzureFunctions.Storage;

/// <summary>How an item stands in a table: its body in pieces, since a property takes 64 KiB, with when it may be forgotten and who has written it.</summary>
internal static class ItemEntity
{
    /// <summary>The column of <see cref="Item.ExpiresAt"/>.</summary>
    public const string ExpiresAt = "ExpiresAt";

    /// <summary>The column that tells one write from another with the same content.</summary>
    public const string Write = "Write";

    // An entity takes 1 MiB with its keys and the names of its columns.
    private const int MaxPieces = 15;
    private const int PieceBytes = 64 * 1024;

    private static readonly string[] s_pieces = [.. Enumerable.Range(0, MaxPieces).Select(static index => $"Body{index}")];

    /// <summary>The largest body, in bytes.</summary>
    public static int MaxBytes => MaxPieces * PieceBytes;

    /// <param name="item">The item.</param>
    /// <param name="write">Which write it is.</param>
    /// <exception cref="ArgumentException">The body is too large.</exception>
    public static TableEntity From(Item item, string write)
    {
        if (item.Body.Length > MaxBytes)
        {
            throw new ArgumentException($"The item '{item.Key}' has {item.Body.Length} bytes; a table takes {MaxBytes}.", nameof(item));
        }

        var entity = new TableEntity(item.Partition, item.Key) { [Write] = write };
        for (var piece = 0; piece * PieceBytes < item.Body.Length; piece++)
        {
            var start = piece * PieceBytes;
            entity[s_pieces[piece]] = item.Body.Slice(start, Math.Min(PieceBytes, item.Body.Length - start)).ToArray();
        }

        if (item.ExpiresAt is { } expiresAt)
        {
            entity[ExpiresAt] = expiresAt;
        }

        return entity;
    }

    public static Item ToItem(TableEntity entity)
    {
        List<byte[]> pieces = [.. s_pieces.Select(entity.GetBinary).TakeWhile(static piece => piece is not null)];
        return new Item(entity.PartitionKey, entity.RowKey, pieces is [var only] ? only : Join(pieces)) { Version = entity.ETag.ToString(), ExpiresAt = entity.GetDateTimeOffset(ExpiresAt) };
    }

    private static byte[] Join(List<byte[]> pieces)
    {
        var body = new byte[pieces.Sum(static piece => piece.Length)];
        var written = 0;
        foreach (var piece in pieces)
        {
            piece.CopyTo(body, written);
            written += piece.Length;
        }

        return body;
    }
}
