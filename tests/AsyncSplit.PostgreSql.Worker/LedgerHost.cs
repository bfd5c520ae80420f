using AsyncSplit.Sqlite.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.PostgreSql.Worker;

/// <summary>A host that runs <see cref="Counter"/> and <see cref="Ledger"/> on a schema of PostgreSQL.</summary>
public static class LedgerHost
{
    public static IHost Create(string connectionString, string schema, ILoggerProvider? log = null, Action<PostgreSqlChainsOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        builder.Services.AddAsyncSplit(chains => chains.Add(new CounterChainables()).Add(new LedgerChainables()).UsePostgreSql(connectionString, options =>
        {
            options.Schema = schema;
            configure?.Invoke(options);
        }));
        return builder.Build();
    }
}
