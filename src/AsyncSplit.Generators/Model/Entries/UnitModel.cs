using AsyncSplit.Generators.Model.Files;
using AsyncSplit.Generators.Model.Manifests;

namespace AsyncSplit.Generators.Model.Entries;

/// <summary>The entry points of one piece of source that is split for itself, and what travels between them: a handler's body, or a lifted function of it. Immutable, compared by value.</summary>
internal sealed record UnitModel
{
    public required string WireName { get; init; }

    /// <summary>The fully qualified name of the handler's type.</summary>
    public required string Type { get; init; }

    public required bool IsStatic { get; init; }

    /// <summary>Whether the whole assembly sees the record of the arguments: not of a lifted function, nor where the types of the parameters are private.</summary>
    public required bool HasVisibleArguments { get; init; }

    /// <summary>What the names of the generated members begin with: the handler's name, and behind it that of the lifted function.</summary>
    public required string Prefix { get; init; }

    /// <summary>The nested static class with the state and call records, for example <c>PlaceAsyncChain</c>.</summary>
    public required string Holder { get; init; }

    /// <summary>State and end-of-await parameters, named so that they hide nothing of the user's.</summary>
    public required string StateParameter { get; init; }

    public required string ResumedParameter { get; init; }

    public required string FuturesParameter { get; init; }

    public required EntryModel Start { get; init; }

    public required EquatableArray<EntryModel> ResumePoints { get; init; }

    /// <summary>What several of them go on with.</summary>
    public required EquatableArray<TailModel> Tails { get; init; }

    /// <summary>The start's parameters as declared: those of the body, which may have other names than its callers know, then what a lifted function captures.</summary>
    public required EquatableArray<string> Parameters { get; init; }

    /// <summary>The contracts that call the arguments otherwise.</summary>
    public EquatableArray<AliasModel> Aliases { get; init; }

    /// <summary>The call of the handler or function itself: what its arguments travel as.</summary>
    public required CallModel Arguments { get; init; }

    /// <summary>The calls it makes, those of lifted functions left out: they have records of their own.</summary>
    public required EquatableArray<CallModel> Calls { get; init; }

    /// <summary>What the manifest says of it beyond that.</summary>
    public required UnitOutline Outline { get; init; }

    public required string? ResultType { get; init; }

    public required string? ResultCodec { get; init; }
}
