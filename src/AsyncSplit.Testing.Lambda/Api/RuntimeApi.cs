using System.Globalization;
using AsyncSplit.Testing.Lambda.Environments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AsyncSplit.Testing.Lambda.Api;

/// <summary>The Runtime API, version 2018-06-01, of one environment: each has a port of its own, by which it is known.</summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private const string Root = "/2018-06-01/runtime";

    private readonly WebApplication _server;

    private RuntimeApi(WebApplication server) => _server = server;

    /// <summary>The host and port, for <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string Address => LoopbackServer.AddressOf(_server).Authority;

    public static async Task<RuntimeApi> StartAsync(IRuntime runtime, string functionArn)
    {
        var server = await LoopbackServer.StartAsync(context => HandleAsync(context, runtime, functionArn)).ConfigureAwait(false);
        return new RuntimeApi(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task HandleAsync(HttpContext context, IRuntime runtime, string functionArn)
    {
        var path = context.Request.Path.Value ?? "";
        if (!path.StartsWith(Root, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        switch (context.Request.Method, path[Root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            case ("GET", ["invocation", "next"]):
                await NextAsync(context, runtime, functionArn).ConfigureAwait(false);
                break;
            case ("POST", ["invocation", var requestId, "response"]):
                await AnswerAsync(context, runtime, requestId, InvocationOutcome.Succeeded).ConfigureAwait(false);
                break;
            case ("POST", ["invocation", var requestId, "error"]):
                await AnswerAsync(context, runtime, requestId, InvocationOutcome.Failed).ConfigureAwait(false);
                break;
            case ("POST", ["init", "error"]):
                runtime.FailInit(System.Text.Encoding.UTF8.GetString(await Payloads.ReadAsync(context).ConfigureAwait(false) ?? []));
                await AcceptAsync(context).ConfigureAwait(false);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private static async Task NextAsync(HttpContext context, IRuntime runtime, string functionArn)
    {
        Invocation invocation;
        try
        {
            invocation = await runtime.NextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
            return;
        }

        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = functionArn;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        if (invocation.ClientContext is { } clientContext)
        {
            headers["Lambda-Runtime-Client-Context"] = new StringValues(clientContext);
        }

        await Payloads.WriteAsync(context, StatusCodes.Status200OK, invocation.Payload).ConfigureAwait(false);
    }

    private static async Task AnswerAsync(HttpContext context, IRuntime runtime, string requestId, InvocationOutcome outcome)
    {
        if (await Payloads.ReadAsync(context).ConfigureAwait(false) is not { } payload)
        {
            var error = LambdaError.ToJson("Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({Payloads.MaxBytes} bytes).");
            runtime.TryAnswer(requestId, InvocationOutcome.Failed, error);
            await Payloads.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, error).ConfigureAwait(false);
        }
        else if (runtime.TryAnswer(requestId, outcome, payload))
        {
            await AcceptAsync(context).ConfigureAwait(false);
        }
        else
        {
            await Payloads.WriteAsync(context, StatusCodes.Status400BadRequest, LambdaError.ToJson("InvalidRequestID", "Invalid request ID")).ConfigureAwait(false);
        }
    }

    private static Task AcceptAsync(HttpContext context) => Payloads.WriteAsync(context, StatusCodes.Status202Accepted, """{"status":"OK"}"""u8.ToArray());
}
