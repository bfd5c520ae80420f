using System.Globalization;

namespace AsyncSplit.Generators.Model;

/// <summary>A hash that is the same in every process, for names.</summary>
internal static class CodecHash
{
    /// <summary>FNV-1a over the UTF-16 units, as eight hexadecimal digits.</summary>
    public static string Of(string text)
    {
        var hash = 2166136261u;
        foreach (var unit in text)
        {
            hash = unchecked((hash ^ unit) * 16777619u);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }
}
