using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncSplit.Generators.Splitting.Flow;

/// <summary>Lists the reads and writes of locals, and the awaits, of an operation in C#'s order of evaluation.</summary>
/// <param name="locals">The handler's locals.</param>
/// <param name="members">The fields and properties that are followed as well; null to follow locals only.</param>
internal sealed class FlowEvents(LocalMap locals, MemberMap? members = null)
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
                case IFlowCaptureOperation capture when IsVariable(capture.Value):
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

    /// <summary>A mention of what is followed, and not of what holds it.</summary>
    private bool IsVariable(IOperation operation) =>
        operation is ILocalReferenceOperation or IParameterReferenceOperation || members?.Of(operation) is not null;

    private ISymbol? Local(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IDeclarationExpressionOperation { Expression: { } inner } => Local(inner),
        IConversionOperation { IsImplicit: true, Operand: { } inner } => Local(inner),
        IMemberReferenceOperation member => members?.Of(member),
        _ => null,
    };

    private void Visit(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation { Local: var function } when locals.IsLifted(function):
                // The delegate is not there: what its lambda captures is read where it is called.
                break;
            case var variable when IsVariable(variable):
                Read(Local(operation)!, operation.Syntax);
                break;
            case IFlowCaptureReferenceOperation:
                break;
            case IFlowCaptureOperation capture when IsVariable(capture.Value) && _assignedCaptures.Contains(capture.Id) && !IsReadThrough(capture):
                break;
            case ISimpleAssignmentOperation assignment:
                VisitTarget(assignment.Target);
                Visit(assignment.Value);
                if (assignment.IsRef && Local(assignment.Target) is { } alias)
                {
                    Write(alias, assignment.Syntax);
                }
                else
                {
                    WriteTarget(assignment.Target, assignment.Syntax);
                }

                break;
            case ICompoundAssignmentOperation assignment:
                Visit(assignment.Target);
                Visit(assignment.Value);
                WriteTarget(assignment.Target, assignment.Syntax);
                break;
            case IIncrementOrDecrementOperation increment:
                Visit(increment.Target);
                WriteTarget(increment.Target, increment.Syntax);
                break;
            case IDeconstructionAssignmentOperation assignment:
                VisitTarget(assignment.Target);
                Visit(assignment.Value);
                WriteTarget(assignment.Target, assignment.Syntax);
                break;
            case IInvocationOperation invocation:
                VisitCall(invocation, invocation.Arguments, invocation.TargetMethod);
                break;
            case IObjectCreationOperation creation:
                VisitCall(creation, creation.Arguments, null);
                break;
            case IAwaitOperation awaited:
                Visit(awaited.Operation);
                if (PlaceOf(awaited) is { } place)
                {
                    _events.Add(new FlowEvent(FlowEventKind.Boundary, null, place));
                }

                break;
            case IFlowAnonymousFunctionOperation or IAnonymousFunctionOperation:
                if (locals.StartedLambda(operation.Syntax) is { } started)
                {
                    Read(started.Captured, operation.Syntax);
                }
                else if (!locals.IsLifted(operation.Syntax))
                {
                    ReadCaptured(operation.Syntax, operation.Syntax);
                }

                break;
            case IMethodReferenceOperation { Method.MethodKind: MethodKind.LocalFunction } reference:
                ReadCaptured(reference.Method, operation.Syntax);
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

    /// <summary>Where an await stands. Of an awaiting loop it is what the loop goes over, where it waits for the next element; null where it disposes of the enumerator.</summary>
    private static SyntaxNode? PlaceOf(IAwaitOperation awaited) =>
        (awaited.Syntax as CommonForEachStatementSyntax ?? awaited.Syntax.Parent as CommonForEachStatementSyntax) is not { AwaitKeyword.RawKind: not 0 } loop || (awaited.Syntax != loop && awaited.Syntax != loop.Expression) ? awaited.Syntax
        : IsNext(awaited) ? loop.Expression
        : null;

    /// <summary>Whether an awaiting loop waits for its next element.</summary>
    public static bool IsNext(IOperation operation) =>
        operation is IAwaitOperation awaited && awaited.Operation.DescendantsAndSelf().OfType<IInvocationOperation>().Any(invocation => invocation.TargetMethod.Name == "MoveNextAsync");

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

        if (method is { MethodKind: MethodKind.LocalFunction or MethodKind.DelegateInvoke })
        {
            Read(locals.CapturedByCall(call.Syntax, method.OriginalDefinition), call.Syntax);
            if (members is not null && !locals.IsLifted(method.OriginalDefinition) && locals.FunctionOf(method.OriginalDefinition) is { } called)
            {
                _events.AddRange(members.MentionedBy(called));
            }
        }
        else if (members is not null && method is { MethodKind: MethodKind.Ordinary } && call is IInvocationOperation { Instance: IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } })
        {
            _events.AddRange(members.MentionedBy(method, call.Syntax));
        }

        foreach (var argument in arguments)
        {
            if (argument.Parameter?.RefKind == RefKind.Out)
            {
                WriteTarget(argument.Value, argument.Syntax);
            }
            else if (argument.Parameter?.RefKind == RefKind.Ref && members?.Of(argument.Value) is { } member)
            {
                _events.Add(new FlowEvent(FlowEventKind.Change, member, argument.Syntax));
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

    private void WriteTarget(IOperation target, SyntaxNode syntax)
    {
        switch (target)
        {
            case ITupleOperation tuple:
                foreach (var element in tuple.Elements)
                {
                    WriteTarget(element, syntax);
                }

                break;
            case IDeclarationExpressionOperation declaration:
                WriteTarget(declaration.Expression, syntax);
                break;
            case IFlowCaptureReferenceOperation reference when _capturedTargets.TryGetValue(reference.Id, out var captured):
                Write(captured, syntax);
                break;
            case ILocalReferenceOperation { Local.IsRef: true }:
                break;
            case var variable when Local(variable) is { } local:
                Write(local, syntax);
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
            Write(declared, operation.Syntax);
        }
    }

    private void ReadCaptured(IMethodSymbol function, SyntaxNode place)
    {
        if (locals.FunctionOf(function.OriginalDefinition) is { } syntax)
        {
            ReadCaptured(syntax, place);
        }
    }

    private void ReadCaptured(SyntaxNode function, SyntaxNode place)
    {
        Read(locals.CapturedBy(function), place);
        if (members is not null)
        {
            _events.AddRange(members.MentionedBy(function));
        }
    }

    private void Read(IEnumerable<ISymbol> captured, SyntaxNode place)
    {
        foreach (var symbol in captured)
        {
            Read(symbol, place);
        }
    }

    private void Read(ISymbol symbol, SyntaxNode syntax) => _events.Add(new FlowEvent(FlowEventKind.Read, symbol, syntax));

    private void Write(ISymbol symbol, SyntaxNode syntax) => _events.Add(new FlowEvent(FlowEventKind.Write, symbol, syntax));
}
