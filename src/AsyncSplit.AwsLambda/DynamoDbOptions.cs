using Amazon.DynamoDBv2;

namespace AsyncSplit.AwsLambda;

/// <summary>How a process works with its table.</summary>
public sealed class DynamoDbOptions
{
    /// <summary>The client; null for one that is configured by environment and profile: region, credentials, <c>AWS_ENDPOINT_URL_DYNAMODB</c>. One that is given is not disposed of.</summary>
    public IAmazonDynamoDB? Client { get; set; }
}
