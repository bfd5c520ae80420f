namespace AsyncSplit.Queues.Items;

/// <summary>Some of the futures of a large wait: which of them have ended.</summary>
/// <param name="Ended">Their ids.</param>
internal sealed record BucketItem(IReadOnlyList<string> Ended)
{
    public static BucketItem Read(ReadOnlyMemory<byte> body)
    {
        using var document = ItemJson.Parse(body);
        return new BucketItem(document.RootElement.Strings("ended"));
    }

    public byte[] Write() => ItemJson.Write(json => json.WriteStrings("ended", Ended));
}
