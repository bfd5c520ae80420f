using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql;
using AsyncSplit.PostgreSql.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncSplit;

/// <summary>Keeps chains in a PostgreSQL database.</summary>
public static class PostgreSqlBuilderExtensions
{
    /// <summary>Keeps queue, timers and store in one schema of a PostgreSQL database. The schema is created if it is not there; the database is not.</summary>
    /// <param name="builder">What <c>AddAsyncSplit</c> configures.</param>
    /// <param name="connectionString">For example <c>Host=localhost;Database=orders;Username=orders</c>.</param>
    /// <param name="configure">How this process works with the database.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or what it asks for cannot keep chains.</exception>
    /// <remarks>The database is connected to when the host starts or a client is first used; a <see cref="PostgreSqlChainsException"/> says then what is wrong with it.</remarks>
    public static AsyncSplitBuilder UsePostgreSql(this AsyncSplitBuilder builder, string connectionString, Action<PostgreSqlChainsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ChainsDatabase.Parse(connectionString);
        var options = new PostgreSqlChainsOptions();
        configure?.Invoke(options);
        options.Validate();

        builder.Services.Replace(ServiceDescriptor.Singleton(services => PostgreSqlChains.Open(
            connectionString,
            options,
            services.GetRequiredService<TimeProvider>(),
            services.GetService<ILogger<PostgreSqlChains>>() ?? NullLogger<PostgreSqlChains>.Instance)));
        builder.Services.Replace(ServiceDescriptor.Singleton<IChainTransport>(static services => services.GetRequiredService<PostgreSqlChains>()));
        builder.Services.Replace(ServiceDescriptor.Singleton<IChainCommitter>(static services => services.GetRequiredService<PostgreSqlChains>()));
        builder.Services.Replace(ServiceDescriptor.Singleton<IChainStore>(static services => services.GetRequiredService<PostgreSqlChains>()));
        return builder;
    }
}
