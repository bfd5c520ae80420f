using System.Net;
using System.Net.Sockets;
using AsyncSplit.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AspNetCore.Tests.Harness;

/// <summary>An application with chains in memory, on a free port of this machine.</summary>
internal sealed class ChainsApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ChainsApp(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
        Http = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public IChainClient Client => _app.Services.GetRequiredService<IChainClient>();

    public Letters Letters => _app.Services.GetRequiredService<Letters>();

    /// <param name="chains">More of the chains, given the application's address.</param>
    /// <param name="services">More services.</param>
    /// <param name="map">Maps the endpoints.</param>
    public static async Task<ChainsApp> StartAsync(Action<AsyncSplitBuilder, Uri>? chains = null, Action<IServiceCollection>? services = null, Action<WebApplication>? map = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.AbsoluteUri);
        builder.Services.AddSingleton<Letters>();
        builder.Services.AddSingleton<IScores, ScoresElsewhere>();
        builder.Services.AddAsyncSplit(configured =>
        {
            configured.AddChainables().UseInMemory();
            chains?.Invoke(configured, address);
        });
        services?.Invoke(builder.Services);
        var app = builder.Build();
        if (map is null)
        {
            app.MapChains();
        }
        else
        {
            map(app);
        }

        await app.StartAsync();
        return new ChainsApp(app, address);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
