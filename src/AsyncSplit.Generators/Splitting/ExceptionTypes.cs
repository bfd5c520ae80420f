using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>The exception types that a handler's type names: those it throws, catches or tests for. They are what can be restored when they arrive in a message.</summary>
internal static class ExceptionTypes
{
    /// <returns>The types, and where the handler itself names them.</returns>
    public static IEnumerable<(INamedTypeSymbol Type, Location? Place)> In(MethodDeclarationSyntax handler, SemanticModel model, CancellationToken cancellationToken)
    {
        var types = new Dictionary<INamedTypeSymbol, Location?>(SymbolEqualityComparer.Default);
        foreach (var node in (handler.Parent ?? handler).DescendantNodes())
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
                var place = handler.Span.Contains(node.Span) ? node.GetLocation() : null;
                types[named] = types.TryGetValue(named, out var known) ? known ?? place : place;
            }
        }

        return types.Select(pair => (pair.Key, pair.Value));
    }

    /// <summary>Where a name that creates, catches, casts to or tests for a type stands.</summary>
    private static bool CanBeType(NameSyntax name) => name.Parent is ObjectCreationExpressionSyntax or CatchDeclarationSyntax or PatternSyntax or BinaryExpressionSyntax
        or CastExpressionSyntax or VariableDeclarationSyntax or TypeArgumentListSyntax or TypeOfExpressionSyntax or SwitchExpressionArmSyntax or CaseSwitchLabelSyntax;
}
