using System.Runtime.InteropServices;
using System.Text.Json;

namespace AsyncSplit.Serialization;

/// <summary>Keys as names of JSON properties. Names that start with <c>$</c> are ours, so a key that does gets a second one.</summary>
internal static class KeyNames
{
    private const string Utf16Prefix = "$utf16:";

    public static string ToName(string key) =>
        !StringCodec.IsWellFormed(key) ? Utf16Prefix + Convert.ToBase64String(MemoryMarshal.AsBytes(key.AsSpan()))
        : key.StartsWith('$') ? "$" + key
        : key;

    public static string FromName(string name)
    {
        if (!name.StartsWith('$'))
        {
            return name;
        }

        if (name.StartsWith("$$", StringComparison.Ordinal))
        {
            return name[1..];
        }

        try
        {
            return name.StartsWith(Utf16Prefix, StringComparison.Ordinal)
                ? new string(MemoryMarshal.Cast<byte, char>(Convert.FromBase64String(name[Utf16Prefix.Length..])))
                : throw new JsonException($"'{name}' is not a key.");
        }
        catch (FormatException e)
        {
            throw new JsonException($"'{name}' is not a key.", e);
        }
    }
}
