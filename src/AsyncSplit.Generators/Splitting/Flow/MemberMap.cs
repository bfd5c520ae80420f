using AsyncSplit.Generators.Splitting.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncSplit.Generators.Splitting.Flow;

/// <summary>The variables outside the handler that its code holds: fields and automatic properties, static or of its own instance, and parameters of the primary constructor.</summary>
internal sealed class MemberMap(LocalMap locals, SemanticModel model, CancellationToken cancellationToken)
{
    private readonly Dictionary<SyntaxNode, IReadOnlyList<FlowEvent>> _mentions = [];
    private readonly Dictionary<IMethodSymbol, MethodEffects> _effects = new(SymbolEqualityComparer.Default);

    /// <summary>The member that the operation mentions; null for another object's.</summary>
    public ISymbol? Of(IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Field.IsConst: false, Instance: null or IInstanceReferenceOperation } reference => Tracked(reference.Field),
        IPropertyReferenceOperation { Arguments.IsEmpty: true, Instance: null or IInstanceReferenceOperation } reference => Tracked(reference.Property),
        _ => null,
    };

    /// <summary>The member that an expression is, parentheses, casts and the like left out.</summary>
    public ISymbol? Of(ExpressionSyntax expression) =>
        Mentioned(expression) is { } symbol ? Tracked(symbol) : null;

    /// <summary>Whether each handler instance has its own: what is lost with the instance.</summary>
    public static bool IsOfInstance(ISymbol symbol) => symbol is not ILocalSymbol && !symbol.IsStatic && !IsArgument(symbol);

    /// <summary>Whether the symbol is a parameter of the handler itself, not of the primary constructor.</summary>
    public static bool IsArgument(ISymbol symbol) => symbol is IParameterSymbol { ContainingSymbol: not IMethodSymbol { MethodKind: MethodKind.Constructor } };

    /// <summary>What the code of a lambda or local function does to members when it runs, the local functions that it calls included.</summary>
    public IReadOnlyList<FlowEvent> MentionedBy(SyntaxNode function)
    {
        if (!_mentions.TryGetValue(function, out var mentions))
        {
            // Until it is known, a function that calls itself mentions nothing more.
            _mentions[function] = [];
            _mentions[function] = mentions = Mentions(function);
        }

        return mentions;
    }

    /// <summary>What a method of the handler's own object does to its members.</summary>
    public IEnumerable<FlowEvent> MentionedBy(IMethodSymbol method, SyntaxNode call)
    {
        if (Chainables.IsChainable(method))
        {
            // It goes by message, to an object of its own.
            return [];
        }

        if (!_effects.TryGetValue(method, out var effects))
        {
            _effects[method] = effects = MethodEffects.Of(method, cancellationToken);
        }

        return effects.OnlyRead.Where(IsTracked).Select(member => new FlowEvent(FlowEventKind.Read, member, call)).Concat(effects.Written.Where(IsTracked).Select(member => new FlowEvent(FlowEventKind.Change, member, call)));

        bool IsTracked(ISymbol member) => Tracked(member) is not null;
    }

    private List<FlowEvent> Mentions(SyntaxNode function)
    {
        var events = new List<FlowEvent>();
        var stored = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var name in function.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var mention = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access : (ExpressionSyntax)name;
            if (Mentioned(mention) is not { } symbol)
            {
                continue;
            }

            if (locals.FunctionOf(symbol.OriginalDefinition) is { } called && called != function)
            {
                events.AddRange(MentionedBy(called));
            }
            else if (Tracked(symbol) is { } member)
            {
                Mention(mention, member);
            }
        }

        return events;

        void Mention(ExpressionSyntax mention, ISymbol member)
        {
            var isStored = LocalMap.IsStored(mention);
            var isPlain = isStored && mention.Parent is AssignmentExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.SimpleAssignmentExpression };

            // What the function has just written itself says nothing of what was there before.
            if (!isPlain && !stored.Contains(member))
            {
                events.Add(new FlowEvent(FlowEventKind.Read, member, mention));
            }

            if (isStored)
            {
                events.Add(new FlowEvent(FlowEventKind.Change, member, mention));
                if (isPlain)
                {
                    stored.Add(member);
                }
            }
        }
    }

    /// <summary>What a name stands for, where it is no member of another object.</summary>
    private ISymbol? Mentioned(ExpressionSyntax expression)
    {
        if (expression is not (SimpleNameSyntax { Parent: not (MemberBindingExpressionSyntax or NameColonSyntax or AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax }) } or MemberAccessExpressionSyntax))
        {
            return null;
        }

        var symbol = model.GetSymbolInfo(expression, cancellationToken).Symbol;
        return expression is MemberAccessExpressionSyntax { Expression: not (ThisExpressionSyntax or BaseExpressionSyntax) } && symbol is { IsStatic: false } ? null : symbol;
    }

    private static ISymbol? Tracked(ISymbol symbol) => symbol switch
    {
        IFieldSymbol { IsConst: false } field => field,
        IPropertySymbol { IsIndexer: false } property when FixedMembers.IsAutomatic(property) => property,
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter => parameter,
        _ => null,
    };
}
