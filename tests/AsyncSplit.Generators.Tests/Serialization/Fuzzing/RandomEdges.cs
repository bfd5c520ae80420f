using System.Numerics;
using System.Text;

namespace AsyncSplit.Generators.Tests.Serialization.Fuzzing;

/// <summary>The values at the edges of simple types, and some between.</summary>
internal static class RandomEdges
{
    private static readonly Dictionary<Type, IReadOnlyList<object>> s_values = new()
    {
        [typeof(bool)] = [true, false],
        [typeof(byte)] = [byte.MinValue, byte.MaxValue, (byte)7],
        [typeof(sbyte)] = [sbyte.MinValue, sbyte.MaxValue, (sbyte)0],
        [typeof(short)] = [short.MinValue, short.MaxValue, (short)-1],
        [typeof(ushort)] = [ushort.MinValue, ushort.MaxValue],
        [typeof(int)] = [int.MinValue, int.MaxValue, 0, -1, 42],
        [typeof(uint)] = [uint.MinValue, uint.MaxValue],
        [typeof(long)] = [long.MinValue, long.MaxValue, 1L << 53],
        [typeof(ulong)] = [ulong.MinValue, ulong.MaxValue],
        [typeof(Int128)] = [Int128.MinValue, Int128.MaxValue, Int128.Zero],
        [typeof(UInt128)] = [UInt128.MinValue, UInt128.MaxValue],
        [typeof(nint)] = [nint.MinValue, nint.MaxValue],
        [typeof(nuint)] = [nuint.MinValue, nuint.MaxValue],
        [typeof(Half)] = [Half.NaN, Half.NegativeZero, Half.PositiveInfinity, Half.Epsilon, (Half)1.5],
        [typeof(float)] = [float.NaN, -0f, float.NegativeInfinity, float.Epsilon, 1f / 3],
        [typeof(double)] = [double.NaN, -0d, double.PositiveInfinity, double.Epsilon, 0.1 + 0.2, double.MaxValue],
        [typeof(decimal)] = [1.50m, decimal.Negate(0.00m), decimal.MaxValue, 1e-28m, 0m],
        [typeof(char)] = ['a', '\0', '\uD800', '$', '"'],
        [typeof(string)] = ["", "a", "\0", "\uDC00x", "$ref", "naïve \uD83D\uDE00", "{\"$type\":1}", "null", "\u2028"],
        [typeof(Guid)] = [Guid.Empty, Guid.AllBitsSet, new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)],
        [typeof(DateTime)] = [DateTime.MinValue, DateTime.MaxValue, new DateTime(638_000_000_000_000_001, DateTimeKind.Utc), new DateTime(638_000_000_000_000_001, DateTimeKind.Local)],
        [typeof(DateTimeOffset)] = [DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromMinutes(-210))],
        [typeof(DateOnly)] = [DateOnly.MinValue, DateOnly.MaxValue],
        [typeof(TimeOnly)] = [TimeOnly.MinValue, TimeOnly.MaxValue],
        [typeof(TimeSpan)] = [TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromTicks(-1)],
        [typeof(Uri)] = [new Uri("https://example.org/a%20b?q=ü"), new Uri("../x", UriKind.Relative)],
        [typeof(Version)] = [new Version(1, 2), new Version(1, 2, 3, 4)],
        [typeof(BigInteger)] = [BigInteger.Pow(-7, 91), BigInteger.Zero],
        [typeof(Rune)] = [new Rune('x'), new Rune(0x1F600)],
        [typeof(Index)] = [new Index(3), ^4],
    };

    /// <summary>Null for a type that is not simple.</summary>
    public static IReadOnlyList<object>? Of(Type type) => s_values.GetValueOrDefault(type);
}
