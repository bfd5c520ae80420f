using AsyncSplit.Generators.Splitting.Lifting;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncSplit.Generators.Splitting.Awaits;

/// <summary>One await at which the handler is split.</summary>
internal sealed class Boundary(ExpressionSyntax syntax, BoundaryKind kind, ExpressionSyntax operand, IMethodSymbol? callee, ITypeSymbol? result, string name)
{
    /// <summary>The await; of a loop over <c>Task.WhenEach</c>, what it goes over.</summary>
    public ExpressionSyntax Syntax { get; } = syntax;

    public BoundaryKind Kind { get; } = kind;

    /// <summary>What is awaited, without parentheses and <c>ConfigureAwait</c>.</summary>
    public ExpressionSyntax Operand { get; } = operand;

    /// <summary>The chainable method or lifted function, at a chain call; else null.</summary>
    public IMethodSymbol? Callee { get; } = callee;

    /// <summary>At the call of a lifted function: that function; else null.</summary>
    public Unit? Lifted { get; init; }

    /// <summary>The type of the await's value; null where it has none.</summary>
    public ITypeSymbol? Result { get; } = result;

    /// <summary>What the resume point is named after: the awaited method, <c>Delay</c>, <c>Yield</c> or <c>await</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The how-manieth of its name in the handler, from 1, in source order.</summary>
    public int Ordinal { get; set; }

    /// <summary>Stands for the await's value in what follows it.</summary>
    public Temp ResultTemp { get; } = new($"{char.ToLowerInvariant(name[0])}{name.Substring(1)}Result", result, isResult: true) { Origin = syntax };

    /// <summary>Temporaries that were evaluated before the await and are used after it.</summary>
    public List<Temp> HeldTemps { get; } = [];

    /// <summary>Locals and parameters whose value was taken before the await and is used after it.</summary>
    public HashSet<ISymbol> HeldLocals { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the await is a statement of its own: its value is not used.</summary>
    public bool IsStatement { get; set; }

    /// <summary>Whether the call hands the caller's callback on.</summary>
    public bool IsTail { get; set; }

    /// <summary>Whether arguments of the awaited call are given by name.</summary>
    public bool HasNamedArguments => Operand is InvocationExpressionSyntax call && call.ArgumentList.Arguments.Any(argument => argument.NameColon is not null);

    /// <summary>Whether the operand is a task, whose end the runtime can await.</summary>
    public bool IsTask { get; init; }

    /// <summary>Whether <c>Inline()</c> can keep the await inside its step.</summary>
    public bool CanInline => Kind == BoundaryKind.Opaque && IsTask;

    /// <summary>At a join: the local that holds the task, where one does.</summary>
    public ISymbol? JoinedLocal { get; set; }

    /// <summary>At a join: the temporary that holds the task, where no local does.</summary>
    public Temp? JoinedTemp { get; set; }

    /// <summary>Whether <c>Chain.Callback</c> or <c>Chain.Signal</c> is awaited at once.</summary>
    public bool IsOutside { get; init; }

    /// <summary>Whether a catch or finally block is around the await.</summary>
    public bool Catches { get; set; }
}
