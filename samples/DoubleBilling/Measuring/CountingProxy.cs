using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace DoubleBilling.Measuring;

/// <summary>Stands before an emulator, and counts what is asked of it, by operation.</summary>
internal sealed class CountingProxy : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly HttpClient _target;
    private readonly ConcurrentDictionary<string, int> _counts;

    private CountingProxy(WebApplication server, HttpClient target, ConcurrentDictionary<string, int> counts) => (_server, _target, _counts) = (server, target, counts);

    public Uri Address => new(_server.Urls.Single());

    public static async Task<CountingProxy> StartAsync(Uri emulator)
    {
        var target = new HttpClient { BaseAddress = emulator, Timeout = Timeout.InfiniteTimeSpan };
        var counts = new ConcurrentDictionary<string, int>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        server.Run(context => ForwardAsync(context, target, counts));
        await server.StartAsync();
        return new CountingProxy(server, target, counts);
    }

    public void Clear() => _counts.Clear();

    /// <summary>How often one of the operations was asked for.</summary>
    public int Count(params ReadOnlySpan<string> operations)
    {
        var count = 0;
        foreach (var operation in operations)
        {
            count += _counts.GetValueOrDefault(operation);
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _target.Dispose();
    }

    private static async Task ForwardAsync(HttpContext context, HttpClient target, ConcurrentDictionary<string, int> counts)
    {
        // AmazonSQS.SendMessage, DynamoDB_20120810.PutItem
        var operation = context.Request.Headers["X-Amz-Target"].ToString();
        counts.AddOrUpdate(operation[(operation.LastIndexOf('.') + 1)..], 1, static (_, count) => count + 1);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString) { Content = new StreamContent(context.Request.Body) };
        foreach (var (name, values) in context.Request.Headers)
        {
            if (!name.Equals("Host", StringComparison.OrdinalIgnoreCase) && !request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        using var response = await target.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        // The connection to the emulator is not that to the function.
        context.Response.Headers.Remove("Transfer-Encoding");
        context.Response.Headers.Remove("Connection");
        await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
