using System.Globalization;
using AsyncSplit.Build.Deployment;

namespace AsyncSplit.Build.Aws;

/// <summary>What both kinds of AWS files say alike.</summary>
internal static class AwsSettings
{
    /// <summary>What <c>dotnet publish</c> leaves beside the files.</summary>
    public const string Package = "package.zip";

    public const int BatchSize = 10;

    /// <summary>The longest that SQS keeps a message: 14 days.</summary>
    public const int RetentionSeconds = 1209600;

    /// <summary>How often SQS delivers a message before it becomes a dead letter. The runtime parks an envelope after ten deliveries, in a form that can be read: this is for what does not come so far.</summary>
    public const int MaxReceives = 15;

    public const string DeadLetters = "dead-letters";

    /// <summary>What the runtime makes of the table.</summary>
    public static readonly string[] TableActions = ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:Query"];

    public static readonly string[] ReceiveActions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes"];
    public static readonly string[] SendActions = ["sqs:SendMessage"];
    public static readonly string[] LogActions = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];
    public static readonly string[] BucketActions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];

    // A role's policies have 10,240 characters together, and the name of a queue takes up to a hundred.
    private const int MaxQueuesByName = 80;

    /// <summary>How long a received message is not delivered again: six times the time-out, as Lambda wants it for batches that are tried again; 12 hours at most.</summary>
    public static int VisibilitySeconds(DeployedFunction function) => Math.Min(6 * function.TimeoutSeconds, 43200);

    public static string TableName(DeploymentOptions options) => $"{options.Application}-chains";

    public static string NameOf(DeploymentOptions options, string resource) => $"{options.Application}-{resource}";

    /// <summary>The queues that a function may send to, by name; null where there are too many for a policy: then all of the application's.</summary>
    public static IReadOnlyList<string>? SendsTo(DeployedFunction function) => function.SendsTo.Count + function.Routes.Count <= MaxQueuesByName ? function.SendsTo : null;

    /// <summary>The variables of a function. Those that stand for resources are for the caller to add.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Variables(DeployedFunction function, DeploymentOptions options)
    {
        yield return new("ASYNCSPLIT_APPLICATION", options.Application);
        yield return new("ASYNCSPLIT_FUNCTION", function.Name);
        yield return new("ASYNCSPLIT_GRANULARITY", options.Granularity.ToString());
        yield return new("ASYNCSPLIT_DELIVERY", options.Delivery);
        if (options.IsManaged)
        {
            // The managed runtime does not tell a handler of streams when its time is up.
            yield return new("ASYNCSPLIT_TIMEOUT", function.TimeoutSeconds.ToString(CultureInfo.InvariantCulture));
        }

        foreach (var route in Routes(options))
        {
            yield return route;
        }
    }

    /// <summary>The variables that name the queues of other applications.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Routes(DeploymentOptions options) =>
        options.Routes.Select((route, index) => new KeyValuePair<string, string>($"ASYNCSPLIT_ROUTE_{(index + 1).ToString(CultureInfo.InvariantCulture)}", $"{route.Pattern}={route.Queue}"));
}
