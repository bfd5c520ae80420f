using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AsyncSplit.Functions;

/// <summary>Which function runs an entry point. The build that writes the infrastructure files and the processes that send envelopes go by the same rule.</summary>
internal static class FunctionNames
{
    /// <summary>The function that runs everything, where there is only one.</summary>
    public const string All = "Steps";

    /// <summary>The function that writes the ends of chains and of started calls for those that have no table.</summary>
    public const string Store = "Store";

    // Lambda takes 64 characters for a function, and the application's name comes first.
    private const int MaxLength = 40;

    /// <summary>The function of an entry point. Two that get one name share the function, which does no harm: each can run all of the application's.</summary>
    /// <param name="target">A wire name or a resume point's id; empty, or beginning with <c>$</c>, for what no handler takes.</param>
    /// <param name="granularity">How much one function has.</param>
    /// <returns>Letters, digits, <c>-</c> and <c>_</c>; at most 40.</returns>
    public static string Of(string target, FunctionGranularity granularity)
    {
        if (granularity == FunctionGranularity.One)
        {
            return All;
        }

        if (target.Length == 0 || target[0] == '$')
        {
            return Store;
        }

        var at = target.IndexOf('@');
        return Shorten(granularity == FunctionGranularity.EntryPoint || at < 0 ? target : target.Substring(0, at));
    }

    private static string Shorten(string target)
    {
        var name = new StringBuilder(target.Length + 4);
        var isExact = true;
        foreach (var character in target)
        {
            if (character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_')
            {
                name.Append(character);
            }
            else if (character == '@')
            {
                name.Append("_at_");
            }
            else
            {
                name.Append('-');
                isExact &= character == '.';
            }
        }

        return isExact && name.Length <= MaxLength ? name.ToString() : name.ToString(0, Math.Min(name.Length, MaxLength - 9)).TrimEnd('-') + '-' + Hash(target);
    }

    /// <summary>What tells names apart that would otherwise be the same: eight hexadecimal digits.</summary>
    internal static string Hash(string target)
    {
        using var sha = SHA256.Create();
        var hash = sha.ComputeHash(Encoding.UTF8.GetBytes(target));
        return string.Concat(hash.Take(4).Select(static part => part.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
