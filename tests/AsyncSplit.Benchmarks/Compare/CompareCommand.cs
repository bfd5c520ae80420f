using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AsyncSplit.Benchmarks.Compare;

/// <summary><c>compare [scenario…] [--quick] [--rounds N] [--json FILE] [--list]</c>: runs scenarios and prints a line for each.</summary>
internal static class CompareCommand
{
    private const int FewestRounds = 5;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        var names = new List<string>();
        var (isQuick, isList, rounds, json) = (false, false, FewestRounds, (string?)null);
        for (var index = 0; index < args.Count; index++)
        {
            switch (args[index])
            {
                case "--quick":
                    isQuick = true;
                    break;
                case "--list":
                    isList = true;
                    break;
                case "--rounds" when index + 1 < args.Count && int.TryParse(args[index + 1], CultureInfo.InvariantCulture, out rounds) && rounds >= FewestRounds:
                    index++;
                    break;
                case "--json" when index + 1 < args.Count:
                    json = args[++index];
                    break;
                case var option when option.StartsWith('-'):
                    return await RefuseAsync($"'{option}' is not understood. compare [scenario…] [--quick] [--rounds N, at least {FewestRounds}] [--json FILE] [--list]").ConfigureAwait(false);
                case var name:
                    names.Add(name);
                    break;
            }
        }

        var all = Scenarios();
        var unknown = names.Find(name => !all.Exists(scenario => IsMeant(scenario, name)));
        if (unknown is not null)
        {
            return await RefuseAsync($"There is no scenario '{unknown}'. There are: {string.Join(", ", all.Select(scenario => scenario.Name))}").ConfigureAwait(false);
        }

        var wanted = all.FindAll(scenario => names.Count > 0 ? names.Exists(name => IsMeant(scenario, name)) : !(isQuick && scenario.IsLong));
        if (isList)
        {
            wanted.ForEach(scenario => Console.WriteLine($"{scenario.Name}  {scenario.Ours}, against {scenario.Other}: {scenario.Target}"));
            return 0;
        }

        var found = new List<Comparison>();
        foreach (var scenario in wanted)
        {
            await using (scenario.ConfigureAwait(false))
            {
                found.Add(await RunAsync(scenario, isQuick, rounds).ConfigureAwait(false));
            }

            Console.WriteLine(Line(found[^1]));
        }

        if (json is not null)
        {
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(new { Machine = MachineOf(isQuick), Comparisons = found }, s_json)).ConfigureAwait(false);
        }

        return 0;
    }

    /// <summary>All scenarios of this program, by name.</summary>
    private static List<Scenario> Scenarios() =>
        [.. typeof(Scenario).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Scenario)) && !type.IsAbstract).Select(type => (Scenario)Activator.CreateInstance(type)!).OrderBy(scenario => scenario.Name, StringComparer.Ordinal)];

    /// <summary>A scenario is asked for by its name, or several by what their names begin with.</summary>
    private static bool IsMeant(Scenario scenario, string name) => scenario.Name == name || scenario.Name.StartsWith(name + "-", StringComparison.Ordinal);

    private static async Task<Comparison> RunAsync(Scenario scenario, bool isQuick, int rounds)
    {
        await scenario.SetUpAsync(isQuick).ConfigureAwait(false);
        var (ours, other) = (new List<Measurement>(), new List<Measurement>());
        for (var round = -1; round < rounds; round++)
        {
            var (left, right) = (default(Measurement), default(Measurement));
            foreach (var isOurs in round % 2 == 0 ? [true, false] : (bool[])[false, true])
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect();
                if (isOurs)
                {
                    left = await scenario.OursAsync().ConfigureAwait(false);
                }
                else
                {
                    right = await scenario.OtherAsync().ConfigureAwait(false);
                }
            }

            if (round >= 0)
            {
                ours.Add(left);
                other.Add(right);
            }
        }

        return new Comparison(scenario, ours, other);
    }

    private static string Line(Comparison found) => string.Create(
        CultureInfo.InvariantCulture,
        $"ratio {found.Scenario} {found.Ratio:0.###} target {found.Target} {(found.IsMet ? "ok" : "short")} | {found.Ratios.Min():0.###} to {found.Ratios.Max():0.###} in {found.Ratios.Count} rounds | ours {Side(found.Ours, found.Unit)} | other {Side(found.Other, found.Unit)}");

    private static string Side(IReadOnlyList<Measurement> measurements, string unit) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Comparison.Median(measurements.Select(one => one.Value)):0.##} {unit}, {Megabytes(Comparison.Median(measurements.Select(one => (double)one.AllocatedBytes)))} allocated, peak {Megabytes(measurements.Max(one => one.PeakBytes))}");

    private static string Megabytes(double bytes) => (bytes / 1_000_000).ToString("0.##", CultureInfo.InvariantCulture) + " MB";

    private static object MachineOf(bool isQuick) => new
    {
        At = DateTimeOffset.UtcNow.ToString("u", CultureInfo.InvariantCulture),
        Runtime = RuntimeInformation.FrameworkDescription,
        System = RuntimeInformation.OSDescription,
        Architecture = RuntimeInformation.ProcessArchitecture.ToString(),
        Processors = Environment.ProcessorCount,
        IsQuick = isQuick,
    };

    private static async Task<int> RefuseAsync(string why)
    {
        await Console.Error.WriteLineAsync(why).ConfigureAwait(false);
        return 2;
    }
}
