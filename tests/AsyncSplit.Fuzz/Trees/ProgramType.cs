using System.Collections.Immutable;

namespace AsyncSplit.Fuzz.Trees;

/// <summary>A type of the programs' language. Two are the same if they are written the same.</summary>
internal sealed class ProgramType(string text, TypeKind kind, params ImmutableArray<ProgramType> arguments) : IEquatable<ProgramType>
{
    public string Text { get; } = text;

    public TypeKind Kind { get; } = kind;

    /// <summary>Elements of tuples and collections, what a nullable may be.</summary>
    public ImmutableArray<ProgramType> Arguments { get; } = arguments;

    /// <summary>A tuple with names for its elements, which is the same type.</summary>
    public string NamedElements => $"({string.Join(", ", Arguments.Select((argument, index) => $"{argument} {(char)('A' + index)}"))})";

    public ProgramType Element => Arguments[0];

    /// <summary>Whether an object of it can change, so that it matters who else holds it.</summary>
    public bool IsShared => Kind is TypeKind.Array or TypeKind.Grid or TypeKind.List or TypeKind.Map or TypeKind.Set or TypeKind.Stack or TypeKind.Queue or TypeKind.Class || Arguments.Any(argument => argument.IsShared);

    public bool IsNumber => Kind is TypeKind.Integer or TypeKind.Small or TypeKind.Real;

    public bool IsReference => Kind is TypeKind.Text or TypeKind.Record or TypeKind.Class or TypeKind.Array or TypeKind.Grid or TypeKind.List or TypeKind.Map or TypeKind.Set or TypeKind.Stack or TypeKind.Queue;

    public bool Equals(ProgramType? other) => other?.Text == Text;

    public override bool Equals(object? other) => Equals(other as ProgramType);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
