using AsyncSplit.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AspNetCore.Endpoints;

/// <summary>Tells how far a chain is.</summary>
internal static class StatusEndpoint
{
    public static async Task<IResult> RunAsync(HttpContext http, string id, ChainEndpointsOptions options)
    {
        var chain = await http.RequestServices.GetRequiredService<IChainStore>().FindAsync(id, http.RequestAborted).ConfigureAwait(false);
        if (chain is null)
        {
            return Problems.UnknownChain(id);
        }

        if (chain.Status == ChainStatus.Running)
        {
            Links.RetryAfter(http, options.RetryAfter);
        }

        return TypedResults.Json(BodyOf(chain), ChainJsonContext.Default.ChainStatusBody);
    }

    public static ChainStatusBody BodyOf(ChainRecord chain) => new(chain.Id, chain.Handler, chain.Status.ToString(), chain.StartedAt, chain.CompletedAt);
}
