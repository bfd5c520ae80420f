using System.Text.Json;
using DoubleBilling.Measuring;
using DoubleBilling.Prices;

namespace DoubleBilling.Report;

/// <summary>The figures, for programs to read.</summary>
internal static class Figures
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    public static void Save(string file, Measurement synchronous, Measurement split, IReadOnlyList<Cost> costs, IReadOnlyList<DepthRun> depths) => File.WriteAllText(file, JsonSerializer.Serialize(
        new
        {
            Synchronous = Of(synchronous),
            Split = Of(split),
            Costs = costs,
            Depths = depths.Select(static run => new { run.Depth, Synchronous = Of(run.Synchronous), Split = Of(run.Split) }),
        },
        s_options));

    private static object Of(Measurement run) => new
    {
        Invocations = run.Invocations.Count,
        run.BilledMilliseconds,
        run.ActiveMilliseconds,
        run.BilledOverActive,
        run.OverheadMilliseconds,
        run.Calls,
    };
}
