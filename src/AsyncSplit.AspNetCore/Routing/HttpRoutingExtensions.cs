using AsyncSplit.AspNetCore.Routing;
using AsyncSplit.Hosting;
using AsyncSplit.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AspNetCore;

/// <summary>Sends calls to programs in other languages, or in other places, over HTTP.</summary>
public static class HttpRoutingExtensions
{
    // Pooled connections that are made anew now and then, so that an address may move.
    private static readonly TimeSpan s_connectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Sends the calls of a contract member to another program: each as a POST with the envelope (docs/wire-format.md). The other program takes it with a success status, and answers later, from
    /// wherever it likes, with a POST to the address that the header <c>AsyncSplit-Answer-To</c> names: the endpoint <c>/answers</c> of <c>MapChains()</c>.
    /// </summary>
    /// <param name="chains">The application's chains.</param>
    /// <param name="target">The wire name, for example <c>IQuotes.QuoteAsync</c>; one that ends with a full stop (<c>IQuotes.</c>) stands for all that begin with it.</param>
    /// <param name="address">Where the other program listens.</param>
    /// <param name="answerTo">The public address of this application's endpoint for answers, for example <c>https://orders.example/chains/answers</c>.</param>
    /// <param name="handler">Makes the connections; a pool of its own by default.</param>
    public static AsyncSplitBuilder RouteOverHttp(this AsyncSplitBuilder chains, string target, Uri address, Uri answerTo, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(chains);
        ArgumentException.ThrowIfNullOrEmpty(target);
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(answerTo);
        chains.Services.AddSingleton<IChainRouter>(_ => new HttpRoute(target, address, answerTo, new HttpClient(handler ?? new SocketsHttpHandler { PooledConnectionLifetime = s_connectionLifetime })));
        return chains;
    }
}
