using System.Collections.Immutable;

namespace AsyncSplit.Fuzz.Trees;

/// <summary>The types that programs are made of.</summary>
internal static class Types
{
    public static readonly ProgramType Int = new("int", TypeKind.Integer);
    public static readonly ProgramType Long = new("long", TypeKind.Integer);
    public static readonly ProgramType UInt = new("uint", TypeKind.Integer);
    public static readonly ProgramType ULong = new("ulong", TypeKind.Integer);
    public static readonly ProgramType Int128 = new("Int128", TypeKind.Integer);
    public static readonly ProgramType UInt128 = new("UInt128", TypeKind.Integer);
    public static readonly ProgramType Byte = new("byte", TypeKind.Small);
    public static readonly ProgramType SByte = new("sbyte", TypeKind.Small);
    public static readonly ProgramType Short = new("short", TypeKind.Small);
    public static readonly ProgramType UShort = new("ushort", TypeKind.Small);
    public static readonly ProgramType Char = new("char", TypeKind.Small);
    public static readonly ProgramType Half = new("Half", TypeKind.Real);
    public static readonly ProgramType Float = new("float", TypeKind.Real);
    public static readonly ProgramType Double = new("double", TypeKind.Real);
    public static readonly ProgramType Decimal = new("decimal", TypeKind.Real);
    public static readonly ProgramType Bool = new("bool", TypeKind.Bool);
    public static readonly ProgramType Text = new("string", TypeKind.Text);
    public static readonly ProgramType Shade = new("Shade", TypeKind.Plain);
    public static readonly ProgramType DayOfWeek = new("DayOfWeek", TypeKind.Plain);
    public static readonly ProgramType Time = new("DateTime", TypeKind.Plain);
    public static readonly ProgramType Span = new("TimeSpan", TypeKind.Plain);
    public static readonly ProgramType Guid = new("Guid", TypeKind.Plain);
    public static readonly ProgramType Item = new("Item", TypeKind.Record);
    public static readonly ProgramType Label = new("Label", TypeKind.Record);
    public static readonly ProgramType Point = new("Point", TypeKind.Struct);
    public static readonly ProgramType Cell = new("Cell", TypeKind.Struct);
    public static readonly ProgramType Box = new("Box", TypeKind.Class);

    public static readonly ProgramType Exception = new("Exception", TypeKind.Class);

    /// <summary>Of what is no value: a list of arms, a spread.</summary>
    public static readonly ProgramType Nothing = new("", TypeKind.Class);

    public static readonly ImmutableArray<ProgramType> Numbers = [Int, Long, UInt, ULong, Int128, UInt128, Byte, SByte, Short, UShort, Char, Half, Float, Double, Decimal];

    /// <summary>Values without parts.</summary>
    public static readonly ImmutableArray<ProgramType> Simple = [.. Numbers, Bool, Text, Shade, DayOfWeek, Time, Span, Guid];

    /// <summary>The ones with names.</summary>
    public static readonly ImmutableArray<ProgramType> Named = [.. Simple, Item, Label, Point, Cell, Box];

    public static ProgramType Nullable(ProgramType type) => new($"{type}?", TypeKind.Nullable, type);

    public static ProgramType Tuple(params ImmutableArray<ProgramType> elements) => new($"({string.Join(", ", elements)})", TypeKind.Tuple, elements);

    public static ProgramType Array(ProgramType element) => new($"{element}[]", TypeKind.Array, element);

    public static ProgramType Grid(ProgramType element) => new($"{element}[,]", TypeKind.Grid, element);

    public static ProgramType List(ProgramType element) => new($"List<{element}>", TypeKind.List, element);

    public static ProgramType Set(ProgramType element) => new($"HashSet<{element}>", TypeKind.Set, element);

    public static ProgramType Stack(ProgramType element) => new($"Stack<{element}>", TypeKind.Stack, element);

    public static ProgramType Queue(ProgramType element) => new($"Queue<{element}>", TypeKind.Queue, element);

    public static ProgramType Map(ProgramType key, ProgramType value) => new($"Dictionary<{key}, {value}>", TypeKind.Map, key, value);
}
