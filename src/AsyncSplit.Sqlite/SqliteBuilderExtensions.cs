using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Sqlite;
using AsyncSplit.Sqlite.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncSplit;

/// <summary>Keeps chains in a SQLite file.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>Keeps queue, timers and store in one SQLite file. It is created if it is not there; its directory is not.</summary>
    /// <param name="builder">What <c>AddAsyncSplit</c> configures.</param>
    /// <param name="connectionString">For example <c>Data Source=chains.db</c>.</param>
    /// <param name="configure">How this process works with the file.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read, or what it asks for cannot keep chains.</exception>
    /// <remarks>The file is opened when the host starts or a client is first used; a <see cref="SqliteChainsException"/> says then what is wrong with it.</remarks>
    public static AsyncSplitBuilder UseSqlite(this AsyncSplitBuilder builder, string connectionString, Action<SqliteChainsOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        DatabaseFile.Parse(connectionString);
        var options = new SqliteChainsOptions();
        configure?.Invoke(options);
        options.Validate();

        builder.Services.Replace(ServiceDescriptor.Singleton(services => SqliteChains.Open(
            connectionString,
            options,
            services.GetRequiredService<TimeProvider>(),
            services.GetService<ILogger<SqliteChains>>() ?? NullLogger<SqliteChains>.Instance)));
        builder.Services.Replace(ServiceDescriptor.Singleton<IChainTransport>(static services => services.GetRequiredService<SqliteChains>()));
        builder.Services.Replace(ServiceDescriptor.Singleton<IChainCommitter>(static services => services.GetRequiredService<SqliteChains>()));
        builder.Services.Replace(ServiceDescriptor.Singleton<IChainStore>(static services => services.GetRequiredService<SqliteChains>()));
        return builder;
    }
}
