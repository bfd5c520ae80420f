using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace AsyncSplit.Testing.Lambda;

/// <summary>A table of a template. Its keys are texts.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PartitionKey">The attribute that is its partition key.</param>
/// <param name="SortKey">The attribute that is its sort key, if it has one.</param>
public sealed record TemplateTable(string Name, string PartitionKey, string? SortKey)
{
    internal CreateTableRequest ToRequest()
    {
        string[] keys = SortKey is null ? [PartitionKey] : [PartitionKey, SortKey];
        return new CreateTableRequest
        {
            TableName = Name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [.. keys.Select(key => new KeySchemaElement(key, key == PartitionKey ? KeyType.HASH : KeyType.RANGE))],
            AttributeDefinitions = [.. keys.Select(static key => new AttributeDefinition(key, ScalarAttributeType.S))],
        };
    }
}
