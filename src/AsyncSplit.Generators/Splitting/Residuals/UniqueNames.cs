using Microsoft.CodeAnalysis.CSharp;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>Names for generated things that occur nowhere else.</summary>
internal static class UniqueNames
{
    /// <summary>The wanted name, or with a number behind it where that is taken; taken afterwards.</summary>
    public static string Take(string wanted, ISet<string> taken)
    {
        var name = wanted;
        for (var number = 2; SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || !taken.Add(name); number++)
        {
            name = wanted + number;
        }

        return name;
    }
}
