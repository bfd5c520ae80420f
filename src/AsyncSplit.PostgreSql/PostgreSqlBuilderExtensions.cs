using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql;
using AsyncSplit.PostgreSql.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

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
        return Use(builder, (_, options, clock, logger) => PostgreSqlChains.Open(connectionString, options, clock, logger), configure);
    }

    /// <summary>Keeps queue, timers and store in one schema of a PostgreSQL database that the application has a source of connections for: with a password that changes, certificates, a pool of its own.</summary>
    /// <param name="builder">What <c>AddAsyncSplit</c> configures.</param>
    /// <param name="source">Gets the source, for example <c>services => services.GetRequiredService&lt;NpgsqlDataSource>()</c>. It is the application's, which disposes of it. A slim one needs <c>EnableArrays()</c>.</param>
    /// <param name="configure">How this process works with the database.</param>
    public static AsyncSplitBuilder UsePostgreSql(this AsyncSplitBuilder builder, Func<IServiceProvider, NpgsqlDataSource> source, Action<PostgreSqlChainsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return Use(builder, (services, options, clock, logger) => PostgreSqlChains.Open(source(services), options, clock, logger), configure);
    }

    /// <summary>Keeps queue, timers and store in one schema of a PostgreSQL database that the application has a source of connections for.</summary>
    /// <param name="builder">What <c>AddAsyncSplit</c> configures.</param>
    /// <param name="source">The source. It is the application's, which disposes of it when the host has stopped. A slim one needs <c>EnableArrays()</c>.</param>
    /// <param name="configure">How this process works with the database.</param>
    public static AsyncSplitBuilder UsePostgreSql(this AsyncSplitBuilder builder, NpgsqlDataSource source, Action<PostgreSqlChainsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        return builder.UsePostgreSql(_ => source, configure);
    }

    private static AsyncSplitBuilder Use(
        AsyncSplitBuilder builder, Func<IServiceProvider, PostgreSqlChainsOptions, TimeProvider, ILogger<PostgreSqlChains>, PostgreSqlChains> open, Action<PostgreSqlChainsOptions>? configure)
    {
        var options = new PostgreSqlChainsOptions();
        configure?.Invoke(options);
        options.Validate();
        builder.Services.Replace(ServiceDescriptor.Singleton(services => open(
            services,
            options,
            services.GetRequiredService<TimeProvider>(),
            services.GetService<ILogger<PostgreSqlChains>>() ?? NullLogger<PostgreSqlChains>.Instance)));
        builder.Services.Replace(ServiceDescriptor.Singleton<IChainTransport>(static services => services.GetRequiredService<PostgreSqlChains>()));
        builder.Services.Replace(ServiceDescriptor.Singleton<IChainCommitter>(static services => services.GetRequiredService<PostgreSqlChains>()));
        builder.Services.Replace(ServiceDescriptor.Singleton<IChainStore>(static services => services.GetRequiredService<PostgreSqlChains>()));
        return builder;
    }
}
