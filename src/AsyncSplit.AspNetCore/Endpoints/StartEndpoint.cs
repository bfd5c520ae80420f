using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AspNetCore.Endpoints;

/// <summary>Starts a chain.</summary>
internal static class StartEndpoint
{
    // An id is part of paths and of database keys.
    private const int MaxKeyLength = 64;

    public static async Task<IResult> RunAsync(HttpContext http, string handler, ChainEndpointsOptions options)
    {
        if (!options.MayStart(handler))
        {
            return Problems.UnknownHandler(handler);
        }

        if (await Bodies.ReadAsync(http, options.MaxBodyBytes).ConfigureAwait(false) is not { } body)
        {
            return Problems.TooLarge(options.MaxBodyBytes);
        }

        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > MaxKeyLength || !key.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
        {
            return Problems.BadRequest($"An Idempotency-Key has at most {MaxKeyLength} letters, digits, hyphens, underscores and full stops.");
        }

        var client = http.RequestServices.GetRequiredService<IChainClient>();
        var start = key.Length == 0 ? null : new ChainStartOptions { ChainId = key };
        try
        {
            var chain = await client.StartJsonAsync(handler, body.IsEmpty ? "{}"u8.ToArray() : body, start, http.RequestAborted).ConfigureAwait(false);
            http.Response.Headers.Location = Links.Chain(http, chain.Id, "/start/");
            Links.RetryAfter(http, options.RetryAfter);
            var status = new ChainStatusBody(chain.Id, handler, nameof(ChainStatus.Running), null, null);
            return TypedResults.Json(status, ChainJsonContext.Default.ChainStatusBody, statusCode: StatusCodes.Status202Accepted);
        }
        catch (KeyNotFoundException)
        {
            return Problems.UnknownHandler(handler);
        }
        catch (ArgumentException exception)
        {
            return Problems.BadRequest(exception.Message);
        }
        catch (EnvelopeTooLargeException exception)
        {
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-large", exception.Message);
        }
    }
}
