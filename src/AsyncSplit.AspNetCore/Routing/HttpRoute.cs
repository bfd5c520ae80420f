using System.Net.Http.Headers;
using AsyncSplit.Routing;

namespace AsyncSplit.AspNetCore.Routing;

/// <summary>Sends the calls of some wire names to an address.</summary>
/// <param name="routed">A wire name; one that ends with a full stop stands for all that begin with it.</param>
/// <param name="address">Where to.</param>
/// <param name="answerTo">Where the other program sends its answers.</param>
/// <param name="http">Sends.</param>
internal sealed class HttpRoute(string routed, Uri address, Uri answerTo, HttpClient http) : IChainRouter, IEnvelopeSender
{
    /// <summary>The header that says where answers are taken.</summary>
    public const string AnswerTo = "AsyncSplit-Answer-To";

    /// <inheritdoc/>
    public IEnvelopeSender? Find(string target) => target == routed || (routed.EndsWith('.') && target.StartsWith(routed, StringComparison.Ordinal)) ? this : null;

    /// <inheritdoc/>
    /// <exception cref="HttpRequestException">The other side has not taken it.</exception>
    public async ValueTask SendAsync(RoutedCall call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(call);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(call.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(AnswerTo, answerTo.AbsoluteUri);
        request.Headers.Add("Idempotency-Key", call.MessageId);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }
}
