using AsyncSplit.Generators.Splitting.Serialization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting;

/// <summary>The exception types that a handler's type names: those it throws, catches or tests for. They are what can be restored when they arrive in a message.</summary>
internal static class ExceptionTypes
{
    public static IEnumerable<INamedTypeSymbol> In(MethodDeclarationSyntax handler, SemanticModel model, CancellationToken cancellationToken)
    {
        var types = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var node in (handler.Parent ?? handler).DescendantNodes())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var type = node switch
            {
                BaseObjectCreationExpressionSyntax { Parent: ThrowStatementSyntax or ThrowExpressionSyntax or ArgumentSyntax or ArrowExpressionClauseSyntax } creation => model.GetTypeInfo(creation, cancellationToken).Type,
                CatchDeclarationSyntax declaration => model.GetTypeInfo(declaration.Type, cancellationToken).Type,
                DeclarationPatternSyntax pattern => model.GetTypeInfo(pattern.Type, cancellationToken).Type,
                RecursivePatternSyntax { Type: { } pattern } => model.GetTypeInfo(pattern, cancellationToken).Type,
                TypePatternSyntax pattern => model.GetTypeInfo(pattern.Type, cancellationToken).Type,
                _ => null,
            };
            if (type is INamedTypeSymbol named && ExceptionAnalysis.IsException(named))
            {
                types.Add(named);
            }
        }

        return types;
    }
}
