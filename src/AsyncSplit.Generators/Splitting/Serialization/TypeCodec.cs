using System.Diagnostics.CodeAnalysis;
using AsyncSplit.Generators.Model;
using AsyncSplit.Generators.Model.Codecs;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>Whether and how values of a type cross a boundary. Immutable, compared by value.</summary>
internal sealed record TypeCodec
{
    /// <summary>The C# expression of type <c>Codec&lt;T&gt;</c>; null where the type cannot cross.</summary>
    public string? Expression { get; init; }

    /// <summary>What the JSON looks like, for the fingerprint: property names and kinds of values, not names of types.</summary>
    public string Shape { get; init; } = "";

    /// <summary>The codecs of user types that the expression needs, and that those need.</summary>
    public EquatableArray<CodecModel> Codecs { get; init; }

    /// <summary>The codecs of exception types that a value may hold.</summary>
    public EquatableArray<ExceptionCodecModel> Exceptions { get; init; }

    /// <summary>The objects whose identity can be observed that a value leads to.</summary>
    public EquatableArray<Reached> Reach { get; init; }

    /// <summary>Whether one value can hold the same object in two places, or hold itself: then identity has to be kept even when nothing else is captured.</summary>
    public bool MayRepeat => Identities.MayRepeat([Reach]);

    /// <summary>A task in it, which can cross only where the calls are known that it may stand for; null where there is none.</summary>
    public SerializationNote? Task { get; init; }

    /// <summary>What is lost, for types that cross without all their data: paths and reasons.</summary>
    public EquatableArray<SerializationNote> Losses { get; init; }

    /// <summary>Why the type cannot cross.</summary>
    public SerializationNote? Failure { get; init; }

    /// <summary>The member that cannot cross, for example <c>Cart.Lines[].Source</c>.</summary>
    public string? Path => Failure?.Path;

    /// <summary>Why it cannot, as a sentence without a full stop.</summary>
    public string? Reason => Failure?.Reason;

    [MemberNotNullWhen(true, nameof(Expression))]
    [MemberNotNullWhen(false, nameof(Failure), nameof(Path), nameof(Reason))]
    public bool IsSerializable => Failure is null;
}

/// <summary>A member and what is wrong with it.</summary>
internal sealed record SerializationNote(string Path, string Reason)
{
    /// <summary>The documentation id of the interface or abstract class that does not say which types it stands for, where that is what is wrong.</summary>
    public string? OpenType { get; init; }
}
