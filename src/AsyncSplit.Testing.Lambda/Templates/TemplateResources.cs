using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AsyncSplit.Testing.Lambda.Templates;

/// <summary>The resources of a template, and what its references stand for on this machine.</summary>
internal sealed partial class TemplateResources(JsonNode? template, LambdaServiceOptions options)
{
    private const string Suffix = "amazonaws.com";

    private readonly JsonObject _resources = template?["Resources"] as JsonObject ?? throw new FormatException("The template has no Resources.");

    public IEnumerable<(string Id, JsonObject Properties)> OfType(string type) => _resources
        .Where(resource => resource.Value?["Type"]?.GetValue<string>() == type)
        .Select(static resource => (resource.Key, resource.Value!["Properties"] as JsonObject ?? []));

    /// <summary>The text of a value, with <c>Ref</c>, <c>Fn::GetAtt</c> and <c>Fn::Sub</c> resolved; <see langword="null"/> for none.</summary>
    public string? Text(JsonNode? value) => value switch
    {
        null => null,
        JsonValue scalar => scalar.ToString(),
        JsonObject { Count: 1 } function when function["Ref"] is { } name => NameOf(name.ToString()),
        JsonObject { Count: 1 } function when function["Fn::Sub"] is JsonValue text => Variable().Replace(text.ToString(), match => NameOf(match.Groups[1].Value)),
        JsonObject { Count: 1 } function when function["Fn::GetAtt"] is JsonArray { Count: 2 } path && path[1]?.ToString() == "Arn" => ArnOf(path[0]!.ToString()),
        _ => throw new NotSupportedException($"This value of a template is not known here: {value.ToJsonString()}"),
    };

    public int? Number(JsonNode? value) => Text(value) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    /// <summary>An address of SQS, as one of the emulator. Anything else stays as it is.</summary>
    public string Local(string text)
    {
        var cloud = $"https://sqs.{options.Region}.{Suffix}";
        return options.SqsEndpoint is { } endpoint && text.StartsWith(cloud, StringComparison.Ordinal) ? endpoint.GetLeftPart(UriPartial.Authority) + text[cloud.Length..] : text;
    }

    private string NameOf(string reference) => reference switch
    {
        "AWS::Region" => options.Region,
        "AWS::AccountId" => options.AccountId,
        "AWS::URLSuffix" => Suffix,
        "AWS::Partition" => "aws",
        _ => PropertiesOf(reference) is var properties && (properties["QueueName"] ?? properties["TableName"] ?? properties["FunctionName"] ?? properties["BucketName"]) is { } name
            ? Text(name)!
            : throw new NotSupportedException($"What {reference} stands for is not known here."),
    };

    private string ArnOf(string resource)
    {
        var service = _resources[resource]?["Type"]?.ToString() switch
        {
            "AWS::SQS::Queue" => "sqs",
            "AWS::Serverless::Function" => "lambda",
            var type => throw new NotSupportedException($"The name of a {type} is not known here."),
        };
        return $"arn:aws:{service}:{options.Region}:{options.AccountId}:{(service == "lambda" ? "function:" : "")}{NameOf(resource)}";
    }

    private JsonObject PropertiesOf(string resource) => _resources[resource]?["Properties"] as JsonObject ?? throw new FormatException($"The template has no {resource}.");

    [GeneratedRegex(@"\$\{([^}!]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
