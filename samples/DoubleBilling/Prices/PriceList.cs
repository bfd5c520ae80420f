using System.Text.Json;

namespace DoubleBilling.Prices;

/// <summary>The prices of prices.json, in US dollars.</summary>
internal sealed record PriceList(string About, IReadOnlyDictionary<string, Price> Prices)
{
    public double LambdaGbSecondX86 => this["lambdaGbSecondX86"];

    public double LambdaGbSecondArm => this["lambdaGbSecondArm"];

    public double LambdaRequest => this["lambdaRequest"];

    public double LambdaDurableOperation => this["lambdaDurableOperation"];

    public double LambdaDurableGbWritten => this["lambdaDurableGbWritten"];

    public double SqsRequest => this["sqsRequest"];

    public double DynamoDbWrite => this["dynamoDbWrite"];

    public double DynamoDbRead => this["dynamoDbRead"];

    public double StepFunctionsTransition => this["stepFunctionsTransition"];

    private double this[string name] => Prices.TryGetValue(name, out var price) ? price.Value : throw new InvalidDataException($"prices.json has no {name}.");

    public static PriceList Read(string file) => JsonSerializer.Deserialize<PriceList>(File.ReadAllText(file), JsonSerializerOptions.Web) ?? throw new InvalidDataException($"{file} is empty.");
}
