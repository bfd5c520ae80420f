namespace AsyncSplit.Generators.Model.Entries;

/// <summary>A type of which a handler gets values from outside. Immutable, compared by value.</summary>
/// <param name="Name">What it is called in tokens and captured state.</param>
/// <param name="Codec">The expression of its codec.</param>
internal sealed record ValueModel(string Name, string Codec);
