using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SQS;

namespace AsyncSplit.Testing.Lambda;

/// <summary>Connections to what stands in for Amazon's services.</summary>
internal static class Clients
{
    // Emulators take any.
    private static readonly BasicAWSCredentials s_credentials = new("local", "local");

    /// <summary>Each request is made once: who makes it says what comes of it.</summary>
    public static IAmazonSQS CreateSqs(LambdaServiceOptions options) => new AmazonSQSClient(s_credentials, new AmazonSQSConfig
    {
        ServiceURL = AddressOf(options.SqsEndpoint, nameof(LambdaServiceOptions.SqsEndpoint), "a queue"),
        AuthenticationRegion = options.Region,
        MaxErrorRetry = 0,
    });

    public static IAmazonDynamoDB CreateDynamoDb(LambdaServiceOptions options) => new AmazonDynamoDBClient(s_credentials, new AmazonDynamoDBConfig
    {
        ServiceURL = AddressOf(options.DynamoDbEndpoint, nameof(LambdaServiceOptions.DynamoDbEndpoint), "a table"),
        AuthenticationRegion = options.Region,
    });

    private static string AddressOf(Uri? endpoint, string option, string what) => endpoint?.ToString() ?? throw new InvalidOperationException($"There is {what}, but {option} is not set.");
}
