using System.Text.Json;
using System.Text.RegularExpressions;
using AsyncSplit.Build.Tests.Harness;
using AsyncSplit.Generators.Tests.Harness;

namespace AsyncSplit.Build.Tests.Aws;

public sealed partial class TerraformFileTests
{
    [Fact]
    public void TheShop()
    {
        using var application = BuiltApplication.Of(Sources.Shop);
        Snapshot.Verify(application.Files["chains.tf.json"], extension: "json");
    }

    [Theory]
    [InlineData("Handler", false)]
    [InlineData("EntryPoint", true)]
    [InlineData("One", false)]
    public void EveryReferenceIsResolved(string granularity, bool claimChecks)
    {
        using var application = BuiltApplication.OfShop(granularity, claimChecks);
        using var file = JsonDocument.Parse(application.Files["chains.tf.json"]);
        var known = new HashSet<string>(StringComparer.Ordinal) { "path.module" };
        known.UnionWith(file.RootElement.GetProperty("locals").EnumerateObject().Select(local => $"local.{local.Name}"));
        known.UnionWith(Labels(file.RootElement.GetProperty("resource"), ""));
        known.UnionWith(Labels(file.RootElement.GetProperty("data"), "data."));

        var references = Reference().Matches(application.Files["chains.tf.json"]).Select(match => match.Groups["name"].Value).Distinct().ToList();
        Assert.NotEmpty(references);
        Assert.All(references, name => Assert.Contains(name, known));
    }

    [TerraformTheory]
    [InlineData("Handler", false)]
    [InlineData("EntryPoint", true)]
    [InlineData("One", false)]
    public async Task TerraformValidatesIt(string granularity, bool claimChecks)
    {
        using var application = BuiltApplication.OfShop(granularity, claimChecks);
        using var answer = JsonDocument.Parse(await Terraform.ValidateAsync(Path.Combine(application.Folder, "asyncsplit")));
        Assert.True(answer.RootElement.GetProperty("valid").GetBoolean());
        Assert.Equal(0, answer.RootElement.GetProperty("warning_count").GetInt32());
    }

    /// <summary>Both kinds of files give the functions the same.</summary>
    [Theory]
    [InlineData("Handler")]
    [InlineData("EntryPoint")]
    [InlineData("One")]
    public void ItGivesEachFunctionWhatTheTemplateDoes(string granularity)
    {
        using var application = BuiltApplication.Of(task => task.Granularity = granularity, Sources.Shop);
        var template = Template.Of(application);
        using var file = JsonDocument.Parse(application.Files["chains.tf.json"]);
        var functions = file.RootElement.GetProperty("resource").GetProperty("aws_lambda_function").EnumerateObject().ToList();
        Assert.Equal(template.Functions(), functions.Select(function => function.Name["fn_".Length..]));
        Assert.All(functions, function =>
        {
            var name = function.Name["fn_".Length..];
            Assert.Equal(Template.Text(template.Function(name)["MemorySize"]), function.Value.GetProperty("memory_size").ToString());
            Assert.Equal(Template.Text(template.Function(name)["Timeout"]), function.Value.GetProperty("timeout").ToString());
            var statements = file.RootElement.GetProperty("data").GetProperty("aws_iam_policy_document").GetProperty(function.Name).GetProperty("statement").EnumerateArray().ToDictionary(statement => statement.GetProperty("sid").GetString()!);
            Assert.Equal(template.Statement(name, "Table") is not null, statements.ContainsKey("Table"));
            Assert.Equal(template.SendsTo(name), statements["Send"].GetProperty("resources").EnumerateArray().Select(resource => QueueName().Match(resource.GetString()!).Groups[1].Value));
        });
    }

    private static IEnumerable<string> Labels(JsonElement types, string prefix) => types.EnumerateObject().SelectMany(type => type.Value.EnumerateObject().Select(resource => $"{prefix}{type.Name}.{resource.Name}"));

    [GeneratedRegex(@"(?<![\w.])(?<name>local\.\w+|path\.module|(data\.)?aws_\w+\.[\w-]+)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"aws_sqs_queue\.fn_([\w-]+)\.arn")]
    private static partial Regex QueueName();
}
