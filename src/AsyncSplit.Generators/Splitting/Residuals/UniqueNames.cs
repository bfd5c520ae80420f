using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>Names for generated things that occur nowhere else.</summary>
internal static class UniqueNames
{
    /// <summary>The wanted name, or with a number behind it where that is taken; taken afterwards.</summary>
    public static string Take(string wanted, ISet<string> taken) => Take(wanted, taken.Add);

    /// <param name="wanted">The wanted name.</param>
    /// <param name="take">Takes a name, if it is free.</param>
    public static string Take(string wanted, Func<string, bool> take)
    {
        var name = wanted;
        for (var number = 2; SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || !take(name); number++)
        {
            name = wanted + number;
        }

        return name;
    }
}
