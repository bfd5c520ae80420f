using AsyncSplit.Aws;
using AsyncSplit.Build.Deployment;
using AsyncSplit.Json;

namespace AsyncSplit.Build.Aws;

/// <summary>Writes <c>chains.tf.json</c>: what <see cref="SamTemplate"/> says, for Terraform.</summary>
internal static class TerraformFile
{
    public const string Name = "chains.tf.json";

    private const string DeadLetters = "dead_letters";
    private const string Shared = "chains";

    public static string Write(DeploymentPlan plan)
    {
        var (options, functions) = (plan.Options, plan.Functions);
        var table = plan.Functions.Any(function => function.UsesTable);
        return JsonWriter.Indented(new JsonMap
        {
            {
                "terraform", new JsonMap
                {
                    { "required_version", ">= 1.3" },
                    { "required_providers", new JsonMap { { "aws", new JsonMap { { "source", "hashicorp/aws" }, { "version", ">= 5.0" } } } } },
                }
            },
            {
                "locals", new JsonMap
                {
                    { "package", $"${{path.module}}/{AwsSettings.Package}" },
                    { "queues", $"https://sqs.${{data.aws_region.current.name}}.${{data.aws_partition.current.dns_suffix}}/${{data.aws_caller_identity.current.account_id}}/{AwsSettings.NameOf(options, "")}" },
                }
            },
            {
                "data", new JsonMap
                {
                    { "aws_caller_identity", Current() },
                    { "aws_partition", Current() },
                    { "aws_region", Current() },
                    {
                        "aws_iam_policy_document", Each(functions, function => TerraformFunction.Policy(function, options)).With(Shared, new JsonMap
                        {
                            { "statement", JsonList.Of(new JsonMap { { "actions", JsonList.Of("sts:AssumeRole") }, { "principals", JsonList.Of(new JsonMap { { "type", "Service" }, { "identifiers", JsonList.Of("lambda.amazonaws.com") } }) } }) },
                        })
                    },
                }
            },
            {
                "resource", new JsonMap
                {
                    {
                        "aws_sqs_queue", Each(functions, function => TerraformFunction.Queue(function, options)).With(DeadLetters, new JsonMap
                        {
                            { "name", AwsSettings.NameOf(options, AwsSettings.DeadLetters) },
                            { "message_retention_seconds", AwsSettings.RetentionSeconds },
                            { "sqs_managed_sse_enabled", true },
                        })
                    },
                    { "aws_dynamodb_table", table ? new JsonMap { { Shared, Table(options) } } : null },
                    { "aws_s3_bucket", options.HasClaimChecks ? new JsonMap { { Shared, new JsonMap { { "bucket", TerraformFunction.BucketName(options) } } } } : null },
                    { "aws_s3_bucket_public_access_block", options.HasClaimChecks ? new JsonMap { { Shared, BucketIsClosed() } } : null },
                    { "aws_iam_role", Each(functions, function => TerraformFunction.Role(function, options)) },
                    { "aws_iam_role_policy", Each(functions, TerraformFunction.RolePolicy) },
                    { "aws_lambda_function", Each(functions, function => TerraformFunction.Lambda(function, options)) },
                    { "aws_lambda_event_source_mapping", Each(functions, TerraformFunction.Source) },
                }
            },
            {
                "output", new JsonMap
                {
                    { "queues", new JsonMap { { "description", "What stands before a function's name in the address of its queue: ASYNCSPLIT_QUEUES for a program that starts chains." }, { "value", "${local.queues}" } } },
                    { "dead_letters", new JsonMap { { "description", "The queue of what could not be delivered." }, { "value", $"${{aws_sqs_queue.{DeadLetters}.url}}" } } },
                    { "table", table ? new JsonMap { { "description", "The table: ASYNCSPLIT_TABLE for a program that starts chains." }, { "value", $"${{aws_dynamodb_table.{Shared}.name}}" } } : null },
                }
            },
        });
    }

    private static JsonMap Current() => new() { { "current", new JsonMap() } };

    private static JsonMap Each(IEnumerable<DeployedFunction> functions, Func<DeployedFunction, JsonMap> resource)
    {
        var resources = new JsonMap();
        foreach (var function in functions)
        {
            resources.Add(TerraformFunction.Label(function.Name), resource(function));
        }

        return resources;
    }

    private static JsonMap With(this JsonMap resources, string label, JsonMap resource)
    {
        resources.Add(label, resource);
        return resources;
    }

    private static JsonMap Table(DeploymentOptions options) =>
        new()
        {
            { "name", AwsSettings.TableName(options) },
            { "billing_mode", "PAY_PER_REQUEST" },
            { "hash_key", ChainTable.Partition },
            { "range_key", ChainTable.Key },
            { "attribute", JsonList.Of(new JsonMap { { "name", ChainTable.Partition }, { "type", "S" } }, new JsonMap { { "name", ChainTable.Key }, { "type", "S" } }) },
            { "ttl", JsonList.Of(new JsonMap { { "attribute_name", ChainTable.TimeToLive }, { "enabled", true } }) },
        };

    private static JsonMap BucketIsClosed() =>
        new()
        {
            { "bucket", $"${{aws_s3_bucket.{Shared}.id}}" },
            { "block_public_acls", true },
            { "block_public_policy", true },
            { "ignore_public_acls", true },
            { "restrict_public_buckets", true },
        };
}
