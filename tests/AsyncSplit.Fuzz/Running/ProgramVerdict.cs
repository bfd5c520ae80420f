using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Running;

/// <summary>What became of a program, and why.</summary>
/// <param name="Program">The program.</param>
/// <param name="Kind">In a word.</param>
/// <param name="Reason">What makes two failures one: the rule and what it says, the compiler's error, what differs first. Empty where nothing failed.</param>
/// <param name="Text">To be read by who has to mend it.</param>
internal sealed record ProgramVerdict(ProgramTree Program, VerdictKind Kind, string Reason, string Text)
{
    /// <summary>The rows that fail.</summary>
    public IReadOnlyList<int> Rows { get; init; } = [];

    /// <summary>How many steps its split runs took.</summary>
    public int Steps { get; init; }

    /// <summary>Whether AsyncSplit, or the fuzzer, has an error.</summary>
    public bool IsFailure => Kind is not (VerdictKind.Same or VerdictKind.Refused or VerdictKind.Crashing);
}
