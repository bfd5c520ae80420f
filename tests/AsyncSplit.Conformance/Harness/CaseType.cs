using System.Reflection;

namespace AsyncSplit.Conformance.Harness;

/// <summary>A class marked <c>[Case]</c>.</summary>
internal sealed class CaseType
{
    private readonly Func<IEnumerable<object?[]>> _inputs;

    public CaseType(Type type, Func<IEnumerable<object?[]>> inputs)
    {
        _inputs = inputs;
        Type = type;
        Run = type.GetMethod("Run") ?? throw new InvalidOperationException($"{type.Name} has no public Run.");
        var mark = type.GetCustomAttributes().Single(attribute => attribute.GetType().Name == "CaseAttribute");
        UnorderedJournal = (bool)mark.GetType().GetProperty("UnorderedJournal")!.GetValue(mark)!;
    }

    public Type Type { get; }

    public MethodInfo Run { get; }

    public bool UnorderedJournal { get; }

    /// <summary>The rows, read anew.</summary>
    public IReadOnlyList<object?[]> Inputs() => [.. _inputs()];
}
