namespace AsyncSplit.Conformance.Harness;

/// <summary>What one run of one row came to.</summary>
/// <param name="Outcome">The corpus' own <c>Outcome</c>, which decides what is the same.</param>
/// <param name="Result">The result as JSON, or type and message of the exception.</param>
/// <param name="Journal">The side effects, in order.</param>
/// <param name="Exception">What was thrown, for its stack trace.</param>
internal sealed record RunOutcome(object Outcome, string Result, IReadOnlyList<string> Journal, Exception? Exception)
{
    /// <summary>The steps of a split run, in order; none of a native run.</summary>
    public IReadOnlyList<string> EntryPoints { get; init; } = [];
}
