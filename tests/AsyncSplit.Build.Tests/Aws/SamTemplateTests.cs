using System.Text.RegularExpressions;
using AsyncSplit.Build.Tests.Harness;
using AsyncSplit.Generators.Tests.Harness;
using YamlDotNet.RepresentationModel;

namespace AsyncSplit.Build.Tests.Aws;

public sealed partial class SamTemplateTests
{
    private static readonly HashSet<string> s_pseudoParameters = ["AWS::Region", "AWS::AccountId", "AWS::Partition", "AWS::URLSuffix"];

    [Fact]
    public void TheShop()
    {
        using var application = BuiltApplication.Of(Sources.Shop);
        Snapshot.Verify(application.Files["template.yaml"], extension: "yaml");
    }

    [Theory]
    [InlineData("Handler", false)]
    [InlineData("EntryPoint", true)]
    [InlineData("One", false)]
    public void EveryReferenceIsResolved(string granularity, bool claimChecks)
    {
        using var application = BuiltApplication.OfShop(granularity, claimChecks);
        Assert.NotEqual(0, AssertIsResolved(Template.Of(application)));
    }

    [Fact]
    public void EachFunctionIsFedFromItsQueueAndReportsTheMessagesThatFailed()
    {
        using var application = BuiltApplication.Of(Sources.Shop);
        var template = Template.Of(application);
        var sources = template.OfType("AWS::Lambda::EventSourceMapping").Select(template.Properties).ToList();
        Assert.Equal(template.Functions().Count(), sources.Count);
        Assert.All(sources, source =>
        {
            var function = Template.Text(source["FunctionName"]["Ref"]);
            Assert.Equal([function + "Queue", "Arn"], ((YamlSequenceNode)source["EventSourceArn"]["Fn::GetAtt"]).Select(Template.Text));
            Assert.Equal(["ReportBatchItemFailures"], ((YamlSequenceNode)source["FunctionResponseTypes"]).Select(Template.Text));
            var queue = template.Properties(function + "Queue");
            Assert.Equal(Template.Text(template.Properties(function)["FunctionName"]), Template.Text(queue["QueueName"]));
            Assert.Equal(6 * int.Parse(Template.Text(template.Properties(function)["Timeout"])), int.Parse(Template.Text(queue["VisibilityTimeout"])));
            Assert.Equal(["DeadLetters", "Arn"], ((YamlSequenceNode)queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"]).Select(Template.Text));
        });
    }

    [Fact]
    public void TheTableForgetsWhatHasExpired()
    {
        using var application = BuiltApplication.Of(Sources.Shop);
        var table = Template.Of(application).Properties("Chains");
        Assert.Equal("ttl", Template.Text(table["TimeToLiveSpecification"]["AttributeName"]));
        Assert.Equal(["p", "k"], ((YamlSequenceNode)table["KeySchema"]).Select(key => Template.Text(key["AttributeName"])));
    }

    [Fact]
    public void ABucketIsThereForClaimChecksOnly()
    {
        using var without = BuiltApplication.Of(Sources.Shop);
        using var with = BuiltApplication.Of(task => task.ClaimChecks = true, Sources.Shop);
        Assert.Empty(Template.Of(without).OfType("AWS::S3::Bucket"));
        Assert.DoesNotContain("s3:", without.Files["template.yaml"], StringComparison.Ordinal);
        Assert.Single(Template.Of(with).OfType("AWS::S3::Bucket"));
        Assert.All(Template.Of(with).Functions(), function => Assert.NotNull(Template.Of(with).Statement(function, "Claims")));
    }

    [Fact]
    public void AManagedRuntimeStartsTheGeneratedMethods()
    {
        using var application = BuiltApplication.Of(task => task.Runtime = "dotnet10", Sources.Shop);
        var function = Template.Of(application).Function("Orders-PlaceAsync");
        Assert.Equal("Shop::AsyncSplit.Generated.LambdaHandlers::Orders_PlaceAsync", Template.Text(function["Handler"]));
        Assert.Equal("10", Template.Text(function["Environment"]["Variables"]["ASYNCSPLIT_TIMEOUT"]));
    }

    /// <summary>Every handler setting of the template is a method of the assembly that a managed runtime can start.</summary>
    [Theory]
    [InlineData("Handler")]
    [InlineData("EntryPoint")]
    [InlineData("One")]
    public void TheMethodsOfAManagedRuntimeAreInTheAssembly(string granularity)
    {
        using var application = new BuiltApplication { Granularity = granularity };
        application.Reference("AsyncSplit.AwsLambda", ("Lambda.cs", Sources.LambdaPackage));
        Assert.True(application.Build(task => task.Runtime = "dotnet10", Sources.Shop));
        var template = Template.Of(application);
        var handlers = template.OfType("AWS::Serverless::Function").Select(name => Template.Text(template.Properties(name)["Handler"])).Order(StringComparer.Ordinal);
        Assert.Equal(handlers, application.StreamHandlers());
    }

    [Theory]
    [InlineData(120, 1)]
    [InlineData(200, 4)]
    public void EachTemplateHasNoMoreResourcesThanCloudFormationTakes(int handlers, int templates)
    {
        using var application = BuiltApplication.Of(Sources.Many(handlers));
        var files = application.Files.Where(file => file.Key.EndsWith(".yaml", StringComparison.Ordinal)).ToDictionary(file => file.Key, file => Template.Parse(file.Value));
        Assert.Equal(templates, files.Count);
        Assert.All(files.Values, template => Assert.InRange(template.Resources.Count, 1, 500));
        Assert.Equal(handlers + 1, files.Values.Sum(template => template.Functions().Count()));
        Assert.All(files.Values, template => AssertIsResolved(template));
        Assert.All(application.Files.Where(file => file.Key.EndsWith(".yaml", StringComparison.Ordinal)), file => Assert.InRange(file.Value.Length, 1, 1_000_000)); // bytes, in S3

        // Each further template is nested in the first one.
        var nested = files["template.yaml"].OfType("AWS::Serverless::Application").Select(name => Template.Text(files["template.yaml"].Properties(name)["Location"])).Order(StringComparer.Ordinal);
        Assert.Equal(files.Keys.Where(name => name != "template.yaml").Order(StringComparer.Ordinal), nested);
    }

    [Fact]
    public void ARoleThatSendsToVeryManyQueuesStaysWithinItsLimit()
    {
        using var application = BuiltApplication.Of(("Startup.cs", Sources.Startup), ("Fan.cs", $$"""
            namespace Shop;

            public partial class Fan
            {
                [Chainable] public async Task AllAsync() { {{string.Join(" ", Enumerable.Range(1, 90).Select(number => $"await One{number}Async();"))}} }
            {{string.Join("\n", Enumerable.Range(1, 90).Select(number => $"    [Chainable] public async Task One{number}Async() => await Task.Yield();"))}}
            }
            """));
        var template = Template.Of(application);
        Assert.Equal(["*"], template.SendsTo("Fan-AllAsync"));
        Assert.Equal(["Fan-AllAsync", "Fan-One1Async", "Store"], template.SendsTo("Fan-One1Async"));
    }

    /// <summary>Fails for a reference to nothing.</summary>
    /// <returns>How many there are.</returns>
    private static int AssertIsResolved(Template template)
    {
        var names = template.Resources.Keys.ToHashSet(StringComparer.Ordinal);
        var references = template.Root.AllNodes.OfType<YamlMappingNode>().SelectMany(node => node.Children).SelectMany(member => (Template.Text(member.Key), member.Value) switch
        {
            ("Ref", YamlScalarNode name) => new[] { name.Value! },
            ("Fn::GetAtt", YamlSequenceNode path) => [Template.Text(path[0])],
            ("Fn::Sub", YamlScalarNode text) => [.. Variable().Matches(text.Value!).Select(match => match.Groups[1].Value.Split('.')[0])],
            ("DependsOn", YamlSequenceNode others) => others.Select(Template.Text),
            _ => [],
        }).ToList();
        Assert.All(references, name => Assert.True(names.Contains(name) || s_pseudoParameters.Contains(name), name));

        // A variable outside of Fn::Sub would stay as it is.
        Assert.All(
            template.Root.AllNodes.OfType<YamlMappingNode>().SelectMany(node => node.Children).Where(member => Template.Text(member.Key) != "Fn::Sub").Select(member => member.Value).OfType<YamlScalarNode>(),
            scalar => Assert.DoesNotContain("${", scalar.Value, StringComparison.Ordinal));
        return references.Count;
    }

    [GeneratedRegex(@"\$\{([^}!]+)\}")]
    private static partial Regex Variable();
}
