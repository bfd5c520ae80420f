using System.Globalization;

namespace AsyncSplit.Benchmarks.Compare;

/// <summary>What a ratio is to be.</summary>
/// <param name="Bound">The bound.</param>
/// <param name="IsUpper">Whether the ratio is to stay below it; else above.</param>
public readonly record struct Target(double Bound, bool IsUpper)
{
    public static Target AtMost(double bound) => new(bound, IsUpper: true);

    public static Target AtLeast(double bound) => new(bound, IsUpper: false);

    public bool IsMetBy(double ratio) => IsUpper ? ratio <= Bound : ratio >= Bound;

    public override string ToString() => (IsUpper ? "≤" : "≥") + Bound.ToString("0.##", CultureInfo.InvariantCulture);
}
