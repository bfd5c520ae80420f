using AsyncSplit.Generators.Model.Entries;
using AsyncSplit.Generators.Splitting.Tree;
using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Residuals;

/// <summary>The rest of a handler, or of a try block, as a method that several entry points call.</summary>
internal sealed class SharedTail
{
    public required TailPlace Place { get; init; }

    public required string Method { get; init; }

    public required bool IsAsync { get; init; }

    /// <summary>Whether control can come to the end of the try block: then there is no outcome yet.</summary>
    public required bool Completes { get; init; }

    public required bool Suspends { get; init; }

    /// <summary>Whether it starts calls or joins them.</summary>
    public required bool UsesFutures { get; init; }

    /// <summary>The locals that it takes, and whether the code behind the try block sees what it assigns to them.</summary>
    public required IReadOnlyList<(ISymbol Symbol, bool ByReference)> Locals { get; init; }

    public required IReadOnlyList<(Temp Temp, bool ByReference)> Temps { get; init; }

    public required IReadOnlyList<IParameterSymbol> Tokens { get; init; }

    /// <summary>The tails that it goes on with.</summary>
    public required IReadOnlyCollection<SharedTail> Next { get; init; }

    public required TailModel Model { get; init; }
}
