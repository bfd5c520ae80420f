using Microsoft.CodeAnalysis;

namespace AsyncSplit.Generators.Splitting.Tree;

/// <summary>A value that an expression has computed before an await and uses after it.</summary>
/// <param name="hint">What to name it after.</param>
/// <param name="type">Its type; null for the end of an await without a value.</param>
/// <param name="isResult">Whether it stands for the value of an await.</param>
/// <param name="isVariable">Whether it is assigned more than once, or used again and again: then it is declared and restored like a local.</param>
internal sealed class Temp(string hint, ITypeSymbol? type, bool isResult = false, bool isVariable = false)
{
    public string Hint { get; } = hint;

    public ITypeSymbol? Type { get; } = type;

    public bool IsResult { get; } = isResult;

    public bool IsVariable { get; } = isVariable;

    /// <summary>Its name in generated code, unique in the handler.</summary>
    public string Name { get; set; } = hint;

    /// <summary>Whether it is captured at a later boundary, so that it needs a name where it is computed.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Whether it is the resource of a using statement.</summary>
    public bool IsResource { get; init; }

    /// <summary>The user's expression whose value it is first; null for what only the split needs.</summary>
    public SyntaxNode? Origin { get; set; }

    /// <summary>The C# expression with which it starts, where a rest that has not captured it starts with that again.</summary>
    public string? Initial { get; init; }
}
