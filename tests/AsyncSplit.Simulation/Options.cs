using System.Globalization;
using AsyncSplit.Simulation.Worlds;

namespace AsyncSplit.Simulation;

/// <summary>What the command line says.</summary>
internal sealed record Options
{
    public const string Usage = """
        dotnet run -c Release --project tests/AsyncSplit.Simulation -- [options]
          --from N         the first seed (0)
          --seeds M        how many (1000)
          --jobs J         how many at a time (as many as there are processors)
          --queues         in queues and a table, where each operation may be the last
          --scenario "..." this one alone, as a violation prints it, with its trace
        """;

    public int From { get; init; }

    public int Seeds { get; init; } = 1000;

    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether queue and store are apart.</summary>
    public bool Queues { get; init; }

    public Scenario? Scenario { get; init; }

    /// <exception cref="FormatException">It is none.</exception>
    public static Options Parse(string[] args)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--from" => options with { From = Number(args, ref i) },
                "--seeds" => options with { Seeds = Number(args, ref i) },
                "--jobs" => options with { Jobs = Math.Max(1, Number(args, ref i)) },
                "--queues" => options with { Queues = true },
                "--scenario" => options with { Scenario = Scenario.Parse(Value(args, ref i)) },
                _ => throw new FormatException($"There is no option '{args[i]}'."),
            };
        }

        return options;
    }

    private static int Number(string[] args, ref int i) => int.Parse(Value(args, ref i), CultureInfo.InvariantCulture);

    private static string Value(string[] args, ref int i) => ++i < args.Length ? args[i] : throw new FormatException($"'{args[i - 1]}' needs a value.");
}
