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

    private const string Connection = "AzureWebJobsStorage";

    // How many messages an instance takes from a queue at a time, where no function asks for less.
    private const int DefaultBatch = 16;

    /// <summary>The files by their names, with <c>/</c>.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Write(DeploymentPlan plan)
    {
        yield return new(Host, JsonWriter.Indented(HostFile(plan)));
        foreach (var function in plan.Functions)
        {
            yield return FunctionFile(function.Name, new JsonMap
            {
                { "type", "queueTrigger" },
                { "direction", "in" },
                { "name", "envelope" },
                { "queueName", StorageQueueNames.Of(plan.Options.Application, function.Name) },
                { "connection", Connection },
            });
        }

        // Tables keep what has expired until somebody looks; chains are started, looked at and answered over HTTP.
        yield return FunctionFile("Purge", new JsonMap { { "type", "timerTrigger" }, { "direction", "in" }, { "name", "timer" }, { "schedule", "0 17 3 * * *" } });
        yield return FunctionFile("Chains", HttpTrigger("function", ["get", "post"], "chains/{*path}"));
        yield return FunctionFile("Callbacks", HttpTrigger("anonymous", ["post"], "chains/callbacks/{*path}"));
        yield return FunctionFile("Answers", HttpTrigger("anonymous", ["post"], "chains/answers"));

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
                    { "enableForwardingHttpRequest", true },
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
                            { "visibilityTimeout", "00:00:05" },
                            { "messageEncoding", "base64" },
                        }
                    },
                }
            },
        };
    }

    private static KeyValuePair<string, string> FunctionFile(string name, params JsonMap[] bindings) =>
        new($"{name}/function.json", JsonWriter.Indented(new JsonMap { { "bindings", JsonList.From(bindings) } }));

    // The host forwards a request as it is to a function that has this and nothing else.
    private static JsonMap[] HttpTrigger(string level, string[] methods, string route) =>
    [
        new()
        {
            { "type", "httpTrigger" },
            { "direction", "in" },
            { "name", "request" },
            { "authLevel", level },
            { "methods", JsonList.From(methods) },
            { "route", route },
        },
        new() { { "type", "http" }, { "direction", "out" }, { "name", "response" } },
    ];

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
