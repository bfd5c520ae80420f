namespace AsyncSplit.Generators.Model.Files;

/// <summary>Where generated members of a user's type have to stand so that names mean there what they mean in the user's file. Immutable, compared by value.</summary>
internal sealed record PlaceModel
{
    /// <summary>The file's <c>#define</c> and <c>#undef</c> directives: conditional methods depend on them.</summary>
    public required EquatableArray<string> Defines { get; init; }

    /// <summary>The extern aliases and using directives of the file.</summary>
    public required EquatableArray<string> Usings { get; init; }

    /// <summary>The namespace declarations around the type, from the outside in.</summary>
    public required EquatableArray<NamespaceModel> Namespaces { get; init; }

    /// <summary>The heads of the type and those around it, from the outside in, for example <c>partial class Orders</c>.</summary>
    public required EquatableArray<string> Types { get; init; }
}
