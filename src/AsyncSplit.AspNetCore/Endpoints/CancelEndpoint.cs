using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AspNetCore.Endpoints;

/// <summary>Cancels a chain.</summary>
internal static class CancelEndpoint
{
    public static async Task<IResult> RunAsync(HttpContext http, string id)
    {
        try
        {
            return await http.RequestServices.GetRequiredService<IChainClient>().CancelAsync(id, http.RequestAborted).ConfigureAwait(false)
                ? TypedResults.Accepted(Links.Chain(http, id, $"/{Uri.EscapeDataString(id)}/cancel"))
                : Problems.ChainEnded(id);
        }
        catch (KeyNotFoundException)
        {
            return Problems.UnknownChain(id);
        }
    }
}
