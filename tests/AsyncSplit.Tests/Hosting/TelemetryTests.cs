using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using AsyncSplit.Testing;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Tests.Hosting;

[Collection("Activities")]
public sealed class TelemetryTests
{
    [Fact]
    public async Task AChainIsOneTrace()
    {
        var chain = Guid.NewGuid().ToString("N");
        var activities = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "AsyncSplit",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var host = TestHost.Create(services => services.AddSingleton<IDatabase, Database>());
        await host.StartAsync();

        var handle = await host.Services.GetRequiredService<IChainClient>()
            .StartAsync(new TextCall("my_func", "a"), TextCodec.Instance, new ChainStartOptions { ChainId = chain });
        await handle.GetResultAsync().WaitAsync(TimeSpan.FromSeconds(30));
        await host.StopAsync();

        var steps = activities.Where(activity => Equals(activity.GetTagItem("asyncsplit.chain"), chain)).ToArray();
        Assert.Equal(5, steps.Length);
        Assert.Single(steps.Select(step => step.TraceId).Distinct());
        Assert.Equal(steps.SkipLast(1).Select(step => step.SpanId), steps.Skip(1).Select(step => step.ParentSpanId));
    }

    [Fact]
    public async Task StepsAreCounted()
    {
        var entryPoints = new ConcurrentQueue<object?>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "AsyncSplit" && instrument.Name == "asyncsplit.steps")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => entryPoints.Enqueue(tags[0].Value));
        listener.Start();
        await using var host = ChainTestHost.Create(services => services.AddSingleton<RunLog>().AddSingleton<IDatabase, Database>());

        await host.RunAsync("delay_func", "a");

        Assert.Contains("delay_func@delay", entryPoints);
    }
}
