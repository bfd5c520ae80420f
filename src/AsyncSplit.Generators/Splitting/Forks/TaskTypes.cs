using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Forks;

/// <summary>Which types may hold a task, and which members pass tasks on without waiting for them.</summary>
internal static class TaskTypes
{
    /// <summary>Whether the type is <c>Task</c> or <c>Task&lt;T&gt;</c>.</summary>
    public static bool IsTask(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Task" } named && Types.IsIn(named, "System.Threading.Tasks");

    /// <summary>Whether a value of the type may be a task, or a collection or tuple of such.</summary>
    public static bool MayHoldTask(ITypeSymbol? type) => type switch
    {
        null => false,
        IArrayTypeSymbol array => MayHoldTask(array.ElementType),
        INamedTypeSymbol { TypeKind: TypeKind.Delegate } => false,
        INamedTypeSymbol named => IsTask(named) || named.TypeArguments.Any(MayHoldTask),
        _ => false,
    };

    /// <summary>Whether a value of the type is a list of tasks.</summary>
    public static bool IsTaskList(ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1 } array
        ? IsTask(array.ElementType)
        : type is INamedTypeSymbol { Arity: 1 } named && IsTask(named.TypeArguments[0]) && named.AllInterfaces.Concat([named]).Any(face => face.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);

    /// <summary>Whether a method only keeps, orders or hands out what it is given: collections, LINQ, and the combinators.</summary>
    public static bool OnlyPassesOn(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type is null)
        {
            return false;
        }

        return method.MethodKind == MethodKind.LocalFunction
            || type.SpecialType == SpecialType.System_Object
            || type.SpecialType == SpecialType.System_Array
            || (type.Name is "Tuple" or "ValueTuple" or "KeyValuePair" && type.ContainingNamespace?.ToDisplayString() is "System" or "System.Collections.Generic")
            || type.ContainingNamespace?.ToDisplayString() is { } space && (space.StartsWith("System.Collections", StringComparison.Ordinal) || space.StartsWith("System.Linq", StringComparison.Ordinal))
            || IsCombinator(method);
    }

    /// <summary>Whether the method is <c>Task.WhenAll</c> or <c>Task.WhenAny</c>.</summary>
    public static bool IsCombinator(IMethodSymbol method) => method is { IsStatic: true, Name: "WhenAll" or "WhenAny" } && IsTask(method.ContainingType);

    /// <summary>Whether the method is <c>Chain.Callback</c> or <c>Chain.Signal</c>: its task is ended by the world outside.</summary>
    public static bool IsOutside(IMethodSymbol method) => method is { IsStatic: true, Name: "Callback" or "Signal" } && method.ContainingType?.ToDisplayString() == KnownNames.Chain;

    /// <summary>Whether the method is <c>Task.WhenEach</c>.</summary>
    public static bool IsEach(IMethodSymbol method) => method is { IsStatic: true, Name: "WhenEach" } && IsTask(method.ContainingType);

    /// <summary>Whether the method is <c>Task.Delay</c> by the system's clock.</summary>
    public static bool IsDelay(IMethodSymbol method) =>
        method is { IsStatic: true, Name: "Delay" } && IsTask(method.ContainingType) && method.Parameters.All(parameter => parameter.Type.Name != "TimeProvider");

    /// <summary>Whether the method is <c>task.WaitAsync(timeout)</c>.</summary>
    public static bool IsLimit(IMethodSymbol method) =>
        method is { IsStatic: false, Name: "WaitAsync", Parameters: [{ Type.Name: "TimeSpan" }] } && IsTask(method.ContainingType);
}
