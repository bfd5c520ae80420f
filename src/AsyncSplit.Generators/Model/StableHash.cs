using System.Globalization;

namespace AsyncSplit.Generators.Model;

/// <summary>The FNV-1a hash (Fowler, Noll, Vo) over UTF-16 units: the same in every process and version.</summary>
internal static class StableHash
{
    /// <summary>32 bits, as eight hexadecimal digits: tells apart names that would be too long or alike.</summary>
    public static string Short(string text)
    {
        var hash = 2166136261u;
        foreach (var unit in text)
        {
            hash = unchecked((hash ^ unit) * 16777619u);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    /// <summary>64 bits, as 16 hexadecimal digits: the fingerprint of a captured state's shape.</summary>
    public static string Long(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var unit in text)
        {
            hash = unchecked((hash ^ unit) * 1099511628211UL);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
