using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;

namespace AsyncSplit.Benchmarks.Compare.Memory.Orleans;

/// <summary>A silo in this process, with its client in it, so that no call crosses a socket; its storage is in memory too.</summary>
internal sealed class OrleansSilo : IAsyncDisposable
{
    public const string Storage = "memory";

    private readonly IHost _host;
    private readonly IGrainFactory _grains;
    private int _next;

    private OrleansSilo(IHost host)
    {
        _host = host;
        _grains = host.Services.GetRequiredService<IGrainFactory>();
    }

    public static async Task<OrleansSilo> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), FreePort()).AddMemoryGrainStorage(Storage));
        var host = builder.Build();
        await host.StartAsync().ConfigureAwait(false);
        return new OrleansSilo(host);
    }

    /// <summary>Runs one chain. Its grain is one of so many, none of which runs two at a time: a new one for each chain would have to be activated first.</summary>
    public async Task RunOneAsync(int start, int grains)
    {
        var grain = _grains.GetGrain<ISumsGrain>(Interlocked.Increment(ref _next) % grains);
        Crowd.Check(start, await grain.FiveAsync(start).ConfigureAwait(false));
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        _host.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
