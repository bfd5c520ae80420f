namespace AsyncSplit.Generators.Model.Entries;

/// <summary>A parameter of a chainable method. Immutable, compared by value.</summary>
/// <param name="Name">The C# name, escaped where it is a keyword.</param>
/// <param name="JsonName">The name in JSON.</param>
/// <param name="Type">The fully qualified C# type, with nullability.</param>
/// <param name="Modifier"><c>params </c> or nothing.</param>
/// <param name="Default">The C# expression of its default value; null where it has none.</param>
/// <param name="Codec">The C# expression of its codec; null for a cancellation token, which does not travel.</param>
internal sealed record ParameterModel(string Name, string JsonName, string Type, string Modifier, string? Default, string? Codec)
{
    /// <summary>As written in a parameter list.</summary>
    public string Declaration => $"{Modifier}{Type} {Name}{(Default is null ? "" : $" = {Default}")}";

    public bool IsToken => Codec is null;
}
