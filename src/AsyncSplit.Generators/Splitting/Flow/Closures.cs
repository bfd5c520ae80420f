using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Flow;

/// <summary>
/// Locals that something else than the code being run may read or write at any time: a lambda, a query, a local function that is made a delegate, runs on after its call or is
/// enumerated later. A copy of such a local is another variable, unless nothing changes it.
/// </summary>
internal sealed class Closures
{
    private readonly HashSet<ISymbol> _captured = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _shared = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _written = new(SymbolEqualityComparer.Default);

    public Closures(SyntaxNode method, LocalMap locals)
    {
        foreach (var reference in locals.In(method.FullSpan).Where(reference => !reference.IsDeclaration))
        {
            if (reference.IsWrite)
            {
                _written.Add(reference.Symbol);
            }

            var around = reference.Identifier?.Ancestors().TakeWhile(node => node != method).ToList() ?? [];
            if (around.Any(node => node is AnonymousFunctionExpressionSyntax or QueryExpressionSyntax))
            {
                _captured.Add(reference.Symbol);
                _shared.Add(reference.Symbol);
            }
            else if (around.Any(node => node is LocalFunctionStatementSyntax))
            {
                _captured.Add(reference.Symbol);
            }

            if (locals.FunctionOf(reference.Symbol) is { } function && (RunsLater(function) || !IsCalled(reference.Identifier)))
            {
                _shared.UnionWith(locals.CapturedBy(function));
            }
        }
    }

    /// <summary>Whether a copy of the local could differ from it later.</summary>
    public bool IsShared(ISymbol symbol) => _shared.Contains(symbol) && _written.Contains(symbol);

    /// <summary>Whether a lambda, query or local function uses the local: it cannot be a reference then.</summary>
    public bool IsCaptured(ISymbol symbol) => _captured.Contains(symbol);

    private static bool IsCalled(IdentifierNameSyntax? identifier) => identifier?.Parent is InvocationExpressionSyntax;

    private static bool RunsLater(LocalFunctionStatementSyntax function) =>
        function.Modifiers.Any(SyntaxKind.AsyncKeyword) || function.DescendantNodes().Any(node => node is YieldStatementSyntax);
}
