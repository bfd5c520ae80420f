using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace AsyncSplit.AwsLambda.Runtime;

/// <summary>The Runtime API of Lambda, version 2018-06-01, as a client sees it.</summary>
/// <param name="address">Host and port: <c>AWS_LAMBDA_RUNTIME_API</c>.</param>
internal sealed class RuntimeApiClient(string address) : IDisposable
{
    private static readonly MediaTypeHeaderValue s_json = new("application/json");
    private static readonly MediaTypeHeaderValue s_error = new("application/vnd.aws.lambda.error+json");

    // An HttpClient brings a time-out, which waiting for the next invocation must not have. No proxy, no redirects, no trace headers: it is this machine's own.
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
    });

    private readonly Uri _root = new($"http://{address}/2018-06-01/runtime/");

    /// <summary>Waits for the next invocation. The process may be frozen meanwhile, for hours.</summary>
    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_root, "invocation/next"));
        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw await RefusedAsync(response, "invocation/next").ConfigureAwait(false);
        }

        // Not cancelled: whoever has been handed an invocation has to answer it.
        var body = await response.Content.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false);
        return new Invocation(Header(response, "Lambda-Runtime-Aws-Request-Id") ?? throw new RuntimeApiException("The Runtime API has given an invocation without Lambda-Runtime-Aws-Request-Id."), body)
        {
            Deadline = long.TryParse(Header(response, "Lambda-Runtime-Deadline-Ms"), NumberStyles.None, CultureInfo.InvariantCulture, out var deadline) ? DateTimeOffset.FromUnixTimeMilliseconds(deadline) : null,
            TraceId = Header(response, "Lambda-Runtime-Trace-Id"),
        };
    }

    /// <summary>Answers an invocation.</summary>
    public Task RespondAsync(string requestId, ReadOnlyMemory<byte> answer) => PostAsync($"invocation/{requestId}/response", answer, s_json, null);

    /// <summary>Answers an invocation with an error.</summary>
    public Task FailAsync(string requestId, ErrorReport error) => PostAsync($"invocation/{requestId}/error", error.ToJson(), s_error, error.Reason);

    /// <summary>Says that no invocation can be taken.</summary>
    public Task FailInitAsync(ErrorReport error) => PostAsync("init/error", error.ToJson(), s_error, error.Reason);

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(string path, ReadOnlyMemory<byte> body, MediaTypeHeaderValue type, string? errorType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_root, path)) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = type;
        if (errorType is not null)
        {
            request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-Error-Type", errorType);
        }

        using var response = await _http.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw await RefusedAsync(response, path).ConfigureAwait(false);
        }
    }

    private static async Task<RuntimeApiException> RefusedAsync(HttpResponseMessage response, string path) =>
        new($"The Runtime API answers {path} with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(CancellationToken.None).ConfigureAwait(false)}");

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
