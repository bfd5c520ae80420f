namespace AsyncSplit.Generators.Splitting.Reuse;

/// <summary>A declaration as others see it. Holds no syntax.</summary>
internal sealed record DeclarationSurface
{
    /// <summary>What it is recognised by in another version of its file.</summary>
    public required string Key { get; init; }

    /// <summary>Its words, without what is in the body of a method.</summary>
    public required string Text { get; init; }

    /// <summary>The identifiers among them, and those of the file's usings.</summary>
    public required HashSet<string> Mentions { get; init; }

    /// <summary>The names under which a change of it shows: those of the types that it stands in, or is; its own where it stands in none.</summary>
    public required HashSet<string> Names { get; init; }

    /// <summary>Whether it can be found by what does not name it.</summary>
    public required bool IsFoundWithoutName { get; init; }

    /// <summary>What a type derives from, in words; empty where it says nothing of that, and for all that is no type.</summary>
    public required string Bases { get; init; }

    /// <summary>Where the types begin that it stands in, or is, and that say what they derive from.</summary>
    public required IReadOnlyList<int> DerivedTypes { get; init; }
}
