using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AspNetCore.Tests.Harness;

/// <summary>A program that knows HTTP and JSON, and nothing of chains: it is posted to.</summary>
internal sealed class OtherProgram : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<JsonElement> _posted = Channel.CreateUnbounded<JsonElement>();

    private OtherProgram(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<OtherProgram> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var program = new OtherProgram(app);
        app.MapPost("/", program.TakeAsync);
        await app.StartAsync();
        return program;
    }

    /// <summary>The next thing that is posted to it.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _posted.Reader.ReadAsync(limit.Token);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var json = await JsonDocument.ParseAsync(http.Request.Body);
        await _posted.Writer.WriteAsync(json.RootElement.Clone());
        http.Response.StatusCode = (int)HttpStatusCode.Accepted;
    }
}
