using System.Buffers.Text;
using AsyncSplit.Security;

namespace AsyncSplit.Protection;

/// <summary>Takes <c>name.key.bytes</c> apart.</summary>
internal static class KeyedText
{
    /// <summary>Null for a text of another form, or with a key that is not, or no longer, known.</summary>
    public static (ChainKey Key, byte[] Bytes)? Read(ReadOnlySpan<char> text, string name, ChainKeyRing keys)
    {
        Span<Range> parts = stackalloc Range[4];
        return text.Split(parts, '.') == 3 && text[parts[0]].SequenceEqual(name) && keys.Find(text[parts[1]].ToString()) is { } key && Base64Url.IsValid(text[parts[2]])
            ? (key, Base64Url.DecodeFromChars(text[parts[2]]))
            : null;
    }
}
