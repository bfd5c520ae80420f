namespace AsyncSplit.Benchmarks.Compare;

/// <summary>What the rounds of a scenario gave.</summary>
internal sealed class Comparison(Scenario scenario, IReadOnlyList<Measurement> ours, IReadOnlyList<Measurement> other)
{
    public string Scenario => scenario.Name;

    public string OursIs => scenario.Ours;

    public string OtherIs => scenario.Other;

    public string Unit => scenario.Unit;

    public string Target => scenario.Target.ToString();

    public double Ratio => Median(Ratios);

    public bool IsMet => scenario.Target.IsMetBy(Ratio);

    /// <summary>Round by round.</summary>
    public IReadOnlyList<double> Ratios { get; } = [.. ours.Zip(other, static (left, right) => left.Value / right.Value)];

    public IReadOnlyList<Measurement> Ours => ours;

    public IReadOnlyList<Measurement> Other => other;

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
