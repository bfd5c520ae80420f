using AsyncSplit.AwsLambda;
using AsyncSplit.AwsLambda.DynamoDb;
using AsyncSplit.AwsLambda.S3;
using AsyncSplit.AwsLambda.Sqs;
using AsyncSplit.Hosting;
using AsyncSplit.Queues;
using AsyncSplit.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AsyncSplit;

/// <summary>Keeps chains in Amazon's services.</summary>
public static class AwsBuilderExtensions
{
    /// <summary>Keeps chains where the environment says: what a deployed function calls, and a worker beside it.</summary>
    /// <param name="builder">What <c>AddAsyncSplit</c> or <c>AddAsyncSplitCore</c> configures.</param>
    /// <param name="configure">How this process works with the services.</param>
    /// <remarks>
    /// <c>ASYNCSPLIT_QUEUES</c> is what stands before the functions' names in the URLs of the queues. <c>ASYNCSPLIT_TABLE</c> is the table and <c>ASYNCSPLIT_BUCKET</c> the bucket, where this process has them;
    /// <c>ASYNCSPLIT_DELIVERY</c> is <c>AtLeastOnce</c> or <c>ExactlyOnce</c>; <c>ASYNCSPLIT_KEYS</c> are the signing keys, as <c>name:base64;name:base64</c>. The rest is the business of Amazon's SDK: region, credentials,
    /// <c>AWS_ENDPOINT_URL_SQS</c> and the like.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A variable cannot be read.</exception>
    public static AsyncSplitBuilder UseAws(this AsyncSplitBuilder builder, Action<AwsOptions>? configure = null) => UseAws(builder, configure, Environment.GetEnvironmentVariable);

    /// <summary>Sends the envelopes of all entry points through one queue.</summary>
    /// <param name="builder">What <c>AddAsyncSplit</c> configures.</param>
    /// <param name="queue">The queue's URL.</param>
    /// <param name="configure">How this process works with the queue.</param>
    /// <param name="chains">How chains use it.</param>
    public static AsyncSplitBuilder UseSqs(this AsyncSplitBuilder builder, string queue, Action<SqsOptions>? configure = null, Action<QueuedChainsOptions>? chains = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(queue);
        return UseSqs(builder, services => FunctionQueueMap.Single(services.GetRequiredService<ChainRegistry>(), queue), configure, chains);
    }

    /// <summary>Sends envelopes through queues.</summary>
    /// <param name="builder">What <c>AddAsyncSplit</c> configures.</param>
    /// <param name="map">Makes what says which queue an envelope goes to, by its URL.</param>
    /// <param name="configure">How this process works with the queues.</param>
    /// <param name="chains">How chains use them.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option cannot be.</exception>
    public static AsyncSplitBuilder UseSqs(this AsyncSplitBuilder builder, Func<IServiceProvider, IQueueMap> map, Action<SqsOptions>? configure = null, Action<QueuedChainsOptions>? chains = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(map);
        var options = new SqsOptions();
        configure?.Invoke(options);
        return UseSqs(builder, map, options, chains);
    }

    /// <summary>Keeps joins, callbacks, results and dead letters in a table.</summary>
    /// <param name="builder">What <c>AddAsyncSplit</c> configures.</param>
    /// <param name="table">
    /// The table's name. Its partition key is <c>p</c> and its sort key <c>k</c>, both texts; <c>ttl</c> is the attribute of its time to live.
    /// </param>
    /// <param name="configure">How this process works with the table.</param>
    public static AsyncSplitBuilder UseDynamoDb(this AsyncSplitBuilder builder, string table, Action<DynamoDbOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(table);
        var options = new DynamoDbOptions();
        configure?.Invoke(options);
        builder.Services.Replace(ServiceDescriptor.Singleton(new DynamoDbTable(table, options)));
        return builder;
    }

    /// <summary>Keeps in a bucket what is too large for a queue. Call it behind <c>UseSqs</c>.</summary>
    /// <param name="builder">What <c>AddAsyncSplit</c> configures.</param>
    /// <param name="bucket">The bucket's name.</param>
    /// <param name="configure">How this process works with the bucket.</param>
    /// <exception cref="InvalidOperationException">There are no queues yet.</exception>
    public static AsyncSplitBuilder UseS3Claims(this AsyncSplitBuilder builder, string bucket, Action<S3ClaimOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        var options = new S3ClaimOptions();
        configure?.Invoke(options);
        return builder.UseClaimChecks(_ => new S3ClaimStore(bucket, options));
    }

    internal static AsyncSplitBuilder UseAws(AsyncSplitBuilder builder, Action<AwsOptions>? configure, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new AwsOptions();
        configure?.Invoke(options);
        var delivery = AwsEnvironment.DeliveryOf(environment);
        UseSqs(builder, services => FunctionQueueMap.FromEnvironment(services.GetRequiredService<ChainRegistry>(), environment: environment), options.Sqs, chains =>
        {
            chains.Delivery = delivery;
            options.Chains?.Invoke(chains);
        });
        if (environment("ASYNCSPLIT_TABLE") is { Length: > 0 } table)
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(new DynamoDbTable(table, options.DynamoDb)));
        }

        if (environment("ASYNCSPLIT_BUCKET") is { Length: > 0 } bucket)
        {
            builder.UseClaimChecks(_ => new S3ClaimStore(bucket, options.Claims));
        }

        return AwsEnvironment.KeysOf(environment) is { Length: > 0 } keys ? builder.UseSigningKeys(keys) : builder;
    }

    private static AsyncSplitBuilder UseSqs(AsyncSplitBuilder builder, Func<IServiceProvider, IQueueMap> map, SqsOptions options, Action<QueuedChainsOptions>? chains)
    {
        options.Validate();
        return builder.UseQueues(
            services =>
            {
                // What is missing first is said first: where there are no queues, there need be no credentials.
                services.GetRequiredService<IQueueMap>();
                return new SqsQueues(options, services.GetRequiredService<TimeProvider>());
            },
            map,
            services => services.GetService<DynamoDbTable>() is { } table ? new DynamoDbItems(table.Name, table.Options) : null,
            chains);
    }
}
