using System.Collections.Immutable;

namespace AsyncSplit.Fuzz.Trees;

/// <summary>An expression of a type. Written so that it can stand anywhere: what needs parentheses has them.</summary>
internal sealed class Expression : Node
{
    public Expression(ProgramType type, NodeText text)
        : this(type, text.Segments, false, false)
    {
    }

    private Expression(ProgramType type, ImmutableArray<object> segments, bool isConstant, bool isLiteral)
        : base(segments)
    {
        Type = type;
        IsConstant = isConstant;
        IsLiteral = isLiteral;
    }

    public ProgramType Type { get; }

    /// <summary>Whether the compiler computes it: it then reports overflows and divisions by zero as errors.</summary>
    public bool IsConstant { get; }

    /// <summary>Whether it is as small as an expression of its type can be.</summary>
    public bool IsLiteral { get; }

    public static Expression Constant(ProgramType type, string text) => new(type, [text], true, true);

    public static Expression Literal(ProgramType type, string text) => new(type, [text], false, true);

    /// <summary>As a statement of its own has it, where it stands in parentheses.</summary>
    public Expression WithoutParentheses() => Segments is ["(", .., ")"]
        ? new(Type, Segments[1..^1], IsConstant, false)
        : this;

    /// <summary>Without the exclamation mark that an assignment's target cannot end with.</summary>
    public Expression WithoutSuppression() => Segments[^1] is string last && last.EndsWith('!') ? new(Type, [.. Segments[..^1], last[..^1]], IsConstant, IsLiteral) : this;

    public override Node With(ImmutableArray<object> segments) => new Expression(Type, segments, IsConstant, false);
}
