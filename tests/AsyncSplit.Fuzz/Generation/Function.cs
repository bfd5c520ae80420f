using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Generation;

/// <summary>Something to call: a local function, or another handler of the program.</summary>
/// <param name="Name">Its identifier.</param>
/// <param name="Result">What it gives, or what its task does.</param>
/// <param name="Parameters">Their names and types.</param>
/// <param name="IsAsync">Whether it is awaited.</param>
internal sealed record Function(string Name, ProgramType Result, IReadOnlyList<Variable> Parameters, bool IsAsync);
