using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AspNetCore.Endpoints;

/// <summary>Completes and fails callbacks. Whoever has the token may.</summary>
internal static class CallbackEndpoint
{
    public static Task<IResult> CompleteAsync(HttpContext http, string token, ChainEndpointsOptions options) =>
        RunAsync(http, options, (client, body) => client.TryCompleteJsonAsync(new CallbackToken(token), body.IsEmpty ? "null"u8.ToArray() : body, http.RequestAborted));

    public static Task<IResult> FailAsync(HttpContext http, string token, ChainEndpointsOptions options) =>
        RunAsync(http, options, (client, body) => client.TryFailJsonAsync(new CallbackToken(token), body, http.RequestAborted));

    private static async Task<IResult> RunAsync(HttpContext http, ChainEndpointsOptions options, Func<IChainClient, ReadOnlyMemory<byte>, Task<CallbackAnswer>> run)
    {
        if (await Bodies.ReadAsync(http, options.MaxBodyBytes).ConfigureAwait(false) is not { } body)
        {
            return Problems.TooLarge(options.MaxBodyBytes);
        }

        try
        {
            return await run(http.RequestServices.GetRequiredService<IChainClient>(), body).ConfigureAwait(false) switch
            {
                CallbackAnswer.Accepted => TypedResults.NoContent(),
                CallbackAnswer.AlreadyCompleted => Problems.Of(StatusCodes.Status409Conflict, "already-completed", "The callback has been completed already."),
                CallbackAnswer.Expired => Problems.Of(StatusCodes.Status410Gone, "expired", "The callback's time is over."),
                _ => Problems.Of(StatusCodes.Status410Gone, "chain-ended", "The chain that the callback belongs to has ended."),
            };
        }
        catch (InvalidCallbackTokenException exception)
        {
            return Problems.Forbidden(exception.Message);
        }
        catch (ArgumentException exception)
        {
            return Problems.BadRequest(exception.Message);
        }
    }
}
