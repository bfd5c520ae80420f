namespace AsyncSplit.Testing.Lambda;

/// <summary>How a <see cref="LambdaService"/> runs.</summary>
public sealed record LambdaServiceOptions
{
    /// <summary>Where the queues are: the address of an emulator, or of SQS. Needed where a function has a queue; functions find it in <c>AWS_ENDPOINT_URL_SQS</c>.</summary>
    public Uri? SqsEndpoint { get; init; }

    /// <summary>Where tables are, which functions find in <c>AWS_ENDPOINT_URL_DYNAMODB</c>.</summary>
    public Uri? DynamoDbEndpoint { get; init; }

    /// <summary>The region that functions find in <c>AWS_REGION</c>.</summary>
    public string Region { get; init; } = "eu-west-1";

    /// <summary>The account in the names of functions and queues.</summary>
    public string AccountId { get; init; } = "000000000000";

    /// <summary>Environment variables of all functions. A function's own come before them.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a function's processes are stopped (SIGSTOP) between invocations, as in Lambda: nothing runs in the background.</summary>
    public bool Freezes { get; init; } = true;

    /// <summary>For how long an environment without an invocation is kept.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an environment may take until it asks for its first invocation.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The pause before an invocation of type <c>Event</c> that has failed is made again; twice as long before the second time, which is the last.</summary>
    public TimeSpan EventRetryDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What goes wrong. Nothing by default.</summary>
    public LambdaFaults? Faults { get; init; }

    /// <summary>Gets what functions write, and a line for each invocation. May be called by several threads at once.</summary>
    public Action<LambdaLogLine>? Log { get; init; }
}
