using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncSplit.Generators.Splitting.Flow;

/// <summary>Lists the reads and writes of locals, and the awaits, of an operation in C#'s order of evaluation.</summary>
internal sealed class FlowEvents(LocalMap locals)
{
    private readonly Dictionary<CaptureId, ISymbol> _capturedTargets = [];
    private readonly HashSet<CaptureId> _assignedCaptures = [];
    private List<FlowEvent> _events = [];

    /// <summary>Notes which flow captures stand for a variable that is assigned later: capturing those reads nothing.</summary>
    public void Prepare(ControlFlowGraph graph)
    {
        foreach (var operation in graph.Blocks.SelectMany(block => block.Operations.Concat(block.BranchValue is { } value ? [value] : [])).SelectMany(operation => operation.DescendantsAndSelf()))
        {
            switch (operation)
            {
                case IFlowCaptureOperation { Value: ILocalReferenceOperation or IParameterReferenceOperation } capture:
                    _capturedTargets[capture.Id] = Local(capture.Value)!;
                    break;
                case ISimpleAssignmentOperation { Target: IFlowCaptureReferenceOperation reference }:
                    _assignedCaptures.Add(reference.Id);
                    break;
                case IDeconstructionAssignmentOperation { Target: ITupleOperation tuple }:
                    foreach (var element in tuple.Elements.OfType<IFlowCaptureReferenceOperation>())
                    {
                        _assignedCaptures.Add(element.Id);
                    }

                    break;
            }
        }
    }

    public IReadOnlyList<FlowEvent> Of(BasicBlock block)
    {
        _events = [];
        foreach (var operation in block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
        {
            _events.Add(new FlowEvent(FlowEventKind.Begin, null, operation.Syntax));
            Visit(operation);
        }

        return _events;
    }

    private static ISymbol? Local(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IDeclarationExpressionOperation { Expression: { } inner } => Local(inner),
        IConversionOperation { IsImplicit: true, Operand: { } inner } => Local(inner),
        _ => null,
    };

    private void Visit(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation:
                Read(Local(operation)!);
                break;
            case IFlowCaptureReferenceOperation:
                break;
            case IFlowCaptureOperation { Value: ILocalReferenceOperation or IParameterReferenceOperation } capture when _assignedCaptures.Contains(capture.Id) && !IsReadThrough(capture):
                break;
            case ISimpleAssignmentOperation assignment:
                VisitTarget(assignment.Target);
                Visit(assignment.Value);
                if (assignment.IsRef && Local(assignment.Target) is { } alias)
                {
                    Write(alias);
                }
                else
                {
                    WriteTarget(assignment.Target);
                }

                break;
            case ICompoundAssignmentOperation assignment:
                Visit(assignment.Target);
                Visit(assignment.Value);
                WriteTarget(assignment.Target);
                break;
            case IIncrementOrDecrementOperation increment:
                Visit(increment.Target);
                WriteTarget(increment.Target);
                break;
            case IDeconstructionAssignmentOperation assignment:
                VisitTarget(assignment.Target);
                Visit(assignment.Value);
                WriteTarget(assignment.Target);
                break;
            case IInvocationOperation invocation:
                VisitCall(invocation, invocation.Arguments, invocation.TargetMethod);
                break;
            case IObjectCreationOperation creation:
                VisitCall(creation, creation.Arguments, null);
                break;
            case IAwaitOperation awaited:
                Visit(awaited.Operation);
                _events.Add(new FlowEvent(FlowEventKind.Boundary, null, awaited.Syntax));
                break;
            case IFlowAnonymousFunctionOperation or IAnonymousFunctionOperation:
                ReadCaptured(operation.Syntax);
                break;
            case IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference:
                ReadCaptured(reference.Method);
                break;
            default:
                foreach (var child in operation.ChildOperations)
                {
                    Visit(child);
                }

                WritePatternVariable(operation);
                break;
        }
    }

    private static bool IsReadThrough(IFlowCaptureOperation capture) =>
        capture.Parent is null && capture.Syntax.Parent is Microsoft.CodeAnalysis.CSharp.Syntax.AssignmentExpressionSyntax assignment
        && assignment.RawKind != (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.SimpleAssignmentExpression;

    private void VisitCall(IOperation call, IEnumerable<IArgumentOperation> arguments, IMethodSymbol? method)
    {
        var isArgument = new HashSet<IOperation>(arguments);
        foreach (var child in call.ChildOperations.Where(child => !isArgument.Contains(child) && child is not IObjectOrCollectionInitializerOperation))
        {
            Visit(child);
        }

        foreach (var argument in arguments)
        {
            if (argument.Parameter?.RefKind != RefKind.Out || Local(argument.Value) is null)
            {
                Visit(argument.Value);
            }
        }

        if (method is { MethodKind: MethodKind.LocalFunction })
        {
            ReadCaptured(method);
        }

        foreach (var argument in arguments)
        {
            if (argument.Parameter?.RefKind == RefKind.Out)
            {
                WriteTarget(argument.Value);
            }
        }

        if (call is IObjectCreationOperation { Initializer: { } initializer })
        {
            Visit(initializer);
        }
    }

    /// <summary>The receivers and indexes of an assignment's target.</summary>
    private void VisitTarget(IOperation target)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                {
                    VisitTarget(element);
                }

                break;
            case IDeclarationExpressionOperation declaration:
                VisitTarget(declaration.Expression);
                break;
            case var variable when Local(variable) is not null:
                break;
            default:
                foreach (var child in target.ChildOperations)
                {
                    Visit(child);
                }

                break;
        }
    }

    private void WriteTarget(IOperation target)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                {
                    WriteTarget(element);
                }

                break;
            case IDeclarationExpressionOperation declaration:
                WriteTarget(declaration.Expression);
                break;
            case IFlowCaptureReferenceOperation reference when _capturedTargets.TryGetValue(reference.Id, out var captured):
                Write(captured);
                break;
            case ILocalReferenceOperation { Local.IsRef: true }:
                break;
            case var variable when Local(variable) is { } local:
                Write(local);
                break;
        }
    }

    private void WritePatternVariable(IOperation operation)
    {
        var declared = operation switch
        {
            IDeclarationPatternOperation pattern => pattern.DeclaredSymbol,
            IRecursivePatternOperation pattern => pattern.DeclaredSymbol,
            IListPatternOperation pattern => pattern.DeclaredSymbol,
            _ => null,
        };
        if (declared is not null)
        {
            Write(declared);
        }
    }

    private void ReadCaptured(IMethodSymbol function)
    {
        if (locals.FunctionOf(function.OriginalDefinition) is { } syntax)
        {
            ReadCaptured(syntax);
        }
    }

    private void ReadCaptured(SyntaxNode function)
    {
        foreach (var captured in locals.CapturedBy(function))
        {
            Read(captured);
        }
    }

    private void Read(ISymbol symbol) => _events.Add(new FlowEvent(FlowEventKind.Read, symbol, null));

    private void Write(ISymbol symbol) => _events.Add(new FlowEvent(FlowEventKind.Write, symbol, null));
}
