using AsyncSplit.InMemory;
using AsyncSplit.Messaging;
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

    private static Task<HealthReport> CheckAsync(IHost host) => host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    private sealed class BrokenTransport : IChainTransport
    {
        public TimeSpan LeaseDuration => Timeout.InfiniteTimeSpan;

        public ValueTask<IReadOnlyList<Delivery>> ReceiveAsync(int maxCount, CancellationToken cancellationToken) => throw new IOException("The queue is gone.");

        public ValueTask<bool> RenewAsync(Delivery delivery, CancellationToken cancellationToken) => new(false);

        public ValueTask AbandonAsync(Delivery delivery, TimeSpan delay, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
