using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AzureFunctions.Tests.Driver;

/// <summary>Where HTTP-triggered functions are called: checks the key, and forwards the request as it is.</summary>
internal sealed class HttpFront : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HttpFront(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<HttpFront> StartAsync(FunctionsHostDriver driver)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        foreach (var function in driver.Functions.Where(static function => function.Type == "httpTrigger"))
        {
            var methods = function.Trigger.GetProperty("methods").EnumerateArray().Select(static method => method.GetString()!.ToUpperInvariant());
            app.MapMethods($"/api/{function["route"]}", methods, http => ForwardAsync(http, function, driver));
        }

        await app.StartAsync();
        return new HttpFront(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task ForwardAsync(HttpContext http, FunctionBinding function, FunctionsHostDriver driver)
    {
        Assert.True(driver.Host.ForwardsHttp, "Without enableForwardingHttpRequest the host does not forward requests.");
        if (function["authLevel"] != "anonymous" && http.Request.Headers["x-functions-key"] != driver.FunctionKey)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var client = new HttpClient();
        var target = new UriBuilder(await driver.Handler.AddressAsync()) { Path = http.Request.Path, Query = http.Request.QueryString.Value };
        using var request = new HttpRequestMessage(new HttpMethod(http.Request.Method), target.Uri) { Content = new StreamContent(http.Request.Body) };
        if (http.Request.ContentType is { } type)
        {
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        using var answer = await client.SendAsync(request);
        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.Headers.Location = answer.Headers.Location?.OriginalString;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await answer.Content.CopyToAsync(http.Response.Body);
    }
}
