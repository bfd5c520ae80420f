namespace AsyncSplit.Generators.Model;

/// <summary>
/// Everything that is emitted for one handler. Immutable and compared by value down to the last member, without symbols, syntax or absolute positions:
/// an edit elsewhere, or one that only moves the handler, gives an equal model.
/// </summary>
internal sealed record HandlerModel
{
    public required string WireName { get; init; }

    /// <summary>The generated file's name.</summary>
    public required string HintName { get; init; }

    public required PlaceModel Place { get; init; }

    /// <summary>The fully qualified name of the handler's type.</summary>
    public required string Type { get; init; }

    public required bool IsStatic { get; init; }

    /// <summary>What the names of the generated members begin with: the handler's name.</summary>
    public required string Prefix { get; init; }

    /// <summary>The nested static class with the handler's state and call records, for example <c>PlaceAsyncChain</c>.</summary>
    public required string Holder { get; init; }

    /// <summary>Whether the types of all parameters are seen in the whole assembly, so that the record of the arguments may be.</summary>
    public required bool HasVisibleArguments { get; init; }

    /// <summary>State and end-of-await parameters, named so that they hide nothing of the user's.</summary>
    public required string StateParameter { get; init; }

    public required string ResumedParameter { get; init; }

    public required string FuturesParameter { get; init; }

    public required EntryModel Start { get; init; }

    public required EquatableArray<EntryModel> ResumePoints { get; init; }

    /// <summary>What several of them go on with.</summary>
    public required EquatableArray<TailModel> Tails { get; init; }

    /// <summary>The call of the handler itself: what its arguments travel as.</summary>
    public required CallModel Arguments { get; init; }

    /// <summary>The start's parameters as declared: those of the method's body, which may have other names than its callers know.</summary>
    public required EquatableArray<string> Parameters { get; init; }

    /// <summary>The contracts that call the arguments otherwise.</summary>
    public required EquatableArray<AliasModel> Aliases { get; init; }

    /// <summary>The calls it makes.</summary>
    public required EquatableArray<CallModel> Calls { get; init; }

    public required string? ResultType { get; init; }

    public required string? ResultCodec { get; init; }

    /// <summary>The wire names of the contract members it implements and of the handlers it overrides.</summary>
    public required EquatableArray<string> Implements { get; init; }

    /// <summary>How the assembly's registration reaches this handler's: past types that it cannot see.</summary>
    public required RegistrationModel Registration { get; init; }

    /// <summary>The typed client's view of it; null where its types are not visible outside.</summary>
    public required ClientModel? Client { get; init; }

    public required EquatableArray<CodecModel> Codecs { get; init; }

    public required EquatableArray<ExceptionCodecModel> Exceptions { get; init; }

    /// <summary>The part that the handler's own file is written from: a change of what has files of its own does not rewrite it.</summary>
    public HandlerModel Own => this with { Client = null, Codecs = [], Exceptions = Exceptions.Where(exception => exception.IsPrivate).ToEquatableArray() };
}
