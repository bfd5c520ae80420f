using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using AsyncSplit.Queues;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AzureFunctions.Storage;

/// <summary>Items in a table of a storage account. The table is created when the first item is written.</summary>
/// <remarks>The characters of an item's keys are all allowed in a table's. The service forgets nothing by itself: <see cref="PurgeAsync"/> does.</remarks>
internal sealed class TableItems : IItemStore
{
    // Of a request that removes several entities of one partition.
    private const int MaxBatch = 100;

    private readonly TableServiceClient _service;
    private readonly TableClient _table;
    private readonly ILogger _logger;

    // The SDK makes entities by reflection.
    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor, typeof(TableEntity))]
    public TableItems(TableServiceClient service, string name, ILogger logger)
    {
        _service = service;
        _table = service.GetTableClient(name);
        _logger = logger;
    }

    public int MaxItemBytes => ItemEntity.MaxBytes;

    public async ValueTask<Item?> GetAsync(string partition, string key, CancellationToken cancellationToken) =>
        await FindAsync(partition, key, cancellationToken).ConfigureAwait(false) is { } entity ? ItemEntity.ToItem(entity) : null;

    public async ValueTask<Item?> TryPutAsync(Item item, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(item);
        var write = Guid.NewGuid().ToString("N");
        var entity = ItemEntity.From(item, write);
        try
        {
            var response = item.Version is { } version
                ? await _table.UpdateEntityAsync(entity, new ETag(version), TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false)
                : await AddAsync(entity, cancellationToken).ConfigureAwait(false);
            return item with { Version = response.Headers.ETag.GetValueOrDefault().ToString() };
        }
        catch (RequestFailedException exception) when (exception.Status is 404 or 409 or 412)
        {
            // The SDK sends a request again whose answer was lost: then it is our own write that is in the way.
            return await FindAsync(item.Partition, item.Key, cancellationToken).ConfigureAwait(false) is { } present && present.GetString(ItemEntity.Write) == write ? ItemEntity.ToItem(present) : null;
        }
    }

    public async ValueTask DeleteAsync(string partition, string key, CancellationToken cancellationToken)
    {
        // The SDK takes one that is not there for removed.
        await _table.DeleteEntityAsync(partition, key, ETag.All, cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<Item> QueryAsync(string partition, string keyPrefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keyPrefix);
        var filter = keyPrefix.Length == 0
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {keyPrefix} and RowKey lt {After(keyPrefix)}");
        await foreach (var entity in ListAsync(filter, columns: null, cancellationToken).ConfigureAwait(false))
        {
            yield return ItemEntity.ToItem(entity);
        }
    }

    /// <summary>Removes the items whose time was up before <paramref name="now"/>. It reads the whole table for that.</summary>
    /// <returns>How many there were.</returns>
    public async ValueTask<int> PurgeAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var purged = 0;
        var batch = new List<TableEntity>(MaxBatch);
        var filter = TableClient.CreateQueryFilter($"ExpiresAt lt {now}");
        await foreach (var entity in ListAsync(filter, ["PartitionKey", "RowKey"], cancellationToken).ConfigureAwait(false))
        {
            if (batch.Count == MaxBatch || (batch.Count > 0 && batch[0].PartitionKey != entity.PartitionKey))
            {
                purged += await RemoveAsync(batch, cancellationToken).ConfigureAwait(false);
                batch.Clear();
            }

            batch.Add(entity);
        }

        purged += await RemoveAsync(batch, cancellationToken).ConfigureAwait(false);
        _logger.Purged(purged, _table.Name);
        return purged;
    }

    // The first key behind all that begin with the prefix.
    private static string After(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);

    private async ValueTask<TableEntity?> FindAsync(string partition, string key, CancellationToken cancellationToken)
    {
        try
        {
            var found = await _table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellationToken).ConfigureAwait(false);
            return found.HasValue ? found.Value : null;
        }
        catch (RequestFailedException exception) when (exception.Status == 404)
        {
            // There is no table yet.
            return null;
        }
    }

    private async ValueTask<Response> AddAsync(TableEntity entity, CancellationToken cancellationToken)
    {
        try
        {
            return await _table.AddEntityAsync(entity, cancellationToken).ConfigureAwait(false);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.TableNotFound)
        {
            await CreateAsync(cancellationToken).ConfigureAwait(false);
            return await _table.AddEntityAsync(entity, cancellationToken).ConfigureAwait(false);
        }
    }

    // Not CreateIfNotExistsAsync, which serialises by reflection.
    private async ValueTask CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _service.CreateTableAsync(_table.Name, cancellationToken).ConfigureAwait(false);
            _logger.TableCreated(_table.Name);
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.TableAlreadyExists)
        {
            // Somebody else has been faster.
        }
    }

    private async IAsyncEnumerable<TableEntity> ListAsync(string filter, string[]? columns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var pages = _table.QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await pages.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (RequestFailedException exception) when (exception.ErrorCode == TableErrorCode.TableNotFound)
            {
                yield break;
            }

            yield return pages.Current;
        }
    }

    // One that has been written again meanwhile, or is gone, keeps its batch from being removed: then each is tried by itself.
    private async ValueTask<int> RemoveAsync(List<TableEntity> batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return 0;
        }

        try
        {
            await _table.SubmitTransactionAsync(batch.Select(static entity => new TableTransactionAction(TableTransactionActionType.Delete, entity, entity.ETag)), cancellationToken).ConfigureAwait(false);
            return batch.Count;
        }
        catch (TableTransactionFailedException)
        {
            var removed = 0;
            foreach (var entity in batch)
            {
                removed += await RemoveAsync(entity, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }

            return removed;
        }
    }

    private async ValueTask<bool> RemoveAsync(TableEntity entity, CancellationToken cancellationToken)
    {
        try
        {
            return (await _table.DeleteEntityAsync(entity.PartitionKey, entity.RowKey, entity.ETag, cancellationToken).ConfigureAwait(false)).Status != 404;
        }
        catch (RequestFailedException exception) when (exception.Status == 412)
        {
            return false;
        }
    }
}
