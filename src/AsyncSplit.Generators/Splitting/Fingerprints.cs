using System.Globalization;

namespace AsyncSplit.Generators.Splitting;

/// <summary>The fingerprint of a captured state's shape.</summary>
internal static class Fingerprints
{
    /// <summary>The 64-bit FNV-1a hash (Fowler, Noll, Vo) of names and shapes, as 16 hexadecimal digits.</summary>
    public static string Of(string state, string result)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in $"{state}>{result}")
        {
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
