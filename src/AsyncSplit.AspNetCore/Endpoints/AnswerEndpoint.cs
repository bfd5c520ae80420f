using AsyncSplit.Routing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AspNetCore.Endpoints;

/// <summary>Takes the answers of other programs to calls that have been sent to them.</summary>
internal static class AnswerEndpoint
{
    public static async Task<IResult> RunAsync(HttpContext http, ChainEndpointsOptions options, CancellationToken cancellationToken)
    {
        if (await Bodies.ReadAsync(http, options.MaxBodyBytes).ConfigureAwait(false) is not { } body)
        {
            return Problems.TooLarge(options.MaxBodyBytes);
        }

        return await http.RequestServices.GetRequiredService<ForeignCalls>().AcceptAsync(body, cancellationToken).ConfigureAwait(false) switch
        {
            AnswerAcceptance.Accepted => TypedResults.Accepted((string?)null),
            AnswerAcceptance.NotAuthentic => Problems.Forbidden("The frames of the answer are not those of a call of this application."),
            AnswerAcceptance.TooLarge => Problems.Of(StatusCodes.Status413PayloadTooLarge, "too-large", "The answer is larger than an envelope may be."),
            AnswerAcceptance.ChainEnded => Problems.Of(StatusCodes.Status409Conflict, "chain-ended", "The chain has ended."),
            AnswerAcceptance.UnknownChain => Problems.Of(StatusCodes.Status404NotFound, "unknown-chain", "The chain is not known."),
            _ => Problems.BadRequest("This is no answer to a call: docs/wire-format.md."),
        };
    }
}
