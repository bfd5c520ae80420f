namespace AsyncSplit.Generators.Model.Entries;

/// <summary>An entry point: a method beside the handler. Immutable, compared by value.</summary>
internal sealed record EntryModel
{
    /// <summary>The method's name, for example <c>PlaceAsync_AfterChargeAsync</c>.</summary>
    public required string Method { get; init; }

    public required bool IsAsync { get; init; }

    /// <summary>Whether the body asks for the step's futures.</summary>
    public bool UsesFutures { get; init; }

    public required EquatableArray<BodyLine> Lines { get; init; }

    /// <summary>The handler's cancellation-token parameters that the body uses.</summary>
    public required EquatableArray<string> Tokens { get; init; }

    /// <summary>At a resume point: its state. Null at the start.</summary>
    public StateModel? State { get; init; }

    /// <summary>At a resume point: the awaited expression, for the comment above it.</summary>
    public string? Awaited { get; init; }

    /// <summary>At a resume point: the type of the await's value; null where it has none.</summary>
    public string? ResultType { get; init; }

    /// <summary>The codec of the await's value.</summary>
    public string? ResultCodec { get; init; }

    /// <summary>At a join: the member of the state that holds the task.</summary>
    public string? Joined { get; init; }
}
