using AsyncSplit.Generators.Model;

namespace AsyncSplit.Generators.Splitting.Serialization;

/// <summary>One type within a resolution: the expression and shape of its codec and what its values hold, or the failure.</summary>
internal readonly record struct Resolved(string Expression, string Shape, EquatableArray<Held> Holds, SerializationNote? Failure = null)
{
    public static Resolved Fail(string reason, string path = "") => new("", "", [], new SerializationNote(path, reason));

    /// <summary>A value without identity, which holds no objects.</summary>
    public static Resolved Value(string expression, string shape) => new(expression, shape, []);

    /// <summary>An object.</summary>
    public static Resolved Object(string expression, string shape, string identity) => new(expression, shape, [new Held(identity, null)]);

    /// <summary>The same failure as seen from the type around.</summary>
    public Resolved Within(string segment) => Failure is null ? this : this with { Failure = Failure with { Path = segment + Failure.Path } };

    /// <summary>What the elements of a collection hold.</summary>
    public IEnumerable<Held> Elements => Holds.Select(held => held with { Many = true });
}
