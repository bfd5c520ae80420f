using AsyncSplit.Build.Deployment;
using AsyncSplit.Json;

namespace AsyncSplit.Build.Aws;

/// <summary>The resources of one function in Terraform.</summary>
internal static class TerraformFunction
{
    private const string Bucket = "aws_s3_bucket.chains";

    /// <summary>The label of a function's resources: labels begin with a letter or underscore. With one before each function's they are nobody else's.</summary>
    public static string Label(string function) => $"fn_{function}";

    public static string BucketName(DeploymentOptions options) => $"{AwsSettings.NameOf(options, "claims")}-${{data.aws_caller_identity.current.account_id}}-${{data.aws_region.current.name}}";

    public static JsonMap Queue(DeployedFunction function, DeploymentOptions options) =>
        new()
        {
            { "name", AwsSettings.NameOf(options, function.Name) },
            { "visibility_timeout_seconds", AwsSettings.VisibilitySeconds(function) },
            { "message_retention_seconds", AwsSettings.RetentionSeconds },
            { "sqs_managed_sse_enabled", true },
            { "redrive_policy", $"${{jsonencode({{ deadLetterTargetArn = aws_sqs_queue.dead_letters.arn, maxReceiveCount = {AwsSettings.MaxReceives} }})}}" },
        };

    public static JsonMap Role(DeployedFunction function, DeploymentOptions options) =>
        new()
        {
            { "name", AwsSettings.NameOf(options, function.Name) },
            { "assume_role_policy", "${data.aws_iam_policy_document.chains.json}" },
        };

    public static JsonMap RolePolicy(DeployedFunction function) =>
        new()
        {
            { "name", "chains" },
            { "role", $"${{aws_iam_role.{Label(function.Name)}.id}}" },
            { "policy", $"${{data.aws_iam_policy_document.{Label(function.Name)}.json}}" },
        };

    public static JsonMap Policy(DeployedFunction function, DeploymentOptions options)
    {
        var logs = $"arn:${{data.aws_partition.current.partition}}:logs:${{data.aws_region.current.name}}:${{data.aws_caller_identity.current.account_id}}:log-group:/aws/lambda/{AwsSettings.NameOf(options, function.Name)}";
        var sends = AwsSettings.SendsTo(function)?.Select(QueueArn)
            ?? [$"arn:${{data.aws_partition.current.partition}}:sqs:${{data.aws_region.current.name}}:${{data.aws_caller_identity.current.account_id}}:{AwsSettings.NameOf(options, "*")}"];
        var statements = JsonList.Of(
            Statement("Log", AwsSettings.LogActions, [logs, $"{logs}:*"]),
            Statement("Receive", AwsSettings.ReceiveActions, [QueueArn(function.Name)]),
            Statement("Send", AwsSettings.SendActions, sends.Concat(function.Routes.Select(route => route.Arn).OfType<string>())));
        if (function.UsesTable)
        {
            statements.Add(Statement("Table", AwsSettings.TableActions, ["${aws_dynamodb_table.chains.arn}"]));
        }

        if (options.HasClaimChecks)
        {
            statements.Add(Statement("Claims", AwsSettings.BucketActions, [$"${{{Bucket}.arn}}/*"]));
        }

        return new JsonMap { { "statement", statements } };
    }

    public static JsonMap Lambda(DeployedFunction function, DeploymentOptions options)
    {
        var variables = new JsonMap();
        foreach (var variable in AwsSettings.Variables(function, options))
        {
            variables.Add(variable.Key, variable.Value);
        }

        variables.Add("ASYNCSPLIT_QUEUES", "${local.queues}");
        variables.Add("ASYNCSPLIT_TABLE", function.UsesTable ? "${aws_dynamodb_table.chains.name}" : null);
        variables.Add("ASYNCSPLIT_BUCKET", options.HasClaimChecks ? $"${{{Bucket}.bucket}}" : null);
        return new JsonMap
        {
            { "function_name", AwsSettings.NameOf(options, function.Name) },
            { "role", $"${{aws_iam_role.{Label(function.Name)}.arn}}" },
            { "filename", "${local.package}" },
            { "source_code_hash", "${try(filebase64sha256(local.package), null)}" },
            { "runtime", options.Runtime },
            { "architectures", JsonList.Of(options.Architecture) },
            { "handler", function.Handler },
            { "memory_size", function.MemoryMb },
            { "timeout", function.TimeoutSeconds },
            { "environment", JsonList.Of(new JsonMap { { "variables", variables } }) },
        };
    }

    public static JsonMap Source(DeployedFunction function) =>
        new()
        {
            { "event_source_arn", $"${{{Queue(function)}.arn}}" },
            { "function_name", $"${{aws_lambda_function.{Label(function.Name)}.arn}}" },
            { "batch_size", AwsSettings.BatchSize },
            { "function_response_types", JsonList.Of("ReportBatchItemFailures") },
            { "scaling_config", function.MaxConcurrency is { } concurrency ? JsonList.Of(new JsonMap { { "maximum_concurrency", concurrency } }) : null },
            { "depends_on", JsonList.Of($"aws_iam_role_policy.{Label(function.Name)}") },
        };

    private static JsonMap Statement(string id, string[] actions, IEnumerable<string> resources) =>
        new()
        {
            { "sid", id },
            { "actions", JsonList.From(actions) },
            { "resources", JsonList.From(resources) },
        };

    private static string Queue(DeployedFunction function) => $"aws_sqs_queue.{Label(function.Name)}";

    private static string QueueArn(string function) => $"${{aws_sqs_queue.{Label(function)}.arn}}";
}
