using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AsyncSplit.Queues.Items;

/// <summary>Where in the table things are: all of one chain in one partition.</summary>
internal static class ItemKeys
{
    public const string Chain = "chain";
    public const string Started = "started";
    public const string Mailbox = "signals";
    public const string Waits = "w:";
    public const string Futures = "f:";
    public const string Steps = "s:";
    public const string DeadLetters = "dead-letters";
    public const string Days = "days";

    // Beyond, or with other characters than any table takes, a name is its hash.
    private const int MaxName = 100;

    public static string PartitionOf(string chainId) => $"c:{Safe(chainId)}";

    public static string Decision(string messageId) => $"m:{Safe(messageId)}";

    /// <summary>That all of a decision has been carried out: an item of its own, since the decision may be large.</summary>
    public static string Done(string decisionKey) => $"{decisionKey}:done";

    public static string Future(string futureId) => $"{Futures}{Safe(futureId)}";

    public static string Wait(string messageId) => $"{Waits}{Safe(messageId)}";

    public static string Bucket(string messageId, int bucket) => string.Create(CultureInfo.InvariantCulture, $"b:{Safe(messageId)}:{bucket}");

    public static string Step(long stamp) => string.Create(CultureInfo.InvariantCulture, $"{Steps}{stamp:D19}");

    /// <summary>A part of an item that is too large to be one.</summary>
    public static string Part(string nonce, int number) => string.Create(CultureInfo.InvariantCulture, $"p:{nonce}:{number:D5}");

    public static string DeadLetter(string messageId) => Safe(messageId);

    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>A name, if it is one that a table takes; else what stands for it.</summary>
    public static string Safe(string name)
    {
        if (name.Length <= MaxName && !name.AsSpan().ContainsAnyExcept(s_allowed))
        {
            return name;
        }

        return $"h:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}";
    }

    private static readonly System.Buffers.SearchValues<char> s_allowed =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
}
