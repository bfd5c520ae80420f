using System.Text.Json;
using AsyncSplit.Build.Tests.Harness;
using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Build.Tests.Azure;

public sealed class FunctionsFilesTests
{
    private const string Package = "public static class FunctionsHost { public static Type Runtime => typeof(AsyncSplit.Hosting.AsyncSplitBuilder); }";

    [Fact]
    public void TheShop()
    {
        using var application = Build(_ => { });
        Snapshot.Verify(string.Join("\n", application.Files.Where(file => file.Key != "chains.json").OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"{file.Key}\n{file.Value}")), extension: "txt");
    }

    [Theory]
    [InlineData("Handler")]
    [InlineData("EntryPoint")]
    [InlineData("One")]
    public void EachFunctionHasAFolderAndAQueueOfItsOwn(string granularity)
    {
        using var application = Build(task => task.Granularity = granularity);
        using var chains = JsonDocument.Parse(application.Files["chains.json"]);
        var functions = chains.RootElement.GetProperty("functions").EnumerateArray().Select(function => function.GetProperty("name").GetString()!).ToList();
        var queues = functions.Select(function => JsonDocument.Parse(application.Files[$"{function}/function.json"]).RootElement.GetProperty("bindings")[0].GetProperty("queueName").GetString()).ToList();
        Assert.Equal(functions.Count, queues.Distinct().Count());
        Assert.Equal(functions.Count + 4, application.Files.Keys.Count(name => name.EndsWith("/function.json", StringComparison.Ordinal))); // and those of table and HTTP
    }

    [Theory]
    [InlineData("Chains")]
    [InlineData("Callbacks")]
    [InlineData("Answers")]
    public void TheHostForwardsWhatComesOverHttp(string function)
    {
        using var application = Build(_ => { });
        using var file = JsonDocument.Parse(application.Files[$"{function}/function.json"]);

        // It does so for functions with one trigger and one output of HTTP, and nothing else.
        Assert.Equal(["httpTrigger in", "http out"], file.RootElement.GetProperty("bindings").EnumerateArray().Select(binding => $"{binding.GetProperty("type")} {binding.GetProperty("direction")}"));
    }

    [Fact]
    public void TheHostTakesNoMoreAtATimeThanTheFunctionThatTakesLeast()
    {
        using var application = Build(_ => { });
        using var host = JsonDocument.Parse(application.Files["host.json"]);
        var queues = host.RootElement.GetProperty("extensions").GetProperty("queues");
        Assert.Equal(20, queues.GetProperty("batchSize").GetInt32() + queues.GetProperty("newBatchThreshold").GetInt32());
        Assert.Equal("00:01:00", host.RootElement.GetProperty("functionTimeout").GetString());
        Assert.Equal("Shop", host.RootElement.GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString());
    }

    private static BuiltApplication Build(Action<WriteDeploymentFiles> configure)
    {
        var application = new BuiltApplication();
        application.Reference("AsyncSplit.AzureFunctions", ("Functions.cs", Package));
        Assert.True(application.Build(configure, Sources.Shop));
        return application;
    }
}
