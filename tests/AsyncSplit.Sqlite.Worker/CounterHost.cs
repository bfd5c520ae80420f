using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.Sqlite.Worker;

/// <summary>A host that runs <see cref="Counter"/> on a SQLite file.</summary>
public static class CounterHost
{
    public static IHost Create(string connectionString, ILoggerProvider? log = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        builder.Services.AddAsyncSplit(chains => chains.Add(new CounterChainables()).UseSqlite(connectionString));
        return builder.Build();
    }
}
