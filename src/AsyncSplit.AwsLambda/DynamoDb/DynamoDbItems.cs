using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncSplit.Aws;
using AsyncSplit.Queues;

namespace AsyncSplit.AwsLambda.DynamoDb;

/// <summary>A table of DynamoDB with the partition key <c>p</c> and the sort key <c>k</c>, both texts, whose attribute for the time to live is <c>ttl</c>.</summary>
internal sealed class DynamoDbItems : IItemStore, IDisposable
{
    private const string Body = "b";
    private const string Version = "v";

    // DynamoDB's limit counts names, keys and the other attributes too.
    private const int LimitOfDynamoDb = 400 * 1024;
    private const int OtherBytes = 1024;

    private readonly IAmazonDynamoDB _dynamoDb;
    private readonly bool _ownsClient;
    private readonly string _table;

    public DynamoDbItems(string table, DynamoDbOptions options)
    {
        _table = table;
        _ownsClient = options.Client is null;
        _dynamoDb = options.Client ?? new AmazonDynamoDBClient();
    }

    public int MaxItemBytes => LimitOfDynamoDb - OtherBytes;

    public async ValueTask<Item?> GetAsync(string partition, string key, CancellationToken cancellationToken)
    {
        var answer = await _dynamoDb.GetItemAsync(new GetItemRequest { TableName = _table, Key = KeyOf(partition, key), ConsistentRead = true }, cancellationToken).ConfigureAwait(false);
        return answer.Item is { Count: > 0 } found ? Read(found) : null;
    }

    public async ValueTask<Item?> TryPutAsync(Item item, CancellationToken cancellationToken)
    {
        // Never used again: an item that is removed and made anew is another one.
        var written = item with { Version = Guid.NewGuid().ToString("N") };
        var put = new PutItemRequest { TableName = _table, Item = Write(written) };
        if (item.Version is null)
        {
            put.ConditionExpression = $"attribute_not_exists({ChainTable.Key})";
        }
        else
        {
            put.ConditionExpression = $"{Version} = :expected";
            put.ExpressionAttributeValues = new() { [":expected"] = new AttributeValue(item.Version) };
        }

        try
        {
            await _dynamoDb.PutItemAsync(put, cancellationToken).ConfigureAwait(false);
            return written;
        }
        catch (ConditionalCheckFailedException)
        {
            // The client repeats a request whose answer is lost: then it was this one that has written.
            var present = await GetAsync(item.Partition, item.Key, cancellationToken).ConfigureAwait(false);
            return present?.Version == written.Version ? written : null;
        }
    }

    public async ValueTask DeleteAsync(string partition, string key, CancellationToken cancellationToken) =>
        await _dynamoDb.DeleteItemAsync(new DeleteItemRequest { TableName = _table, Key = KeyOf(partition, key) }, cancellationToken).ConfigureAwait(false);

    public async IAsyncEnumerable<Item> QueryAsync(string partition, string keyPrefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new QueryRequest
        {
            TableName = _table,
            ConsistentRead = true,
            KeyConditionExpression = $"{ChainTable.Partition} = :partition",
            ExpressionAttributeValues = new() { [":partition"] = new AttributeValue(partition) },
        };
        if (keyPrefix.Length > 0)
        {
            query.KeyConditionExpression += $" AND begins_with({ChainTable.Key}, :prefix)";
            query.ExpressionAttributeValues[":prefix"] = new AttributeValue(keyPrefix);
        }

        do
        {
            var page = await _dynamoDb.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var found in page.Items ?? [])
            {
                yield return Read(found);
            }

            query.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (query.ExclusiveStartKey is { Count: > 0 });
    }

    public void Dispose()
    {
        if (_ownsClient)
        {
            _dynamoDb.Dispose();
        }
    }

    private static Dictionary<string, AttributeValue> KeyOf(string partition, string key) => new() { [ChainTable.Partition] = new AttributeValue(partition), [ChainTable.Key] = new AttributeValue(key) };

    private static Dictionary<string, AttributeValue> Write(Item item)
    {
        var attributes = KeyOf(item.Partition, item.Key);
        attributes[Version] = new AttributeValue(item.Version);
        if (!item.Body.IsEmpty)
        {
            attributes[Body] = new AttributeValue { B = new MemoryStream(item.Body.ToArray(), writable: false) };
        }

        if (item.ExpiresAt is { } end)
        {
            attributes[ChainTable.TimeToLive] = new AttributeValue { N = end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };
        }

        return attributes;
    }

    private static Item Read(Dictionary<string, AttributeValue> attributes) => new(attributes[ChainTable.Partition].S, attributes[ChainTable.Key].S, attributes.TryGetValue(Body, out var body) ? body.B.ToArray() : default)
    {
        Version = attributes[Version].S,
        ExpiresAt = attributes.TryGetValue(ChainTable.TimeToLive, out var end) ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(end.N, CultureInfo.InvariantCulture)) : null,
    };
}
