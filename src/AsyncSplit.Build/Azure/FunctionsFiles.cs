using System.Globalization;
using AsyncSplit.Build.Aws;
using AsyncSplit.Build.Deployment;
using AsyncSplit.Functions;
using AsyncSplit.Json;

namespace AsyncSplit.Build.Azure;

/// <summary>Writes what the host of Azure Functions reads: <c>host.json</c>, a folder with <c>function.json</c> for each function, and the settings, for the local host and for the application in the cloud.</summary>
internal static class FunctionsFiles
{
    public const string Host = "host.json";
    public const string LocalSettings = "local.settings.json";
    public const string Settings = "azure-settings.json";

    /// <summary>The name under which the host hands a message over.</summary>
    public const string Binding = "envelope";

    private const string Connection = "AzureWebJobsStorage";

    // How many messages an instance takes from a queue at a time, where no function asks for less.
    private const int DefaultBatch = 16;

    /// <summary>The files by their names, with <c>/</c>.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Write(DeploymentPlan plan)
    {
        yield return new(Host, JsonWriter.Indented(HostFile(plan)));
        foreach (var function in plan.Functions)
        {
            yield return new($"{function.Name}/function.json", JsonWriter.Indented(FunctionFile(function, plan.Options)));
        }

        var settings = Variables(plan.Options).ToList();
        var local = new JsonMap { { Connection, "UseDevelopmentStorage=true" }, { "FUNCTIONS_WORKER_RUNTIME", "custom" } };
        foreach (var setting in settings)
        {
            local.Add(setting.Key, setting.Value);
        }

        yield return new(LocalSettings, JsonWriter.Indented(new JsonMap { { "IsEncrypted", false }, { "Values", local } }));
        yield return new(Settings, JsonWriter.Indented(JsonList.From(settings.Select(setting => new JsonMap { { "name", setting.Key }, { "value", setting.Value }, { "slotSetting", false } }))));
    }

    private static JsonMap HostFile(DeploymentPlan plan)
    {
        // The host has one setting for all queues: the function that takes least decides. What runs at a time is a batch and what is fetched when no more than the threshold are left of it.
        var concurrency = plan.Functions.Min(function => function.MaxConcurrency) ?? DefaultBatch * 3 / 2;
        var threshold = concurrency / 3;
        var timeout = TimeSpan.FromSeconds(plan.Functions.Max(function => function.TimeoutSeconds));
        return new JsonMap
        {
            { "version", "2.0" },
            { "functionTimeout", timeout.ToString("c", CultureInfo.InvariantCulture) },
            {
                "customHandler", new JsonMap
                {
                    { "description", new JsonMap { { "defaultExecutablePath", plan.Options.Assembly } } },
                    { "enableForwardingHttpRequest", false },
                }
            },
            { "extensionBundle", new JsonMap { { "id", "Microsoft.Azure.Functions.ExtensionBundle" }, { "version", "[4.*, 5.0.0)" } } },
            {
                "extensions", new JsonMap
                {
                    {
                        "queues", new JsonMap
                        {
                            { "batchSize", Math.Min(concurrency - threshold, 32) },
                            { "newBatchThreshold", threshold },
                            { "maxDequeueCount", AwsSettings.MaxReceives },
                            { "maxPollingInterval", "00:00:02" },
                            { "visibilityTimeout", "00:00:30" },
                            { "messageEncoding", "base64" },
                        }
                    },
                }
            },
        };
    }

    private static JsonMap FunctionFile(DeployedFunction function, DeploymentOptions options) =>
        new()
        {
            {
                "bindings", JsonList.Of(new JsonMap
                {
                    { "type", "queueTrigger" },
                    { "direction", "in" },
                    { "name", Binding },
                    { "queueName", StorageQueueNames.Of(options.Application, function.Name) },
                    { "connection", Connection },
                })
            },
        };

    private static IEnumerable<KeyValuePair<string, string>> Variables(DeploymentOptions options)
    {
        yield return new("ASYNCSPLIT_APPLICATION", options.Application);
        yield return new("ASYNCSPLIT_GRANULARITY", options.Granularity.ToString());
        yield return new("ASYNCSPLIT_DELIVERY", options.Delivery);
        yield return new("ASYNCSPLIT_TABLE", TableName(options));
        if (options.HasClaimChecks)
        {
            yield return new("ASYNCSPLIT_BUCKET", $"{options.Application}-claims");
        }

        foreach (var route in AwsSettings.Routes(options))
        {
            yield return route;
        }
    }

    // A table has letters and digits only.
    private static string TableName(DeploymentOptions options) => $"{options.Application.Replace("-", "")}chains";
}
