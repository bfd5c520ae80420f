namespace AsyncSplit.Generators.Model.Codecs;

/// <summary>The generated codec of one exception type of the user's. Immutable, compared by value, free of symbols and positions.</summary>
internal sealed record ExceptionCodecModel
{
    /// <summary>The fully qualified C# type: two models with the same type are the same codec.</summary>
    public required string Type { get; init; }

    /// <summary>What travels: the type's full name as reflection gives it.</summary>
    public required string TypeName { get; init; }

    /// <summary>The short name, for messages.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The C# expression of the codec, of type <c>ExceptionCodec</c>.</summary>
    public required string Expression { get; init; }

    /// <inheritdoc cref="CodecModel.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="CodecModel.Namespace"/>
    public required string Namespace { get; init; }

    /// <inheritdoc cref="CodecModel.Containers"/>
    public required EquatableArray<string> Containers { get; init; }

    /// <inheritdoc cref="CodecModel.IsPrivate"/>
    public bool IsPrivate { get; init; }

    /// <summary>The data that is written; the constructor takes those with a parameter, the others are set.</summary>
    public EquatableArray<CodecMemberModel> Members { get; init; }

    /// <summary>The constructor's parameter for the message, escaped; null where it has none.</summary>
    public string? MessageParameter { get; init; }

    /// <summary>The constructor's parameter for the inner exception, escaped; null where it has none.</summary>
    public string? InnerParameter { get; init; }
}
