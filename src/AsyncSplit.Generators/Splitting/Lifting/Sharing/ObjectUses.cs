using AsyncSplit.Generators.Splitting.Awaits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncSplit.Generators.Splitting.Lifting.Sharing;

/// <summary>
/// Follows objects through a body: which variables may lead to them, and what is done to them. Knows no order of statements and errs on the side of what makes a difference.
/// </summary>
internal sealed partial class ObjectUses
{
    private const string ReturnInstead = "return what is new, and let the handler put it where it belongs";

    private readonly SemanticModel _model;
    private readonly LiftPlan _plan;
    private readonly HashSet<ISymbol> _shared;
    private readonly bool _sharesThis;
    private readonly HashSet<IMethodSymbol> _pending;
    private readonly CancellationToken _cancellationToken;

    /// <param name="model">The model of the bodies.</param>
    /// <param name="plan">Whose calls copy their arguments and results.</param>
    /// <param name="shared">The variables that lead to the objects to begin with.</param>
    /// <param name="sharesThis">Whether the instance is such an object.</param>
    /// <param name="pending">The methods that are being followed already.</param>
    /// <param name="cancellationToken">Ends the analysis.</param>
    public ObjectUses(SemanticModel model, LiftPlan plan, IEnumerable<ISymbol> shared, bool sharesThis, HashSet<IMethodSymbol> pending, CancellationToken cancellationToken)
    {
        _model = model;
        _plan = plan;
        _shared = new HashSet<ISymbol>(shared, SymbolEqualityComparer.Default);
        _sharesThis = sharesThis;
        _pending = pending;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The first place where it matters that an object is shared; null where there is none.</summary>
    /// <param name="bodies">The code.</param>
    /// <param name="returning">The function whose result would be a copy; null where results are not.</param>
    public ObjectUse? FirstDistinguishing(IReadOnlyList<IOperation> bodies, IMethodSymbol? returning)
    {
        var operations = bodies.SelectMany(body => All(body, body)).ToList();
        int count;
        do
        {
            _cancellationToken.ThrowIfCancellationRequested();
            count = _shared.Count;
            operations.ForEach(Spread);
        }
        while (_shared.Count != count);

        return operations.Select(operation => Distinguishing(operation) ?? (returning is null ? null : Returned(operation, bodies[0], returning))).FirstOrDefault(use => use is not null);
    }

    /// <summary>Whether the await is of a call by message, whose result is nobody else's.</summary>
    public static bool IsCopied(IAwaitOperation awaited, SemanticModel model, LiftPlan plan, CancellationToken cancellationToken) =>
        awaited.Syntax is AwaitExpressionSyntax syntax && new AwaitSyntax(model, cancellationToken).StripConfigureAwait(syntax.Expression) is InvocationExpressionSyntax call && IsMessage(call, model, plan, cancellationToken);

    private static bool IsMessage(SyntaxNode call, SemanticModel model, LiftPlan plan, CancellationToken cancellationToken) =>
        plan.CalledBy(call) is not null || (model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol method && Chainables.IsChainable(method));

    /// <summary>An operation and those in it; lifted functions are looked at for themselves.</summary>
    private IEnumerable<IOperation> All(IOperation operation, IOperation root)
    {
        if (operation != root && operation is ILocalFunctionOperation or IAnonymousFunctionOperation && _plan.IsLifted(operation.Syntax) && operation.Syntax != root.Syntax)
        {
            yield break;
        }

        yield return operation;
        foreach (var inner in operation.ChildOperations.SelectMany(child => All(child, root)))
        {
            yield return inner;
        }
    }

    /// <summary>Whether the value may be, or lead to, one of the objects.</summary>
    private bool IsShared(IOperation? value)
    {
        if (value is null || (value.Type is { } type && Immutability.IsImmutable(type)))
        {
            return false;
        }

        switch (value)
        {
            case ILocalReferenceOperation local:
                return _shared.Contains(local.Local);
            case IParameterReferenceOperation parameter:
                return _shared.Contains(parameter.Parameter);
            case IInstanceReferenceOperation instance:
                return _sharesThis && instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance;
            case IAnonymousFunctionOperation or IDelegateCreationOperation or INameOfOperation or ITypeOfOperation:
                return false;
            case IAwaitOperation awaited when IsCopied(awaited, _model, _plan, _cancellationToken):
                return false;
            case IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke } call:
                // It may return what it captures.
                return !IsMessage(call.Syntax, _model, _plan, _cancellationToken) && _shared.Count > 0;
            default:
                return value.ChildOperations.Any(IsShared);
        }
    }

    /// <summary>Whether a place that is written is inside one of the objects: a struct is part of what holds it.</summary>
    private bool IsInShared(IOperation? place) => place switch
    {
        IFieldReferenceOperation { Instance: { } owner } => IsOwnerShared(owner),
        IPropertyReferenceOperation { Instance: { } owner } => IsOwnerShared(owner),
        IEventReferenceOperation { Instance: { } owner } => IsOwnerShared(owner),
        IArrayElementReferenceOperation element => IsShared(element.ArrayReference),
        IImplicitIndexerReferenceOperation element => IsShared(element.Instance),
        ILocalReferenceOperation { Local.IsRef: true } alias => _shared.Contains(alias.Local),
        IInvocationOperation or IConditionalAccessOperation or IConditionalOperation => place.ChildOperations.Any(child => IsShared(child) || IsInShared(child)),
        IParenthesizedOperation parenthesized => IsInShared(parenthesized.Operand),
        _ => false,
    };

    private bool IsOwnerShared(IOperation owner) => owner.Type?.IsValueType == true ? IsInShared(owner) || IsShared(owner) : IsShared(owner);

    private void Spread(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation declarator when IsShared(declarator.GetVariableInitializer()?.Value) || (declarator.Symbol.IsRef && IsInShared(declarator.GetVariableInitializer()?.Value)):
                Share(declarator.Symbol);
                break;
            case IAssignmentOperation assignment when IsShared(assignment.Value):
                ShareAll(assignment.Target);
                break;
            case IForEachLoopOperation loop when IsShared(loop.Collection):
                foreach (var local in loop.Locals)
                {
                    Share(local);
                }

                break;
            case IIsPatternOperation test when IsShared(test.Value):
                SharePatterns(test.Pattern);
                break;
            case ISwitchOperation choice when IsShared(choice.Value):
                SharePatterns(choice);
                break;
            case ISwitchExpressionOperation choice when IsShared(choice.Value):
                SharePatterns(choice);
                break;
            case IInvocationOperation call when (IsShared(call.Instance) || call.Arguments.Any(argument => IsShared(argument.Value))) && !IsMessage(call.Syntax, _model, _plan, _cancellationToken):
                // Into what it is called on, what it sets, and the parameters of the lambdas it is given.
                ShareAll(call.Instance);
                ShareArguments(call.Arguments);
                break;
            case IObjectCreationOperation creation when creation.Arguments.Any(argument => IsShared(argument.Value)):
                ShareArguments(creation.Arguments);
                break;
        }
    }

    private void ShareArguments(IEnumerable<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter?.RefKind is RefKind.Out or RefKind.Ref)
            {
                ShareAll(argument.Value);
            }

            foreach (var lambda in argument.Value.DescendantsAndSelf().OfType<IAnonymousFunctionOperation>())
            {
                foreach (var parameter in lambda.Symbol.Parameters)
                {
                    Share(parameter);
                }
            }
        }
    }

    /// <summary>The variables in a target.</summary>
    private void ShareAll(IOperation? target)
    {
        foreach (var part in target?.DescendantsAndSelf() ?? [])
        {
            switch (part)
            {
                case ILocalReferenceOperation local:
                    Share(local.Local);
                    break;
                case IParameterReferenceOperation { Parameter.ContainingSymbol: not IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter:
                    Share(parameter.Parameter);
                    break;
            }
        }
    }

    private void SharePatterns(IOperation patterns)
    {
        foreach (var declared in patterns.DescendantsAndSelf().Select(pattern => pattern switch
        {
            IDeclarationPatternOperation declaration => declaration.DeclaredSymbol,
            IRecursivePatternOperation recursive => recursive.DeclaredSymbol,
            IListPatternOperation list => list.DeclaredSymbol,
            _ => null,
        }).OfType<ISymbol>())
        {
            Share(declared);
        }
    }

    private void Share(ISymbol variable)
    {
        if (!Immutability.IsImmutable(Types.OfVariable(variable)))
        {
            _shared.Add(variable);
        }
    }

    private string? VariableIn(IOperation operation) => operation.DescendantsAndSelf().Select(part => part switch
    {
        ILocalReferenceOperation local => (ISymbol)local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    }).FirstOrDefault(symbol => symbol is not null && _shared.Contains(symbol))?.Name;
}
