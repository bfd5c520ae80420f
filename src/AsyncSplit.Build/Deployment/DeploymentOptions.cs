using AsyncSplit.Functions;

namespace AsyncSplit.Build.Deployment;

/// <summary>What the properties of the project say.</summary>
internal sealed record DeploymentOptions
{
    public const string AtLeastOnce = "AtLeastOnce";
    public const string ExactlyOnce = "ExactlyOnce";

    /// <summary>The runtime for a <c>bootstrap</c>; any other is a managed one.</summary>
    public const string CustomRuntime = "provided.al2023";

    /// <summary>The application's name, which all resources begin with.</summary>
    public required string Application { get; init; }

    /// <summary>The project's assembly.</summary>
    public required string Assembly { get; init; }

    public FunctionGranularity Granularity { get; init; }

    public string Delivery { get; init; } = AtLeastOnce;

    /// <summary>Lambda's name of the runtime.</summary>
    public string Runtime { get; init; } = CustomRuntime;

    /// <summary>Lambda's name of the processor.</summary>
    public string Architecture { get; init; } = "x86_64";

    /// <summary>Where nothing else is said of a function.</summary>
    public int MemoryMb { get; init; } = 512;

    /// <inheritdoc cref="MemoryMb"/>
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>Whether large envelopes go through a bucket.</summary>
    public bool HasClaimChecks { get; init; }

    public IReadOnlyList<Route> Routes { get; init; } = [];

    public bool IsManaged => Runtime != CustomRuntime;

    /// <summary>Reads the granularity.</summary>
    /// <exception cref="DeploymentException">There is none of that name.</exception>
    public static FunctionGranularity ReadGranularity(string value) =>
        Enum.TryParse<FunctionGranularity>(value, ignoreCase: true, out var granularity) && Enum.IsDefined(typeof(FunctionGranularity), granularity)
            ? granularity
            : throw new DeploymentException($"AsyncSplitGranularity is '{value}'; it can be Handler, EntryPoint or One");

    /// <exception cref="DeploymentException">A value cannot be deployed.</exception>
    public void Validate()
    {
        if (Application.Length is 0 or > ResourceNames.MaxApplicationLength || !ResourceNames.IsApplication(Application))
        {
            throw new DeploymentException($"AsyncSplitApplication is '{Application}'; it can have {ResourceNames.MaxApplicationLength} lower-case letters, digits and single hyphens, and begins with a letter");
        }

        if (Delivery is not (AtLeastOnce or ExactlyOnce))
        {
            throw new DeploymentException($"AsyncSplitDelivery is '{Delivery}'; it can be {AtLeastOnce} or {ExactlyOnce}");
        }

        DeployLimits.Check(nameof(MemoryMb), MemoryMb, "AsyncSplitMemoryMb", null, 0);
        DeployLimits.Check(nameof(TimeoutSeconds), TimeoutSeconds, "AsyncSplitTimeoutSeconds", null, 0);
        foreach (var route in Routes)
        {
            route.Validate();
        }
    }
}
