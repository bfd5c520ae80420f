namespace AsyncSplit.Generators.Model.Files;

/// <summary>A class that inherits handlers. Immutable, compared by value.</summary>
/// <param name="Type">The fully qualified class.</param>
/// <param name="Name">What its wire names begin with.</param>
/// <param name="Contracts">The wire names of contract members that inherited handlers implement for it, each followed by that of the handler.</param>
internal sealed record DerivedModel(string Type, string Name, EquatableArray<string> Contracts)
{
    /// <summary>The fully qualified classes above it, nearest first.</summary>
    public required EquatableArray<string> Bases { get; init; }
}
