using AsyncSplit.Fuzz.Trees;

namespace AsyncSplit.Fuzz.Running;

/// <summary>Programs compiled together.</summary>
/// <param name="Assembly">Those that can be run.</param>
/// <param name="Runnable">In order.</param>
/// <param name="Rejected">What is known already of the others.</param>
internal sealed record Batch(byte[] Assembly, IReadOnlyList<ProgramTree> Runnable, IReadOnlyList<ProgramVerdict> Rejected);
