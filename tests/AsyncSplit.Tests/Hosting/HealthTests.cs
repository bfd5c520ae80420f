using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
using AsyncSplit.Queues;
using AsyncSplit.Stores.Doubles;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task AProcessWhoseStoreAnswersIsHealthy()
    {
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase, Database>().AddHealthChecks().AddAsyncSplit());
        await host.StartAsync();

        var report = await CheckAsync(host);
        await host.StopAsync();

        Assert.Equal(HealthStatus.Healthy, report.Status);
        Assert.Equal(0, report.Entries["asyncsplit"].Data["runningSteps"]);
    }

    [Fact]
    public async Task AWorkerThatCannotReceiveIsNot()
    {
        using var host = TestHost.Create(services =>
        {
            services.AddHealthChecks().AddAsyncSplit(failureStatus: HealthStatus.Degraded);
            services.Replace(ServiceDescriptor.Singleton<IChainTransport>(new BrokenTransport()));
        });
        await host.StartAsync();

        HealthReport report;
        do
        {
            // Until it has tried once.
            await Task.Delay(10);
            report = await CheckAsync(host);
        }
        while (report.Status == HealthStatus.Healthy);
        await host.StopAsync();

        Assert.Equal(HealthStatus.Degraded, report.Status);
        Assert.IsType<IOException>(report.Entries["asyncsplit"].Exception);
        Assert.Contains("cannot receive", report.Entries["asyncsplit"].Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AProcessWithQueuesAloneIsHealthyAndOneWhoseTableFailsIsNot(bool hasTable)
    {
        using var host = TestHost.Create(services =>
        {
            services.AddSingleton<IDatabase, Database>().AddHealthChecks().AddAsyncSplit();
            services.AddAsyncSplit(chains => chains.UseQueues(_ => new MemoryQueues(TimeProvider.System), _ => FunctionQueueMap.Single(chains.Registry, "all"), _ => hasTable ? new BrokenItems() : null));
        });

        var report = await CheckAsync(host);

        Assert.Equal(hasTable ? HealthStatus.Unhealthy : HealthStatus.Healthy, report.Status);
        Assert.Contains(hasTable ? "does not answer" : "no store", report.Entries["asyncsplit"].Description, StringComparison.Ordinal);
    }

    private static Task<HealthReport> CheckAsync(IHost host) => host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    private sealed class BrokenItems : IItemStore
    {
        public int MaxItemBytes => 1024;

        public ValueTask<Item?> GetAsync(string partition, string key, CancellationToken cancellationToken) => throw new IOException("The table is gone.");

        public ValueTask<Item?> TryPutAsync(Item item, CancellationToken cancellationToken) => throw new IOException("The table is gone.");

        public ValueTask DeleteAsync(string partition, string key, CancellationToken cancellationToken) => throw new IOException("The table is gone.");

        public IAsyncEnumerable<Item> QueryAsync(string partition, string keyPrefix, CancellationToken cancellationToken) => throw new IOException("The table is gone.");
    }

    private sealed class BrokenTransport : IChainTransport
    {
        public TimeSpan LeaseDuration => Timeout.InfiniteTimeSpan;

        public ValueTask<IReadOnlyList<Delivery>> ReceiveAsync(int maxCount, CancellationToken cancellationToken) => throw new IOException("The queue is gone.");

        public ValueTask<bool> RenewAsync(Delivery delivery, CancellationToken cancellationToken) => new(false);

        public ValueTask AbandonAsync(Delivery delivery, TimeSpan delay, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
