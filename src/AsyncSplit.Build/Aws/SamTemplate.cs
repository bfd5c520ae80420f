using AsyncSplit.Aws;
using AsyncSplit.Build.Deployment;
using AsyncSplit.Json;

namespace AsyncSplit.Build.Aws;

/// <summary>Writes <c>template.yaml</c> for the AWS Serverless Application Model. Where a template cannot hold all functions, they are in further ones, which the first one nests.</summary>
internal static class SamTemplate
{
    public const string Name = "template.yaml";

    /// <summary>CloudFormation takes 500 resources in a template.</summary>
    private const int MaxResources = 500;

    // What is not a function's: queue of dead letters, table, bucket.
    private const int SharedResources = 3;
    private const int ResourcesPerFunction = 4;
    private const int FunctionsPerStack = 100;

    /// <summary>The files by name.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Write(DeploymentPlan plan)
    {
        if ((plan.Functions.Count * ResourcesPerFunction) + SharedResources <= MaxResources)
        {
            yield return new(Name, Template(plan.Options, Shared(plan), plan.Functions, isNested: false));
            yield break;
        }

        var resources = Shared(plan);
        for (var first = 0; first < plan.Functions.Count; first += FunctionsPerStack)
        {
            var number = (first / FunctionsPerStack) + 1;
            var file = $"template.{number}.yaml";
            resources.Add($"Functions{number}", new JsonMap
            {
                { "Type", "AWS::Serverless::Application" },
                { "DependsOn", JsonList.From(Shared(plan).Select(resource => resource.Key)) },
                { "Properties", new JsonMap { { "Location", file } } },
            });
            yield return new(file, Template(plan.Options, [], [.. plan.Functions.Skip(first).Take(FunctionsPerStack)], isNested: true));
        }

        yield return new(Name, Template(plan.Options, resources, [], isNested: false));
    }

    private static string Template(DeploymentOptions options, JsonMap resources, IReadOnlyList<DeployedFunction> functions, bool isNested)
    {
        var names = LogicalNames(functions);
        foreach (var function in functions)
        {
            SamFunction.Add(resources, function, names[function.Name], options, isNested);
        }

        return YamlWriter.Write(new JsonMap
        {
            { "AWSTemplateFormatVersion", "2010-09-09" },
            { "Transform", "AWS::Serverless-2016-10-31" },
            { "Description", $"The functions of {options.Application}, written by the build of AsyncSplit: change the project, not this file." },
            { "Globals", functions.Count == 0 ? null : SamFunction.Globals(options) },
            { "Resources", resources },
            { "Outputs", isNested ? null : Outputs(options) },
        });
    }

    private static JsonMap Shared(DeploymentPlan plan)
    {
        var resources = new JsonMap
        {
            { "DeadLetters", new JsonMap { { "Type", "AWS::SQS::Queue" }, { "Properties", new JsonMap { { "QueueName", AwsSettings.NameOf(plan.Options, AwsSettings.DeadLetters) }, { "MessageRetentionPeriod", AwsSettings.RetentionSeconds }, { "SqsManagedSseEnabled", true } } } } },
        };
        if (plan.Functions.Any(function => function.UsesTable))
        {
            resources.Add("Chains", Table(plan.Options));
        }

        if (plan.Options.HasClaimChecks)
        {
            resources.Add("Claims", Bucket(plan.Options));
        }

        return resources;
    }

    private static JsonMap Table(DeploymentOptions options) =>
        new()
        {
            { "Type", "AWS::DynamoDB::Table" },
            {
                "Properties", new JsonMap
                {
                    { "TableName", AwsSettings.TableName(options) },
                    { "BillingMode", "PAY_PER_REQUEST" },
                    { "AttributeDefinitions", JsonList.Of(Attribute(ChainTable.Partition), Attribute(ChainTable.Key)) },
                    { "KeySchema", JsonList.Of(Key(ChainTable.Partition, "HASH"), Key(ChainTable.Key, "RANGE")) },
                    { "TimeToLiveSpecification", new JsonMap { { "AttributeName", ChainTable.TimeToLive }, { "Enabled", true } } },
                }
            },
        };

    private static JsonMap Attribute(string name) => new() { { "AttributeName", name }, { "AttributeType", "S" } };

    private static JsonMap Key(string name, string type) => new() { { "AttributeName", name }, { "KeyType", type } };

    private static JsonMap Bucket(DeploymentOptions options) =>
        new()
        {
            { "Type", "AWS::S3::Bucket" },
            {
                "Properties", new JsonMap
                {
                    { "BucketName", SamFunction.Sub(SamFunction.BucketName(options)) },
                    {
                        "PublicAccessBlockConfiguration", new JsonMap
                        {
                            { "BlockPublicAcls", true },
                            { "BlockPublicPolicy", true },
                            { "IgnorePublicAcls", true },
                            { "RestrictPublicBuckets", true },
                        }
                    },
                }
            },
        };

    private static JsonMap Outputs(DeploymentOptions options) =>
        new()
        {
            { "Queues", new JsonMap { { "Description", "What stands before a function's name in the address of its queue: ASYNCSPLIT_QUEUES for a program that starts chains." }, { "Value", SamFunction.Queues(options) } } },
            { "DeadLetters", new JsonMap { { "Description", "The queue of what could not be delivered." }, { "Value", new JsonMap { { "Ref", "DeadLetters" } } } } },
            { "Table", new JsonMap { { "Description", "The table: ASYNCSPLIT_TABLE for a program that starts chains." }, { "Value", new JsonMap { { "Ref", "Chains" } } } } },
        };

    /// <summary>Letters and digits only, and no name twice.</summary>
    private static Dictionary<string, string> LogicalNames(IEnumerable<DeployedFunction> functions)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { "DeadLetters", "Chains", "Claims" };
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var function in functions)
        {
            var name = string.Concat(function.Name.Where(char.IsLetterOrDigit));
            var logical = name;
            for (var number = 2; new[] { logical, logical + SamFunction.Queue, logical + SamFunction.Role, logical + SamFunction.Source }.Any(taken.Contains); number++)
            {
                logical = $"{name}x{number}";
            }

            taken.UnionWith([logical, logical + SamFunction.Queue, logical + SamFunction.Role, logical + SamFunction.Source]);
            names.Add(function.Name, logical);
        }

        return names;
    }
}
