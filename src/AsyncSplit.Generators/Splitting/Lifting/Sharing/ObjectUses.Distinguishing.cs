using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncSplit.Generators.Splitting.Lifting.Sharing;

/// <content>What tells an object from its copy.</content>
internal sealed partial class ObjectUses
{
    private const int Depth = 16;

    private ObjectUse? Distinguishing(IOperation operation)
    {
        switch (operation)
        {
            case IAssignmentOperation { Target: var target } when Targets(target).Any(IsInShared):
                return Changed(operation);
            case IIncrementOrDecrementOperation { Target: var target } when IsInShared(target):
                return Changed(operation);
            case IEventAssignmentOperation { EventReference: var target } when IsInShared(target):
                return Changed(operation);
            case IInvocationOperation call:
                return Called(call);
            case IObjectCreationOperation { Constructor: { } constructor } creation when creation.Arguments.Any(argument => IsShared(argument.Value)) && !ReadingMethods.OfArguments(constructor) && Changes(constructor, null, creation.Arguments):
                return Passed(creation, constructor);
            case IPropertyReferenceOperation { Instance: { } owner, Property.GetMethod: { } getter } when IsShared(owner) && !getter.DeclaringSyntaxReferences.IsEmpty && !getter.IsAbstract && !IsOverridable(getter) && Changes(getter, owner, []):
                return Changed(operation);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, OperatorMethod: null } test when (IsShared(test.LeftOperand) || IsShared(test.RightOperand))
                && test.LeftOperand.ConstantValue is not { HasValue: true } && test.RightOperand.ConstantValue is not { HasValue: true } && test.LeftOperand.Type?.IsValueType != true && test.RightOperand.Type?.IsValueType != true:
                return new ObjectUse(operation, VariableIn(operation), $"is compared by reference in '{operation.Syntax}'", "compare a value of it");
            case IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IFunctionPointerInvocationOperation when operation.ChildOperations.Any(IsShared):
                return Changed(operation);
            default:
                return null;
        }
    }

    private static IEnumerable<IOperation> Targets(IOperation target) => target is ITupleOperation tuple ? tuple.Elements.SelectMany(Targets) : [target];

    private ObjectUse? Called(IInvocationOperation call)
    {
        if (IsMessage(call.Syntax, _model, _plan, _cancellationToken))
        {
            return null;
        }

        var method = call.TargetMethod;
        if (call.Arguments.Any(argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out && IsInShared(argument.Value)))
        {
            return Changed(call);
        }

        var passes = call.Arguments.Any(argument => IsShared(argument.Value));
        if (call.Instance is { } owner && (IsShared(owner) || (owner.Type?.IsValueType == true && IsInShared(owner) && !method.IsReadOnly && !owner.Type.IsReadOnly)))
        {
            return passes && !method.DeclaringSyntaxReferences.IsEmpty && !IsOverridable(method) ? Changes(method, owner, call.Arguments) ? Changed(call) : null
                : passes ? Passed(call, method)
                : ReadingMethods.OfInstance(method) || !Changes(method, owner, call.Arguments) ? null
                : Changed(call);
        }

        return passes && !ReadingMethods.OfArguments(method) && Changes(method, null, call.Arguments) ? Passed(call, method) : null;
    }

    private ObjectUse? Returned(IOperation operation, IOperation body, IMethodSymbol function)
    {
        if (operation is not IReturnOperation { ReturnedValue: { } value } || !IsShared(value) || operation.Syntax.Ancestors().TakeWhile(node => node != body.Syntax).Any(NestedFunctions.IsFunction) || !body.Syntax.Span.Contains(operation.Syntax.Span))
        {
            return null;
        }

        return new ObjectUse(value, VariableIn(value), $"is returned by '{(function.Name.Length > 0 ? function.Name : "the lambda")}', which would return another object", "return what is new, or nothing: the handler has the object");
    }

    /// <summary>Whether a method may do to the objects it is called with what makes a difference. One whose source is not here, or that may be overridden, may.</summary>
    private bool Changes(IMethodSymbol method, IOperation? owner, IEnumerable<IArgumentOperation> arguments)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            // Its body is one of those looked at; what it is given is not followed into it.
            return true;
        }

        if (method.IsAbstract || method.IsExtern || (owner is not null && IsOverridable(method)) || _pending.Count > Depth)
        {
            return true;
        }

        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellationToken) is not { } syntax)
        {
            // The members of a record that the compiler writes read and store.
            return !(method.IsImplicitlyDeclared && method.ContainingType.IsRecord);
        }

        if (syntax is TypeDeclarationSyntax or ParameterSyntax or AccessorDeclarationSyntax { Body: null, ExpressionBody: null })
        {
            return false;
        }

        if (!_pending.Add(method))
        {
            return false;
        }

        var model = syntax.SyntaxTree == _model.SyntaxTree ? _model : _model.Compilation.GetSemanticModel(syntax.SyntaxTree);
        var shared = arguments.Where(argument => argument.Parameter is not null && IsShared(argument.Value)).Select(argument => method.Parameters[argument.Parameter!.Ordinal]).ToList();
        var changes = model.GetOperation(syntax, _cancellationToken) is not { } body
            || new ObjectUses(model, LiftPlan.None, shared, owner is not null, _pending, _cancellationToken).FirstDistinguishing([body], null) is not null;
        _pending.Remove(method);
        return changes;
    }

    private static bool IsOverridable(IMethodSymbol method) => (method.IsVirtual || method.IsOverride) && !method.IsSealed && !method.ContainingType.IsSealed;

    private ObjectUse Changed(IOperation operation) => new(operation, VariableIn(operation), $"may be changed by '{operation.Syntax}'", ReturnInstead);

    private ObjectUse Passed(IOperation operation, IMethodSymbol to) =>
        new(operation, VariableIn(operation), $"is passed to '{(to.MethodKind == MethodKind.Constructor ? to.ContainingType.Name : to.Name)}', which may change or keep it", "pass a value of it, make its type immutable, or make the call in the handler");
}
