using AsyncSplit.Build.Deployment;
using AsyncSplit.Json;

namespace AsyncSplit.Build.Aws;

/// <summary>The resources of one function in a template: its queue, its role, itself, and what feeds it from the queue.</summary>
/// <remarks>The role is written out: the one that SAM makes for a function with a queue may read every queue of the account.</remarks>
internal static class SamFunction
{
    public const string Queue = "Queue";
    public const string Role = "Role";
    public const string Source = "Source";

    public static void Add(JsonMap resources, DeployedFunction function, string logical, DeploymentOptions options, bool isNested)
    {
        resources.Add(logical + Queue, QueueOf(function, options, isNested));
        resources.Add(logical + Role, RoleOf(function, options));
        resources.Add(logical, FunctionOf(function, logical, options));
        resources.Add(logical + Source, SourceOf(function, logical));
    }

    public static JsonMap Globals(DeploymentOptions options) =>
        new()
        {
            {
                "Function", new JsonMap
                {
                    { "CodeUri", AwsSettings.Package },
                    { "Runtime", options.Runtime },
                    { "Architectures", JsonList.Of(options.Architecture) },
                }
            },
        };

    public static JsonMap Sub(string text) => new() { { "Fn::Sub", text } };

    /// <summary>What stands before a function's name in its queue's address.</summary>
    public static JsonMap Queues(DeploymentOptions options) => Sub($"https://sqs.${{AWS::Region}}.${{AWS::URLSuffix}}/${{AWS::AccountId}}/{AwsSettings.NameOf(options, "")}");

    public static string BucketName(DeploymentOptions options) => $"{AwsSettings.NameOf(options, "claims")}-${{AWS::AccountId}}-${{AWS::Region}}";

    private static JsonMap QueueOf(DeployedFunction function, DeploymentOptions options, bool isNested) =>
        new()
        {
            { "Type", "AWS::SQS::Queue" },
            {
                "Properties", new JsonMap
                {
                    { "QueueName", AwsSettings.NameOf(options, function.Name) },
                    { "VisibilityTimeout", AwsSettings.VisibilitySeconds(function) },
                    { "MessageRetentionPeriod", AwsSettings.RetentionSeconds },
                    { "SqsManagedSseEnabled", true },
                    {
                        "RedrivePolicy", new JsonMap
                        {
                            { "deadLetterTargetArn", isNested ? Sub(Arn("sqs", AwsSettings.NameOf(options, AwsSettings.DeadLetters))) : Attribute("DeadLetters", "Arn") },
                            { "maxReceiveCount", AwsSettings.MaxReceives },
                        }
                    },
                }
            },
        };

    private static JsonMap FunctionOf(DeployedFunction function, string logical, DeploymentOptions options)
    {
        var variables = new JsonMap();
        foreach (var variable in AwsSettings.Variables(function, options))
        {
            variables.Add(variable.Key, variable.Value);
        }

        variables.Add("ASYNCSPLIT_QUEUES", Queues(options));
        variables.Add("ASYNCSPLIT_TABLE", function.UsesTable ? AwsSettings.TableName(options) : null);
        variables.Add("ASYNCSPLIT_BUCKET", options.HasClaimChecks ? Sub(BucketName(options)) : null);
        return new JsonMap
        {
            { "Type", "AWS::Serverless::Function" },
            {
                "Properties", new JsonMap
                {
                    { "FunctionName", AwsSettings.NameOf(options, function.Name) },
                    { "Handler", function.Handler },
                    { "MemorySize", function.MemoryMb },
                    { "Timeout", function.TimeoutSeconds },
                    { "Role", Attribute(logical + Role, "Arn") },
                    { "Environment", new JsonMap { { "Variables", variables } } },
                }
            },
        };
    }

    private static JsonMap SourceOf(DeployedFunction function, string logical) =>
        new()
        {
            { "Type", "AWS::Lambda::EventSourceMapping" },
            {
                "Properties", new JsonMap
                {
                    { "EventSourceArn", Attribute(logical + Queue, "Arn") },
                    { "FunctionName", new JsonMap { { "Ref", logical } } },
                    { "BatchSize", AwsSettings.BatchSize },
                    { "FunctionResponseTypes", JsonList.Of("ReportBatchItemFailures") },
                    { "ScalingConfig", function.MaxConcurrency is { } concurrency ? new JsonMap { { "MaximumConcurrency", concurrency } } : null },
                }
            },
        };

    private static JsonMap RoleOf(DeployedFunction function, DeploymentOptions options)
    {
        var statements = JsonList.Of(
            Statement("Log", AwsSettings.LogActions, [Arn("logs", $"log-group:/aws/lambda/{AwsSettings.NameOf(options, function.Name)}"), Arn("logs", $"log-group:/aws/lambda/{AwsSettings.NameOf(options, function.Name)}:*")]),
            Statement("Receive", AwsSettings.ReceiveActions, [Arn("sqs", AwsSettings.NameOf(options, function.Name))]),
            Statement("Send", AwsSettings.SendActions, (AwsSettings.SendsTo(function) ?? ["*"]).Select(name => Arn("sqs", AwsSettings.NameOf(options, name))).Concat(function.Routes.Select(route => route.Arn).OfType<string>())));
        if (function.UsesTable)
        {
            statements.Add(Statement("Table", AwsSettings.TableActions, [Arn("dynamodb", $"table/{AwsSettings.TableName(options)}")]));
        }

        if (options.HasClaimChecks)
        {
            statements.Add(Statement("Claims", AwsSettings.BucketActions, [$"arn:${{AWS::Partition}}:s3:::{BucketName(options)}/*"]));
        }

        return new JsonMap
        {
            { "Type", "AWS::IAM::Role" },
            {
                "Properties", new JsonMap
                {
                    {
                        "AssumeRolePolicyDocument", new JsonMap
                        {
                            { "Version", "2012-10-17" },
                            { "Statement", JsonList.Of(new JsonMap { { "Effect", "Allow" }, { "Principal", new JsonMap { { "Service", "lambda.amazonaws.com" } } }, { "Action", "sts:AssumeRole" } }) },
                        }
                    },
                    { "Policies", JsonList.Of(new JsonMap { { "PolicyName", "chains" }, { "PolicyDocument", new JsonMap { { "Version", "2012-10-17" }, { "Statement", statements } } } }) },
                }
            },
        };
    }

    private static JsonMap Statement(string id, string[] actions, IEnumerable<string> resources) =>
        new()
        {
            { "Sid", id },
            { "Effect", "Allow" },
            { "Action", JsonList.From(actions) },
            { "Resource", JsonList.From(resources.Select(resource => resource.Contains("${") ? Sub(resource) : (object)resource)) },
        };

    private static string Arn(string service, string resource) => $"arn:${{AWS::Partition}}:{service}:${{AWS::Region}}:${{AWS::AccountId}}:{resource}";

    private static JsonMap Attribute(string resource, string attribute) => new() { { "Fn::GetAtt", JsonList.Of(resource, attribute) } };
}
