using System.Collections.Concurrent;
using MassTransit;
using MassTransit.Courier.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.Benchmarks.Compare.Memory.Courier;

/// <summary>MassTransit in this process: routing slips of five activities over its transport in memory. The slip's end is sent to one queue, from which who waits is told; nobody subscribes to its other events.</summary>
internal sealed class CourierBus : IAsyncDisposable
{
    private static readonly Uri s_add = new("queue:add");
    private static readonly Uri s_ended = new("queue:ended");

    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<int>> _waiting = new();
    private IHost _host = null!;
    private IBus _bus = null!;

    public static async Task<CourierBus> StartAsync(int atATime)
    {
        var courier = new CourierBus();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddMassTransit(bus =>
        {
            bus.AddExecuteActivity<AddActivity, AddArguments>();
            bus.UsingInMemory((context, transport) =>
            {
                transport.ConcurrentMessageLimit = atATime;
                transport.ReceiveEndpoint("add", endpoint => endpoint.ExecuteActivityHost<AddActivity, AddArguments>(context));
                transport.ReceiveEndpoint("ended", endpoint =>
                {
                    endpoint.Handler<RoutingSlipCompleted>(ended => courier.End(ended.Message.TrackingNumber, ended.GetVariable<int>("Sum")!.Value + ended.GetVariable<int>("First")!.Value));
                    endpoint.Handler<RoutingSlipFaulted>(ended => courier.Fail(ended.Message.TrackingNumber));
                });
            });
        });
        courier._host = builder.Build();
        await courier._host.StartAsync().ConfigureAwait(false);
        courier._bus = courier._host.Services.GetRequiredService<IBus>();
        return courier;
    }

    public async Task RunOneAsync(int start)
    {
        var slip = new RoutingSlipBuilder(NewId.NextGuid());
        slip.AddVariable("Sum", start);
        for (var number = 1; number <= Crowd.Calls; number++)
        {
            slip.AddActivity("add", s_add, new { Number = number });
        }

        slip.AddSubscription(s_ended, RoutingSlipEvents.Completed | RoutingSlipEvents.Faulted);
        var ended = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[slip.TrackingNumber] = ended;
        await _bus.Execute(slip.Build()).ConfigureAwait(false);
        Crowd.Check(start, await ended.Task.ConfigureAwait(false));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        _host.Dispose();
    }

    private Task End(Guid slip, int sum)
    {
        _waiting.TryRemove(slip, out var ended);
        ended?.SetResult(sum);
        return Task.CompletedTask;
    }

    private Task Fail(Guid slip)
    {
        _waiting.TryRemove(slip, out var ended);
        ended?.SetException(new InvalidOperationException("An activity has failed."));
        return Task.CompletedTask;
    }
}
