using AsyncSplit.AzureFunctions.Storage;
using AsyncSplit.Queues;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncSplit.AzureFunctions;

/// <summary>Tables of a storage account as what chains remember, beside queues of another kind.</summary>
public static class AzureTables
{
    /// <summary>A table, by the account's key. It is created when the first item is written; items whose time is up stay in it.</summary>
    /// <param name="connectionString">The account.</param>
    /// <param name="table">The table's name: 3 to 63 letters and digits.</param>
    /// <param name="logger">The log.</param>
    public static IItemStore Open(string connectionString, string table, ILogger? logger = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        ArgumentException.ThrowIfNullOrEmpty(table);
        return new TableItems(new TableServiceClient(connectionString), table, logger ?? NullLogger.Instance);
    }

    /// <summary>A table, by who this process is.</summary>
    /// <param name="service">The account's tables: <c>https://account.table.core.windows.net</c>.</param>
    /// <param name="credential">Who this process is.</param>
    /// <param name="table">The table's name: 3 to 63 letters and digits.</param>
    /// <param name="logger">The log.</param>
    public static IItemStore Open(Uri service, TokenCredential credential, string table, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentException.ThrowIfNullOrEmpty(table);
        return new TableItems(new TableServiceClient(service, credential), table, logger ?? NullLogger.Instance);
    }
}
