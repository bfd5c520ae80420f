using AsyncSplit.Messaging;
using AsyncSplit.Security;
using AsyncSplit.Stores.Doubles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AspNetCore.Tests.Harness;

/// <summary>An application whose envelopes a broker pushes to it.</summary>
internal sealed class StepsApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StepsApp(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public IChainClient Client => Services.GetRequiredService<IChainClient>();

    public IChainStore Store => Services.GetRequiredService<IChainStore>();

    public Letters Letters => Services.GetRequiredService<Letters>();

    public EnvelopeSignatures Signatures => Services.GetRequiredService<EnvelopeSignatures>();

    /// <summary>Starts it.</summary>
    /// <param name="broker">Whose subscriber it becomes; null for none, and a sink that nobody listens on.</param>
    /// <param name="steps">Changes what the endpoint does.</param>
    /// <param name="events">Changes how envelopes are sent.</param>
    /// <param name="services">More services.</param>
    /// <param name="map">More of the endpoint.</param>
    /// <param name="key">Whether there is a key.</param>
    public static async Task<StepsApp> StartAsync(
        PushingBroker? broker = null,
        Action<ChainStepsOptions>? steps = null,
        Action<CloudEventsOptions>? events = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication, RouteHandlerBuilder>? map = null,
        bool key = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<Letters>();
        builder.Services.AddSingleton<IScores, ScoresHere>();
        builder.Services.AddAsyncSplitCore(chains =>
        {
            var items = new MemoryItems();
            chains.AddChainables().UseCloudEvents(options =>
            {
                options.Sink = broker?.Sink ?? new Uri("http://127.0.0.1:9/");
                options.Items = _ => items;
                events?.Invoke(options);
            });
            if (key)
            {
                chains.UseSigningKeys(new ChainKey("test", new byte[32]));
            }
        });
        services?.Invoke(builder.Services);
        var app = builder.Build();
        var endpoint = app.MapChainSteps(configure: steps);
        map?.Invoke(app, endpoint);
        await app.StartAsync();
        var started = new StepsApp(app);
        if (broker is not null)
        {
            broker.Subscriber = new Uri(started.Http.BaseAddress!, "/chains/steps");
        }

        return started;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
