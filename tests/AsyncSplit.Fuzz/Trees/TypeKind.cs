namespace AsyncSplit.Fuzz.Trees;

/// <summary>What can be done with values of a type.</summary>
internal enum TypeKind
{
    /// <summary>int, long, Int128, nint …: arithmetic on the type itself.</summary>
    Integer,

    /// <summary>byte, short, char: arithmetic is done on int.</summary>
    Small,

    /// <summary>float, double, Half, decimal.</summary>
    Real,

    Bool,
    Text,

    /// <summary>Enums, dates, Guids and the like.</summary>
    Plain,

    Nullable,
    Tuple,
    Array,
    Grid,
    List,
    Map,
    Set,
    Stack,
    Queue,

    /// <summary>An immutable record class.</summary>
    Record,

    /// <summary>A struct.</summary>
    Struct,

    /// <summary>A class with changing members.</summary>
    Class,
}
