using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Amazon.SQS.Model;
using AsyncSplit.Aws;
using AsyncSplit.Emulators;

namespace AsyncSplit.AwsLambda.Tests.Fixtures;

/// <summary>Clients of the emulators that the tests share, and queues, tables and buckets of a test's own.</summary>
internal static class AwsEmulators
{
    private static readonly BasicAWSCredentials s_anyone = new("test", "test");

    public static async Task<AmazonSQSClient> SqsAsync()
    {
        var address = (await SqsEmulator.Shared).Address(SqsEmulator.Port);
        return new AmazonSQSClient(s_anyone, new AmazonSQSConfig { ServiceURL = address.ToString(), AuthenticationRegion = "us-east-1" });
    }

    public static async Task<AmazonDynamoDBClient> DynamoDbAsync()
    {
        var address = (await DynamoDbEmulator.Shared).Address(DynamoDbEmulator.Port);
        return new AmazonDynamoDBClient(s_anyone, new AmazonDynamoDBConfig { ServiceURL = address.ToString(), AuthenticationRegion = "us-east-1" });
    }

    public static async Task<AmazonS3Client> S3Async()
    {
        var address = (await S3Emulator.Shared).Address(S3Emulator.Port);
        return new AmazonS3Client(new BasicAWSCredentials(S3Emulator.Key, S3Emulator.Key), new AmazonS3Config
        {
            ServiceURL = address.ToString(),
            AuthenticationRegion = "us-east-1",
            ForcePathStyle = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    /// <summary>Makes a queue and gives its URL.</summary>
    public static async Task<string> MakeQueueAsync(this IAmazonSQS sqs, string name, Dictionary<string, string>? attributes = null) =>
        (await sqs.CreateQueueAsync(new CreateQueueRequest(name) { Attributes = attributes ?? [] })).QueueUrl;

    /// <summary>Makes a table as the infrastructure files do, and gives its name.</summary>
    public static async Task<string> MakeTableAsync(this IAmazonDynamoDB dynamoDb)
    {
        var name = $"table-{Guid.NewGuid():N}";
        await dynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new(ChainTable.Partition, ScalarAttributeType.S), new(ChainTable.Key, ScalarAttributeType.S)],
            KeySchema = [new(ChainTable.Partition, KeyType.HASH), new(ChainTable.Key, KeyType.RANGE)],
        });
        while ((await dynamoDb.DescribeTableAsync(name)).Table.TableStatus != TableStatus.ACTIVE)
        {
            await Task.Delay(5);
        }

        return name;
    }

    /// <summary>Makes a bucket and gives its name.</summary>
    public static async Task<string> MakeBucketAsync(this IAmazonS3 s3)
    {
        var name = $"bucket-{Guid.NewGuid():N}";
        await s3.PutBucketAsync(name);
        return name;
    }
}
