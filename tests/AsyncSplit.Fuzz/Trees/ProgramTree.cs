using System.Collections.Immutable;
using System.Globalization;

namespace AsyncSplit.Fuzz.Trees;

/// <summary>A whole program: a case class with its handlers and rows of inputs.</summary>
internal sealed class ProgramTree : Node
{
    public ProgramTree(string name, IEnumerable<string> rows, IEnumerable<Method> methods)
        : this(name, [.. rows], [.. methods])
    {
    }

    private ProgramTree(string name, ImmutableArray<string> rows, ImmutableArray<Method> methods)
        : base(Layout(name, rows, methods))
    {
        Name = name;
        Rows = rows;
        Methods = methods;
    }

    /// <summary>The class's name.</summary>
    public string Name { get; }

    /// <summary>What stands in the brackets of each row.</summary>
    public ImmutableArray<string> Rows { get; }

    public ImmutableArray<Method> Methods { get; }

    public static string NameOf(ulong seed) => $"Seed{seed.ToString(CultureInfo.InvariantCulture)}";

    public ProgramTree Named(string name) => new(name, Rows, Methods);

    public ProgramTree WithRows(IEnumerable<string> rows) => new(Name, [.. rows], Methods);

    public ProgramTree WithMethods(IEnumerable<Method> methods) => new(Name, Rows, [.. methods]);

    public override Node With(ImmutableArray<object> segments) => new ProgramTree(Name, Rows, [.. segments.OfType<Method>()]);

    private static ImmutableArray<object> Layout(string name, ImmutableArray<string> rows, ImmutableArray<Method> methods) =>
    [
        $$"""
        using System.Globalization;
        using AsyncSplit;
        using Conformance;

        namespace Conformance.Cases;

        [Case]
        public partial class {{name}}(IValues values, IProbe probe, Journal journal)
        {
            public static IEnumerable<object?[]> Inputs => [{{string.Join(", ", rows.Select(row => $"[{row}]"))}}];


        """,
        .. methods.SelectMany(method => new object[] { method, "\n\n" }),
        "}\n",
    ];
}
