using AsyncSplit.AzureFunctions;
using AsyncSplit.AzureFunctions.Functions;
using AsyncSplit.AzureFunctions.Storage;
using AsyncSplit.Hosting;
using AsyncSplit.Queues;
using AsyncSplit.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncSplit;

/// <summary>Keeps chains in an Azure storage account.</summary>
public static class AzureStorageBuilderExtensions
{
    /// <summary>Keeps chains in the storage account that the environment names, with a queue for each function: what a function app calls, and a worker or client beside it.</summary>
    /// <param name="builder">What <c>AddAsyncSplit</c> or <c>AddAsyncSplitCore</c> configures.</param>
    /// <param name="configure">Changes what the environment says.</param>
    /// <remarks>
    /// <c>AzureWebJobsStorage</c> is the connection string; without a key, <c>AzureWebJobsStorage__accountName</c>, or <c>__queueServiceUri</c>, <c>__tableServiceUri</c> and <c>__blobServiceUri</c>, with
    /// <see cref="AzureStorageOptions.Credential"/>. <c>ASYNCSPLIT_APPLICATION</c> is what the queues' names begin with, <c>ASYNCSPLIT_TABLE</c> the table and <c>ASYNCSPLIT_BUCKET</c> the blob container,
    /// where there are any; <c>ASYNCSPLIT_DELIVERY</c> is <c>AtLeastOnce</c> or <c>ExactlyOnce</c>; <c>ASYNCSPLIT_KEYS</c> are the signing keys, as <c>name:base64;name:base64</c>.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A variable cannot be read.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option cannot be.</exception>
    public static AsyncSplitBuilder UseAzureStorage(this AsyncSplitBuilder builder, Action<AzureStorageOptions>? configure = null) =>
        UseAzureStorage(builder, configure, Environment.GetEnvironmentVariable);

    /// <summary>Keeps chains in a storage account, with one queue for everything: for workers that are no functions.</summary>
    /// <param name="builder">What <c>AddAsyncSplit</c> configures.</param>
    /// <param name="connectionString">The account.</param>
    /// <param name="queue">The queue's name: 3 to 56 lower-case letters, digits and single hyphens.</param>
    /// <param name="configure">More of it: the table, above all.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option cannot be.</exception>
    public static AsyncSplitBuilder UseAzureStorage(this AsyncSplitBuilder builder, string connectionString, string queue, Action<AzureStorageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        ArgumentException.ThrowIfNullOrEmpty(queue);
        var options = new AzureStorageOptions { ConnectionString = connectionString };
        configure?.Invoke(options);
        return UseAzureStorage(builder, options, services => FunctionQueueMap.Single(services.GetRequiredService<ChainRegistry>(), queue), QueueDelivery.AtLeastOnce);
    }

    internal static AsyncSplitBuilder UseAzureStorage(AsyncSplitBuilder builder, Action<AzureStorageOptions>? configure, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = AzureEnvironment.OptionsOf(environment);
        configure?.Invoke(options);
        var map = (IServiceProvider services) => FunctionQueueMap.FromEnvironment(
            services.GetRequiredService<ChainRegistry>(), function => StorageQueueNames.Of(options.Application, function), environment);
        UseAzureStorage(builder, options, map, AzureEnvironment.DeliveryOf(environment));
        return AzureEnvironment.KeysOf(environment) is { Length: > 0 } keys ? builder.UseSigningKeys(keys) : builder;
    }

    private static AsyncSplitBuilder UseAzureStorage(AsyncSplitBuilder builder, AzureStorageOptions options, Func<IServiceProvider, IQueueMap> map, QueueDelivery delivery)
    {
        options.Validate();
        var clients = new StorageClients(options);
        builder.UseQueues(
            services => new StorageQueues(clients, options, services.GetRequiredService<TimeProvider>(), LoggerOf<StorageQueues>(services)),
            map,
            services => services.GetService<TableItems>(),
            chains =>
            {
                chains.Delivery = delivery;
                options.Chains?.Invoke(chains);
            });
        if (options.Table is { } table)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(services => new TableItems(clients.Tables(), table, LoggerOf<TableItems>(services))));

            // In a function app, which has many processes, a function purges.
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ItemPurger>(services => new ItemPurger(
                services.GetRequiredService<TableItems>(),
                services.GetService<HostFile>() is null ? options.PurgeInterval : Timeout.InfiniteTimeSpan,
                services.GetRequiredService<TimeProvider>(),
                LoggerOf<ItemPurger>(services))));
        }

        return options.Container is { } container
            ? builder.UseClaimChecks(services => new BlobClaimStore(clients.Container(container), LoggerOf<BlobClaimStore>(services)))
            : builder;
    }

    private static ILogger<T> LoggerOf<T>(IServiceProvider services) => services.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;
}
