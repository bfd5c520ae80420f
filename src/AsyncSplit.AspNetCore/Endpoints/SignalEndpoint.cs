using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AspNetCore.Endpoints;

/// <summary>Sends a signal.</summary>
internal static class SignalEndpoint
{
    private const int MaxKeyLength = 128;

    public static async Task<IResult> RunAsync(HttpContext http, string id, string name, ChainEndpointsOptions options)
    {
        if (await Bodies.ReadAsync(http, options.MaxBodyBytes).ConfigureAwait(false) is not { } body)
        {
            return Problems.TooLarge(options.MaxBodyBytes);
        }

        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > MaxKeyLength)
        {
            return Problems.BadRequest($"An Idempotency-Key has at most {MaxKeyLength} characters.");
        }

        try
        {
            var client = http.RequestServices.GetRequiredService<IChainClient>();
            var answer = await client.TrySignalJsonAsync(id, name, body.IsEmpty ? "null"u8.ToArray() : body, key.Length == 0 ? null : key, http.RequestAborted).ConfigureAwait(false);
            return answer switch
            {
                SignalAnswer.Accepted or SignalAnswer.AlreadySent => TypedResults.Accepted((string?)null),
                SignalAnswer.ChainEnded => Problems.ChainEnded(id),
                _ => Problems.UnknownChain(id),
            };
        }
        catch (ArgumentException exception)
        {
            return Problems.BadRequest(exception.Message);
        }
    }
}
