using System.Text.Json.Nodes;
using Amazon.SQS.Model;

namespace AsyncSplit.Testing.Lambda;

/// <summary>What a template of the AWS Serverless Application Model deploys, as far as it is functions, their queues and tables.</summary>
/// <param name="Functions">The functions, with the queues that invoke them.</param>
/// <param name="Queues">The queues, each after the one that its dead letters go to.</param>
/// <param name="Tables">The tables.</param>
public sealed record LambdaTemplate(IReadOnlyList<LambdaFunction> Functions, IReadOnlyList<TemplateQueue> Queues, IReadOnlyList<TemplateTable> Tables)
{
    /// <summary>Reads the template of a build.</summary>
    /// <param name="file">The file, for example <c>bin/Release/net10.0/asyncsplit/template.yaml</c>: YAML in blocks, without anchors and tags.</param>
    /// <param name="path">What the functions run, as in <see cref="LambdaFunction.Path"/>: the packages that the template names are not unpacked.</param>
    /// <param name="options">The options of the service that is to run it. The addresses of its queues are those of <see cref="LambdaServiceOptions.SqsEndpoint"/>.</param>
    /// <exception cref="FormatException">The file cannot be read.</exception>
    /// <exception cref="NotSupportedException">It has functions whose code or queue is not said in a way that is known here, or templates within it.</exception>
    public static LambdaTemplate Read(string file, string path, LambdaServiceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var resources = new Templates.TemplateResources(Templates.YamlReader.Read(File.ReadAllText(file)), options);
        if (resources.OfType("AWS::Serverless::Application").Any())
        {
            throw new NotSupportedException($"{file} has other templates in it, which are not read.");
        }

        var sources = resources.OfType("AWS::Lambda::EventSourceMapping").Select(static source => source.Properties).ToList();
        return new LambdaTemplate(
            [.. resources.OfType("AWS::Serverless::Function").Select(function => FunctionOf(function, sources, resources, path, options))],
            [.. resources.OfType("AWS::SQS::Queue").Select(queue => QueueOf(queue.Properties, resources)).OrderBy(static queue => queue.DeadLetterArn is not null)],
            [.. resources.OfType("AWS::DynamoDB::Table").Select(table => TableOf(table.Properties, resources))]);
    }

    /// <summary>Creates the queues and tables in the emulators of the options.</summary>
    /// <param name="options">The options with which the template was read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task CreateResourcesAsync(LambdaServiceOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (Queues.Count > 0)
        {
            using var sqs = Clients.CreateSqs(options);
            foreach (var queue in Queues)
            {
                await sqs.CreateQueueAsync(new CreateQueueRequest(queue.Name) { Attributes = queue.ToAttributes() }, cancellationToken).ConfigureAwait(false);
            }
        }

        if (Tables.Count > 0)
        {
            using var dynamoDb = Clients.CreateDynamoDb(options);
            foreach (var table in Tables)
            {
                await dynamoDb.CreateTableAsync(table.ToRequest(), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static LambdaFunction FunctionOf((string Id, JsonObject Properties) function, List<JsonObject> sources, Templates.TemplateResources resources, string path, LambdaServiceOptions options)
    {
        var properties = function.Properties;
        var source = sources.Find(source => source["FunctionName"]?["Ref"]?.GetValue<string>() == function.Id);
        return new LambdaFunction
        {
            Name = resources.Text(properties["FunctionName"]) ?? function.Id,
            Path = path,
            Handler = resources.Text(properties["Handler"]) ?? "bootstrap",
            MemoryMb = resources.Number(properties["MemorySize"]) ?? 128,
            Timeout = TimeSpan.FromSeconds(resources.Number(properties["Timeout"]) ?? 3),
            MaxConcurrency = source is null ? 10 : resources.Number(source["ScalingConfig"]?["MaximumConcurrency"]) ?? 10,
            Queue = source is null ? null : SourceOf(source, resources, options),
            Environment = properties["Environment"]?["Variables"] is JsonObject variables
                ? variables.ToDictionary(static variable => variable.Key, variable => resources.Local(resources.Text(variable.Value) ?? ""))
                : [],
        };
    }

    private static LambdaQueue SourceOf(JsonObject source, Templates.TemplateResources resources, LambdaServiceOptions options)
    {
        var arn = resources.Text(source["EventSourceArn"]) ?? throw new NotSupportedException("An event source has no EventSourceArn.");
        return new LambdaQueue
        {
            Url = resources.Local($"https://sqs.{options.Region}.amazonaws.com/{options.AccountId}/{arn[(arn.LastIndexOf(':') + 1)..]}"),
            BatchSize = resources.Number(source["BatchSize"]) ?? 10,
            BatchWindow = TimeSpan.FromSeconds(resources.Number(source["MaximumBatchingWindowInSeconds"]) ?? 0),
            ReportsBatchItemFailures = source["FunctionResponseTypes"] is JsonArray types && types.Any(type => resources.Text(type) == "ReportBatchItemFailures"),
        };
    }

    private static TemplateQueue QueueOf(JsonObject properties, Templates.TemplateResources resources) => new(
        resources.Text(properties["QueueName"]) ?? throw new NotSupportedException("A queue has no QueueName."),
        TimeSpan.FromSeconds(resources.Number(properties["VisibilityTimeout"]) ?? 30),
        resources.Text(properties["RedrivePolicy"]?["deadLetterTargetArn"]),
        resources.Number(properties["RedrivePolicy"]?["maxReceiveCount"]) ?? 0);

    private static TemplateTable TableOf(JsonObject properties, Templates.TemplateResources resources)
    {
        string? Key(string type) => properties["KeySchema"] is JsonArray keys && keys.FirstOrDefault(key => resources.Text(key?["KeyType"]) == type) is { } key ? resources.Text(key["AttributeName"]) : null;
        return new TemplateTable(
            resources.Text(properties["TableName"]) ?? throw new NotSupportedException("A table has no TableName."),
            Key("HASH") ?? throw new NotSupportedException("A table has no partition key."),
            Key("RANGE"));
    }
}
