using System.Net;
using AsyncSplit.Testing.Lambda.Environments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AsyncSplit.Testing.Lambda.Api;

/// <summary>The operation Invoke of Lambda's API, version 2015-03-31. Signatures are not checked.</summary>
internal sealed class InvokeApi : IAsyncDisposable
{
    private readonly WebApplication _server;

    private InvokeApi(WebApplication server) => _server = server;

    public Uri Address => LoopbackServer.AddressOf(_server);

    public static async Task<InvokeApi> StartAsync(IReadOnlyDictionary<string, FunctionRunner> runners, EventInvoker events)
    {
        var server = await LoopbackServer.StartAsync(context => HandleAsync(context, runners, events)).ConfigureAwait(false);
        return new InvokeApi(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task HandleAsync(HttpContext context, IReadOnlyDictionary<string, FunctionRunner> runners, EventInvoker events)
    {
        var path = context.Request.Path.Value ?? "";
        if (context.Request.Method != "POST" || path.Split('/', StringSplitOptions.RemoveEmptyEntries) is not ["2015-03-31", "functions", var given, "invocations"])
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "UnknownOperationException", $"Only Invoke is served here, not {context.Request.Method} {path}.").ConfigureAwait(false);
            return;
        }

        if (!runners.TryGetValue(FunctionArn.ToName(WebUtility.UrlDecode(given)), out var runner))
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "ResourceNotFoundException", $"Function not found: {given}").ConfigureAwait(false);
            return;
        }

        if (await Payloads.ReadAsync(context).ConfigureAwait(false) is not { } payload)
        {
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, "RequestTooLargeException", $"The payload is larger than {Payloads.MaxBytes} bytes.").ConfigureAwait(false);
            return;
        }

        switch (context.Request.Headers["X-Amz-Invocation-Type"].ToString())
        {
            case "Event":
                events.Post(runner, payload);
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                break;
            case "DryRun":
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                await InvokeAsync(context, runner, payload).ConfigureAwait(false);
                break;
        }
    }

    private static async Task InvokeAsync(HttpContext context, FunctionRunner runner, byte[] payload)
    {
        var headers = context.Request.Headers;
        var invocation = headers["X-Amzn-Trace-Id"].ToString() is { Length: > 0 } traceId
            ? new Invocation(payload) { TraceId = traceId, ClientContext = ClientContext(headers) }
            : new Invocation(payload) { ClientContext = ClientContext(headers) };
        LambdaAnswer answer;
        try
        {
            answer = await runner.InvokeAsync(invocation, waits: false, context.RequestAborted).ConfigureAwait(false);
        }
        catch (LambdaThrottledException exception)
        {
            await RefuseAsync(context, StatusCodes.Status429TooManyRequests, "TooManyRequestsException", exception.Message).ConfigureAwait(false);
            return;
        }

        context.Response.Headers["X-Amz-Executed-Version"] = "$LATEST";
        context.Response.Headers["x-amzn-RequestId"] = answer.RequestId;
        if (!answer.IsSuccess)
        {
            context.Response.Headers["X-Amz-Function-Error"] = "Unhandled";
        }

        await Payloads.WriteAsync(context, StatusCodes.Status200OK, answer.Payload).ConfigureAwait(false);
    }

    private static string? ClientContext(IHeaderDictionary headers) => headers["X-Amz-Client-Context"].ToString() is { Length: > 0 } context ? context : null;

    private static Task RefuseAsync(HttpContext context, int status, string type, string message)
    {
        context.Response.Headers["x-amzn-ErrorType"] = type;
        return Payloads.WriteAsync(context, status, LambdaError.ToJson(type, message));
    }
}
