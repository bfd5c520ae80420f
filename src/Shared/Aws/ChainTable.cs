namespace AsyncSplit.Aws;

/// <summary>What the attributes of the table are called, for the build that makes it and for what runs on it.</summary>
internal static class ChainTable
{
    /// <summary>The partition key.</summary>
    public const string Partition = "p";

    /// <summary>The sort key.</summary>
    public const string Key = "k";

    /// <summary>When an item may be forgotten, in seconds since 1970.</summary>
    public const string TimeToLive = "ttl";
}
