namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>One type within a resolution: the expression and shape of its codec, or the failure.</summary>
internal readonly record struct Resolved(string Expression, string Shape, bool MayAlias, SerializationNote? Failure = null)
{
    public static Resolved Fail(string reason, string path = "") => new("", "", false, new SerializationNote(path, reason));

    /// <summary>The same failure as seen from the type around.</summary>
    public Resolved Within(string segment) => Failure is null ? this : this with { Failure = Failure with { Path = segment + Failure.Path } };
}
