using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Lifting;

/// <summary>A mention of a local, parameter or local function.</summary>
internal readonly record struct VariableUse(ISymbol Symbol, SimpleNameSyntax Name)
{
    /// <summary>Whether it writes the variable, or changes a struct in it.</summary>
    public bool IsWrite => Name is IdentifierNameSyntax identifier && Flow.LocalMap.IsWrite(identifier, Symbol);
}
