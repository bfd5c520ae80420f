using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Sqlite.Worker;

/// <summary>A host that runs <see cref="Counter"/> on a SQLite file.</summary>
public static class CounterHost
{
    public static IHost Create(
        string connectionString, Gate? gate = null, int? steps = null, TimeSpan? drain = null, Action<SqliteChainsOptions>? sqlite = null, ILoggerProvider? log = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        builder.Services.AddSingleton(gate ?? new Gate());
        builder.Services.AddAsyncSplit(chains => chains.Add(new CounterChainables()).UseSqlite(connectionString, sqlite).Configure(options =>
        {
            options.MaxConcurrentSteps = steps ?? options.MaxConcurrentSteps;
            options.DrainTimeout = drain ?? options.DrainTimeout;
        }));
        return builder.Build();
    }
}
