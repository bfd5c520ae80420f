using AsyncSplit.AwsLambda.DynamoDb;
using AsyncSplit.AwsLambda.Tests.Fixtures;
using AsyncSplit.Emulators;
using AsyncSplit.Queues;
using AsyncSplit.Stores.Adapters;

namespace AsyncSplit.AwsLambda.Tests.Adapters;

[NeedsEmulators]
public sealed class DynamoDbItemsTests : ItemStoreContract
{
    protected override async Task<IItemStore> OpenAsync()
    {
        var dynamoDb = await AwsEmulators.DynamoDbAsync();
        return new DynamoDbItems(await dynamoDb.MakeTableAsync(), new DynamoDbOptions { Client = dynamoDb });
    }
}
