namespace DoubleBilling;

/// <summary>How much is run, and where the pictures go.</summary>
internal sealed record Options
{
    /// <summary>The folder of the pictures; none are written without one.</summary>
    public string? Pictures { get; init; }

    /// <summary>The time of the external job below three services.</summary>
    public TimeSpan Job { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a service works before its call, and again after it.</summary>
    public TimeSpan Work { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The depths to which services are nested for the second measurement.</summary>
    public IReadOnlyList<int> Depths { get; init; } = [1, 2, 3, 4, 5, 6, 7, 8];

    /// <summary>The time of the external job below them.</summary>
    public TimeSpan DepthJob { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long each level works before and after its call.</summary>
    public TimeSpan DepthWork { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether what the functions write is shown.</summary>
    public bool ShowsLog { get; init; }

    /// <summary>Whether it fails when more is billed than <see cref="MaxBilledOverActive"/>: for a machine that does nothing else.</summary>
    public bool Checks { get; init; }

    /// <summary>The aim: what (b) is billed, over what its services work.</summary>
    public double MaxBilledOverActive { get; init; } = 1.05;

    /// <exception cref="ArgumentException">An argument is not known.</exception>
    public static Options Parse(string[] arguments)
    {
        var options = new Options();
        for (var index = 0; index < arguments.Length; index++)
        {
            options = arguments[index] switch
            {
                "--quick" => options with { Job = TimeSpan.FromSeconds(2), Depths = [1, 2, 4], DepthJob = TimeSpan.FromSeconds(1) },
                "--pictures" when index + 1 < arguments.Length => options with { Pictures = arguments[++index] },
                "--check" => options with { Checks = true },
                "--log" => options with { ShowsLog = true },
                var unknown => throw new ArgumentException($"Unknown: {unknown}. There are --quick, for shorter waits, --pictures FOLDER, --check, for an error where more is billed than is aimed at, and --log, for what the functions write.", nameof(arguments)),
            };
        }

        return options;
    }
}
