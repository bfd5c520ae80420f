using System.Globalization;

namespace AsyncSplit.Fuzz;

/// <summary>What the command line says.</summary>
internal sealed record Options
{
    public const string Usage = """
        dotnet run --project tests/AsyncSplit.Fuzz -- [options]
          --count N     how many programs (1000)
          --from N      the first seed; the others follow (fresh, and printed)
          --seed N      this program alone
          --time 60s    ends after so many seconds, minutes (m) or hours (h)
          --batch N     how many are compiled together
          --jobs N      how many batches run beside each other (one for each core)
          --print       prints the program of --seed instead of running it
          --generator F another generator's assembly, such as a mutant's (dotnet run --project tests/AsyncSplit.Mutation -- Name -o folder)
          --shared      entry points share what they can, not only what is long
          --no-shrink   reports differences as they are
          --keep-going  does not stop at a number of differences
        """;

    public int Count { get; init; } = 1000;

    public ulong From { get; init; } = FreshSeed();

    public TimeSpan Time { get; init; } = TimeSpan.MaxValue;

    public int Batch { get; init; } = 100;

    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>A path; null for the project's own.</summary>
    public string? Generator { get; init; }

    public bool Shares { get; init; }

    public bool Prints { get; init; }

    public bool Shrinks { get; init; } = true;

    public bool KeepsGoing { get; init; }

    /// <exception cref="FormatException">It is none.</exception>
    public static Options Parse(string[] args)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--count" => options with { Count = int.Parse(Value(args, ref i), CultureInfo.InvariantCulture) },
                "--from" => options with { From = ulong.Parse(Value(args, ref i), CultureInfo.InvariantCulture) },
                "--seed" => options with { From = ulong.Parse(Value(args, ref i), CultureInfo.InvariantCulture), Count = 1 },
                "--time" => options with { Time = Duration(Value(args, ref i)), Count = int.MaxValue },
                "--batch" => options with { Batch = int.Parse(Value(args, ref i), CultureInfo.InvariantCulture) },
                "--jobs" => options with { Jobs = int.Parse(Value(args, ref i), CultureInfo.InvariantCulture) },
                "--generator" => options with { Generator = Value(args, ref i) },
                "--shared" => options with { Shares = true },
                "--print" => options with { Prints = true },
                "--no-shrink" => options with { Shrinks = false },
                "--keep-going" => options with { KeepsGoing = true },
                _ => throw new FormatException($"There is no option '{args[i]}'."),
            };
        }

        return options;
    }

    /// <summary>A seed that nobody has used, short enough to be typed.</summary>
    public static ulong FreshSeed() => (ulong)DateTime.UtcNow.Ticks / TimeSpan.TicksPerMillisecond % 10_000_000_000 * 100_000;

    private static string Value(string[] args, ref int i) => ++i < args.Length ? args[i] : throw new FormatException($"'{args[i - 1]}' needs a value.");

    private static TimeSpan Duration(string text) => text[^1] switch
    {
        's' => TimeSpan.FromSeconds(double.Parse(text[..^1], CultureInfo.InvariantCulture)),
        'm' => TimeSpan.FromMinutes(double.Parse(text[..^1], CultureInfo.InvariantCulture)),
        'h' => TimeSpan.FromHours(double.Parse(text[..^1], CultureInfo.InvariantCulture)),
        _ => throw new FormatException($"'{text}' is no duration: 90s, 5m, 1h."),
    };
}
