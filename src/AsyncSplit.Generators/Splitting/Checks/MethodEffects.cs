using AsyncSplit.Generators.Splitting.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Checks;

/// <summary>
/// What a method does to the fields and properties of its own object, read off its text and that of the methods it calls on the same object.
/// Names are enough for that: a local of the same name hides the member, and another object's member stands behind a dot.
/// </summary>
internal sealed class MethodEffects
{
    private readonly HashSet<ISymbol> _read = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _written = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly CancellationToken _cancellationToken;

    private MethodEffects(CancellationToken cancellationToken) => _cancellationToken = cancellationToken;

    /// <summary>What it may write.</summary>
    public IEnumerable<ISymbol> Written => _written;

    /// <summary>What it reads and never writes: what it writes as well it may well have initialised itself.</summary>
    public IEnumerable<ISymbol> OnlyRead => _read.Where(member => !_written.Contains(member));

    /// <summary>The effects of a method of which there is source; of others it has none.</summary>
    public static MethodEffects Of(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var effects = new MethodEffects(cancellationToken);
        effects.Visit(method);
        return effects;
    }

    private void Visit(IMethodSymbol method)
    {
        method = (method.PartialImplementationPart ?? method).OriginalDefinition;
        if (method.IsStatic || !_seen.Add(method) || method.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax(_cancellationToken) is not MethodDeclarationSyntax syntax)
        {
            return;
        }

        var hidden = new HashSet<string>(syntax.DescendantNodes().Select(Declared).OfType<string>(), StringComparer.Ordinal);
        foreach (var name in syntax.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var mention = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access && access.Name == name ? access : (ExpressionSyntax)name;
            if (mention == name && (hidden.Contains(name.Identifier.ValueText) || IsOfAnother(name)))
            {
                continue;
            }

            if (mention.Parent is InvocationExpressionSyntax call && call.Expression == mention)
            {
                foreach (var called in Members(method.ContainingType, name.Identifier.ValueText).OfType<IMethodSymbol>().Where(called => !Chainables.IsChainable(called)))
                {
                    Visit(called);
                }
            }
            else if (Members(method.ContainingType, name.Identifier.ValueText).FirstOrDefault(member => member is IFieldSymbol { IsStatic: false, IsConst: false } or IPropertySymbol { IsStatic: false, IsIndexer: false }) is { } member)
            {
                (LocalMap.IsStored(mention) ? _written : _read).Add(member);
            }
        }
    }

    private static string? Declared(SyntaxNode node) => node switch
    {
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        CatchDeclarationSyntax caught => caught.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Whether the name is that of a member of another object, or of no member at all.</summary>
    private static bool IsOfAnother(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or QualifiedNameSyntax or AttributeSyntax => true,
        _ => false,
    };

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type, string name)
    {
        for (var level = type; level is { SpecialType: SpecialType.None }; level = level.BaseType)
        {
            foreach (var member in level.GetMembers(name))
            {
                yield return member;
            }
        }
    }
}
