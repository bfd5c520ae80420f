using System.Globalization;
using System.Text.Json;
using AsyncSplit.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AspNetCore.Endpoints;

/// <summary>Gives the result of a chain.</summary>
internal static class ResultEndpoint
{
    public static async Task<IResult> RunAsync(HttpContext http, string id, ChainEndpointsOptions options)
    {
        var wait = TimeSpan.Zero;
        if (http.Request.Query["wait"].ToString() is { Length: > 0 } text)
        {
            if (!double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || !double.IsFinite(seconds))
            {
                return Problems.BadRequest("'wait' is a number of seconds.");
            }

            wait = seconds < options.MaxWait.TotalSeconds ? TimeSpan.FromSeconds(seconds) : options.MaxWait;
        }

        var store = http.RequestServices.GetRequiredService<IChainStore>();
        var chain = await store.FindAsync(id, http.RequestAborted).ConfigureAwait(false);
        if (chain is { Status: ChainStatus.Running } && wait > TimeSpan.Zero)
        {
            chain = await WaitAsync(store, chain, wait, http.RequestAborted).ConfigureAwait(false);
        }

        return chain is null ? Problems.UnknownChain(id) : Answer(http, chain, options);
    }

    private static IResult Answer(HttpContext http, ChainRecord chain, ChainEndpointsOptions options)
    {
        switch (chain.Status)
        {
            case ChainStatus.Completed:
                return TypedResults.Bytes(chain.Result is { } result ? result : "null"u8.ToArray(), "application/json");
            case ChainStatus.Running:
                Links.RetryAfter(http, options.RetryAfter);
                return TypedResults.Json(StatusEndpoint.BodyOf(chain), ChainJsonContext.Default.ChainStatusBody, statusCode: StatusCodes.Status202Accepted);
            case ChainStatus.Parked:
                return Problems.Of(StatusCodes.Status409Conflict, "chain-parked", chain.ParkedReason ?? "An envelope of the chain is a dead letter.");
            default:
                var (type, message) = ReadError(chain.Error.GetValueOrDefault());
                return Problems.Of(
                    StatusCodes.Status409Conflict,
                    chain.Status == ChainStatus.Cancelled ? "chain-cancelled" : "chain-failed",
                    message,
                    new Dictionary<string, object?>(StringComparer.Ordinal) { ["exception"] = type });
        }
    }

    private static async Task<ChainRecord> WaitAsync(IChainStore store, ChainRecord running, TimeSpan wait, CancellationToken aborted)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        enough.CancelAfter(wait);
        try
        {
            return await store.WaitAsync(running.Id, enough.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return running;
        }
    }

    // What is for people of an error; its stack stays here.
    private static (string Type, string Message) ReadError(ReadOnlyMemory<byte> error)
    {
        using var json = JsonDocument.Parse(error);
        return (Text(json.RootElement, "type"), Text(json.RootElement, "message"));
    }

    private static string Text(JsonElement error, string name) => error.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
}
