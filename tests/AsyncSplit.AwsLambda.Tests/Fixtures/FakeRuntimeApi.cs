using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AwsLambda.Tests.Fixtures;

/// <summary>The Runtime API of one function, as its page describes it, on a free port of this machine.</summary>
internal sealed class FakeRuntimeApi : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication _server;
    private readonly Channel<(string Id, string Event, DateTimeOffset? Deadline, string? TraceId)> _invocations = Channel.CreateUnbounded<(string, string, DateTimeOffset?, string?)>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<RuntimeAnswer>> _answers = new();
    private readonly TaskCompletionSource<RuntimeAnswer> _initError = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeRuntimeApi(WebApplication server) => _server = server;

    /// <summary>Host and port.</summary>
    public string Address => new Uri(_server.Urls.Single()).Authority;

    /// <summary>What was posted instead of taking invocations.</summary>
    public Task<RuntimeAnswer> InitError => _initError.Task.WaitAsync(s_patience);

    /// <summary>How it answers a response or error.</summary>
    public HttpStatusCode PostStatus { get; set; } = HttpStatusCode.Accepted;

    public static async Task<FakeRuntimeApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var api = new FakeRuntimeApi(server);
        server.Run(api.HandleAsync);
        await server.StartAsync();
        return api;
    }

    public Task<RuntimeAnswer> InvokeAsync(string json, DateTimeOffset? deadline = null, string? traceId = null)
    {
        var id = Guid.NewGuid().ToString();
        var answer = _answers[id] = new TaskCompletionSource<RuntimeAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _invocations.Writer.TryWrite((id, json, deadline, traceId));
        return answer.Task.WaitAsync(s_patience);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        switch (context.Request.Method, path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            case ("GET", ["2018-06-01", "runtime", "invocation", "next"]):
                await NextAsync(context);
                break;
            case ("POST", ["2018-06-01", "runtime", "invocation", var id, "response" or "error"]):
                var answer = await ReadAsync(context, path);
                context.Response.StatusCode = (int)PostStatus;
                _answers[id].TrySetResult(answer);
                break;
            case ("POST", ["2018-06-01", "runtime", "init", "error"]):
                _initError.TrySetResult(await ReadAsync(context, path));
                context.Response.StatusCode = (int)HttpStatusCode.Accepted;
                break;
            default:
                context.Response.StatusCode = (int)HttpStatusCode.NotFound;
                break;
        }
    }

    private async Task NextAsync(HttpContext context)
    {
        var (id, json, deadline, traceId) = await _invocations.Reader.ReadAsync(context.RequestAborted);
        context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = id;
        context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-east-1:000000000000:function:shop-Work";
        context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = (deadline ?? DateTimeOffset.UtcNow.AddMinutes(1)).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        if (traceId is not null)
        {
            context.Response.Headers["Lambda-Runtime-Trace-Id"] = traceId;
        }

        await context.Response.WriteAsync(json);
    }

    private static async Task<RuntimeAnswer> ReadAsync(HttpContext context, string path)
    {
        using var reader = new StreamReader(context.Request.Body);
        return new RuntimeAnswer(path, await reader.ReadToEndAsync(), context.Request.ContentType, context.Request.Headers["Lambda-Runtime-Function-Error-Type"]);
    }
}
