using AsyncSplit.Build.Deployment;
using AsyncSplit.Json;
using AsyncSplit.Manifests;

namespace AsyncSplit.Build;

/// <summary>Writes <c>chains.json</c>: the application's entry points with all that is known of them, and the functions that run them.</summary>
internal static class ChainsFile
{
    public const string Name = "chains.json";

    public static string Write(Application application, DeploymentPlan plan) => JsonWriter.Indented(new JsonMap
    {
        { "version", 1 },
        { "application", plan.Options.Application },
        { "granularity", plan.Options.Granularity.ToString() },
        { "delivery", plan.Options.Delivery },
        { "functions", JsonList.From(plan.Functions.Select(Function)) },
        { "chainables", JsonList.From(application.Entries.Select(entry => entry.Json)) },
    });

    private static JsonMap Function(DeployedFunction function) =>
        new()
        {
            { "name", function.Name },
            { "entryPoints", JsonList.From(function.EntryPoints) },
            { "memoryMb", function.MemoryMb },
            { "timeoutSeconds", function.TimeoutSeconds },
            { "maxConcurrency", function.MaxConcurrency },
            { "sendsTo", JsonList.From(function.SendsTo) },
            { "routes", JsonList.OrNone(function.Routes.Select(route => route.Queue)) },
            { "table", function.UsesTable },
        };
}
