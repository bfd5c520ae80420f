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

    /// <summary>Of the class that it is derived from, if it has inherited handlers.</summary>
    public const string BaseSuffix = "Base";

    public static string NameOf(ulong seed) => $"Seed{seed.ToString(CultureInfo.InvariantCulture)}";

    public ProgramTree Named(string name) => new(name, Rows, Methods);

    public ProgramTree WithRows(IEnumerable<string> rows) => new(Name, [.. rows], Methods);

    public ProgramTree WithMethods(IEnumerable<Method> methods) => new(Name, Rows, [.. methods]);

    public override Node With(ImmutableArray<object> segments) => new ProgramTree(Name, Rows, [.. segments.OfType<Method>().OrderBy(method => method.IsInherited)]);

    private static ImmutableArray<object> Layout(string name, ImmutableArray<string> rows, ImmutableArray<Method> methods) =>
    [
        $$"""
        using System.Globalization;
        using AsyncSplit;
        using Conformance;

        namespace Conformance.Cases;


        """,
        .. OfBase(name, [.. methods.Where(method => method.IsInherited)]),
        $$"""
        [Case]
        public partial class {{name}}(IValues values, IProbe probe, Journal journal){{(methods.Any(method => method.IsInherited) ? $" : {name}{BaseSuffix}(values, probe, journal)" : "")}}
        {
            public static IEnumerable<object?[]> Inputs => [{{string.Join(", ", rows.Select(row => $"[{row}]"))}}];


        """,
        .. methods.Where(method => !method.IsInherited).SelectMany(method => new object[] { method, "\n\n" }),
        "}\n",
    ];

    private static ImmutableArray<object> OfBase(string name, ImmutableArray<Method> methods) => methods.IsEmpty ? [] :
    [
        $"public abstract partial class {name}{BaseSuffix}(IValues values, IProbe probe, Journal journal)\n{{\n",
        .. methods.SelectMany(method => new object[] { method, "\n\n" }),
        "}\n\n",
    ];
}
