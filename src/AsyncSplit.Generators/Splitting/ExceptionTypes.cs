using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>The exception types that a handler's type names: those it throws, catches or tests for. They are what can be restored when they arrive in a message.</summary>
internal static class ExceptionTypes
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<SyntaxNode, List<(INamedTypeSymbol Type, SyntaxNode Node)>>> s_known = new();

    /// <returns>The types, and where the handler itself names them.</returns>
    public static IEnumerable<(INamedTypeSymbol Type, Location? Place)> In(MethodDeclarationSyntax handler, SemanticModel model, CancellationToken cancellationToken)
    {
        // All handlers of a type ask for the same: it is looked through once.
        var (known, within) = (s_known.GetValue(model.Compilation, static _ => new ConcurrentDictionary<SyntaxNode, List<(INamedTypeSymbol, SyntaxNode)>>()), handler.Parent ?? handler);
        if (!known.TryGetValue(within, out var named))
        {
            known[within] = named = Find(within, model, cancellationToken);
        }

        var types = new Dictionary<INamedTypeSymbol, Location?>(SymbolEqualityComparer.Default);
        foreach (var (type, node) in named)
        {
            if (!types.TryGetValue(type, out var place) || place is null)
            {
                types[type] = handler.Span.Contains(node.Span) ? node.GetLocation() : null;
            }
        }

        return types.Select(pair => (pair.Key, pair.Value));
    }

    private static List<(INamedTypeSymbol Type, SyntaxNode Node)> Find(SyntaxNode within, SemanticModel model, CancellationToken cancellationToken)
    {
        var found = new List<(INamedTypeSymbol, SyntaxNode)>();
        foreach (var node in within.DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var type = node switch
            {
                ImplicitObjectCreationExpressionSyntax creation => model.GetTypeInfo(creation, cancellationToken).Type,
                NameSyntax { Parent: not (NameSyntax or MemberAccessExpressionSyntax) } name when CanBeType(name) => model.GetSymbolInfo(name, cancellationToken).Symbol as ITypeSymbol,
                _ => null,
            };
            if (type is INamedTypeSymbol named && ExceptionAnalysis.IsException(named))
            {
                found.Add((named, node));
            }
        }

        return found;
    }

    /// <summary>Where a name that creates, catches, casts to or tests for a type stands.</summary>
    private static bool CanBeType(NameSyntax name) => name.Parent is ObjectCreationExpressionSyntax or CatchDeclarationSyntax or PatternSyntax or BinaryExpressionSyntax
        or CastExpressionSyntax or VariableDeclarationSyntax or TypeArgumentListSyntax or TypeOfExpressionSyntax or SwitchExpressionArmSyntax or CaseSwitchLabelSyntax;
}
