using System.Diagnostics;
using AsyncSplit.InMemory;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AsyncSplit.Tests.Hosting;

[Collection("Activities")]
public sealed class OpenTelemetryTests
{
    [Fact]
    public async Task AChainIsOneTraceThroughAllProcesses()
    {
        var spans = new List<Activity>();
        using var tracing = Sdk.CreateTracerProviderBuilder().AddSource("AsyncSplit", "Shop").AddInMemoryExporter(spans).Build();
        using var shop = new ActivitySource("Shop");
        var shared = new InMemoryChains(TimeProvider.System);
        using var one = CreateHost(shared);
        using var another = CreateHost(shared);
        await one.StartAsync();
        await another.StartAsync();

        var chain = $"traced-{Guid.NewGuid():N}";
        ActivityTraceId trace;
        using (var request = shop.StartActivity("POST /orders"))
        {
            trace = request!.TraceId;
            var handle = await one.Services.GetRequiredService<IChainClient>().StartAsync(new TextCall("loop_func", "20"), TextCodec.Instance, new ChainStartOptions { ChainId = chain });
            await handle.GetResultAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }

        await one.StopAsync();
        await another.StopAsync();
        tracing.ForceFlush();

        var steps = spans.Where(span => Equals(span.GetTagItem("asyncsplit.chain"), chain)).ToList();
        Assert.Equal(21, steps.Count);
        Assert.All(steps, step => Assert.Equal(trace, step.TraceId));

        // Each hop hangs on the step that sent it, the first on the request.
        var known = spans.Select(span => span.SpanId).ToHashSet();
        Assert.All(steps, step => Assert.Contains(step.ParentSpanId, known));
        Assert.All(steps, step => Assert.Equal(ActivityKind.Consumer, step.Kind));
    }

    [Fact]
    public async Task WhatIsToBeWatchedIsMeasured()
    {
        var metrics = new List<Metric>();
        using var metering = Sdk.CreateMeterProviderBuilder().AddMeter("AsyncSplit").AddInMemoryExporter(metrics).Build();
        using var host = CreateHost(new InMemoryChains(TimeProvider.System));
        await host.StartAsync();
        var client = host.Services.GetRequiredService<IChainClient>();
        await (await client.StartAsync(new TextCall("my_func", "a"), TextCodec.Instance)).GetResultAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAnyAsync<Exception>(async () => await (await client.StartAsync(new TextCall("gone_func", "a"), TextCodec.Instance)).GetResultAsync().WaitAsync(TimeSpan.FromSeconds(30)));
        await host.StopAsync();
        metering.ForceFlush();

        var names = metrics.Select(metric => metric.Name).Distinct().ToList();
        Assert.Contains("asyncsplit.steps", names);
        Assert.Contains("asyncsplit.step.active", names);
        Assert.Contains("asyncsplit.step.waited", names);
        Assert.Contains("asyncsplit.step.queue_delay", names);
        Assert.Contains("asyncsplit.dead_letters", names);
        Assert.All(metrics.Where(metric => metric.Name.StartsWith("asyncsplit.step.", StringComparison.Ordinal)), metric => Assert.Equal("s", metric.Unit));
    }

    private static IHost CreateHost(InMemoryChains chains) => TestHost.Create(services =>
    {
        services.AddSingleton<IDatabase, Database>();
        services.Replace(ServiceDescriptor.Singleton(chains));
    });
}
