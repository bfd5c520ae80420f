namespace AsyncSplit.Generators.Model.Codecs;

/// <summary>The generated codec of one user type. Immutable, compared by value, free of symbols and positions.</summary>
internal sealed record CodecModel
{
    /// <summary>Tells codecs apart: two models with the same key are the same codec, for the caller to emit once.</summary>
    public required string Key { get; init; }

    public required CodecKind Kind { get; init; }

    /// <summary>The fully qualified C# type, with nullability of type arguments.</summary>
    public required string Type { get; init; }

    /// <summary>The type's short name, for messages.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The name of the codec's class: the type's full name with underscores.</summary>
    public required string Name { get; init; }

    /// <summary>Where the class is emitted: <c>AsyncSplit.Generated</c>, or the namespace of the type that alone can see <see cref="Type"/>. Empty for the global one.</summary>
    public required string Namespace { get; init; }

    /// <summary>The heads of the types around it from the outside in, for example <c>partial class Orders</c>; else the assembly's holder.</summary>
    public required EquatableArray<string> Containers { get; init; }

    /// <summary>Whether it lies in a type of the user's, so that it is private there.</summary>
    public bool IsPrivate { get; init; }

    public bool IsValueType { get; init; }

    /// <summary>Of an object: its members, in the order in which they are written.</summary>
    public EquatableArray<CodecMemberModel> Members { get; init; }

    /// <summary>Of a polymorphic type: the name of the discriminator's property.</summary>
    public string DiscriminatorProperty { get; init; } = "$type";

    /// <summary>Of a polymorphic type: the types that may occur.</summary>
    public EquatableArray<CodecCaseModel> Cases { get; init; }
}
