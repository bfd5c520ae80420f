namespace AsyncSplit.Mutation;

/// <summary>The mutants, by the folder that they change. A text to replace is short, so that it outlives changes around it.</summary>
internal static partial class Mutants
{
    public static IReadOnlyList<Mutant> All { get; } = [.. Awaits(), .. Flow(), .. Operands(), .. Statements(), .. Residuals(), .. Serialization()];
}
