using AsyncSplit.Generators.Splitting.Awaits;
using AsyncSplit.Generators.Splitting.Flow;
using AsyncSplit.Generators.Splitting.Lifting;
using AsyncSplit.Generators.Splitting.Lowering;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>What all entry points of a handler or lifted function have in common.</summary>
internal sealed class EntryContext
{
    public required SourceText Source { get; init; }

    public required TextEdits Edits { get; init; }

    public required LocalMap Locals { get; init; }

    public required BlockNode Root { get; init; }

    /// <summary>The nodes around each boundary.</summary>
    public required IReadOnlyDictionary<Boundary, HashSet<Node>> Enclosing { get; init; }

    public required IReadOnlyDictionary<Boundary, Captures> Captures { get; init; }

    /// <summary>The places at which entry points go on in a method that they share.</summary>
    public required TailPlan Tails { get; init; }

    public required Closures Closures { get; init; }

    /// <summary>Whether nothing else that the handler declares has the name of the local, not even where that is out of scope.</summary>
    public required Func<ISymbol, bool> HasOwnName { get; init; }

    /// <summary>Receivers to be written where a null-conditional access has been taken apart.</summary>
    public required IReadOnlyDictionary<int, Code> BindingReceivers { get; init; }

    /// <summary>Positions of awaits that stay inside their step, in order.</summary>
    public required IReadOnlyList<int> InlineAwaits { get; init; }

    public required string State { get; init; }

    public required string Resumed { get; init; }

    /// <summary>The parameter with the step's futures.</summary>
    public required string Futures { get; init; }

    /// <summary>Whether the handler starts calls that it awaits later: then it may capture tasks.</summary>
    public required bool HasForks { get; init; }

    /// <summary>Whether tasks that are captured may run in this process: then the step waits for them first.</summary>
    public required bool RunsTasks { get; init; }

    /// <summary>The handler's result type as written in code; null where it has none.</summary>
    public required string? Result { get; init; }

    /// <summary>All identifiers of the handler and its temporaries, which other generated names must not be.</summary>
    public required ISet<string> Taken { get; init; }

    /// <summary>The record of a method's call, qualified as the entry points need it.</summary>
    public required Func<IMethodSymbol, string> CallName { get; init; }

    /// <summary>The record with the arguments of a lifted function.</summary>
    public required Func<Unit, string> LiftedName { get; init; }

    /// <summary>The state record of a boundary, likewise.</summary>
    public required Func<Boundary, string> StateName { get; init; }

    /// <summary>The name of the property in the state record that holds a captured local or temporary.</summary>
    public required Func<string, string> MemberName { get; init; }

    /// <summary>The line where the handler starts: what source spans are relative to.</summary>
    public required int FirstLine { get; init; }

    /// <summary>Whether locals are declared with a value: where a finally block with an await has become code behind the try statement, the compiler no longer sees that they are assigned.</summary>
    public required bool InitializesLocals { get; init; }

    public required CancellationToken CancellationToken { get; init; }
}
