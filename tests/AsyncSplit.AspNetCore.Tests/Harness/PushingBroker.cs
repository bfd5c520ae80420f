using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AsyncSplit.AspNetCore.Tests.Harness;

/// <summary>A broker as Knative's: takes CloudEvents by POST, pushes them to a subscriber, again as long as that makes sense, and now and then twice.</summary>
internal sealed class PushingBroker : IAsyncDisposable
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMilliseconds(200);

    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<Task> _pushes = [];
    private int _taken;

    private PushingBroker(WebApplication app) => _app = app;

    /// <summary>Where events are posted to.</summary>
    public Uri Sink => new(_app.Urls.Single());

    /// <summary>Where they are pushed to.</summary>
    public Uri? Subscriber { get; set; }

    /// <summary>Each n-th event is pushed twice; 0 for none.</summary>
    public int DuplicateEvery { get; set; }

    /// <summary>Each n-th event is refused with 503 when it is posted; 0 for none.</summary>
    public int RefuseEvery { get; set; }

    /// <summary>Whether it pushes in structured mode what came in binary mode, as a broker in between may.</summary>
    public bool Restructures { get; set; }

    /// <summary>The answers of the subscriber.</summary>
    public ConcurrentQueue<HttpStatusCode> Answers { get; } = new();

    /// <summary>What the subscriber will never take.</summary>
    public ConcurrentQueue<string> Dropped { get; } = new();

    public static async Task<PushingBroker> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var broker = new PushingBroker(app);
        app.MapPost("/", broker.TakeAsync);
        await app.StartAsync();
        return broker;
    }

    /// <summary>Waits until the subscriber has answered so.</summary>
    public async Task WaitForAsync(HttpStatusCode answer)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!Answers.Contains(answer))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_pushes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task TakeAsync(HttpContext http)
    {
        var count = Interlocked.Increment(ref _taken);
        if (RefuseEvery > 0 && count % RefuseEvery == 0)
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers
            .Where(static header => header.Key.StartsWith("ce-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(static header => header.Key.ToLowerInvariant(), static header => header.Value.ToString());
        var pushed = new Pushed(http.Request.ContentType!, headers, body.ToArray());
        pushed = Restructures && headers.Count > 0 ? pushed.Restructure() : pushed;
        _pushes.Add(Task.Run(() => PushAsync(pushed)));
        if (DuplicateEvery > 0 && count % DuplicateEvery == 0)
        {
            _pushes.Add(Task.Run(() => PushAsync(pushed)));
        }

        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private async Task PushAsync(Pushed pushed)
    {
        while (!_stopping.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                using var request = pushed.ToRequest(Subscriber!);
                using var answer = await _http.SendAsync(request, _stopping.Token);
                Answers.Enqueue(answer.StatusCode);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }

                if ((int)answer.StatusCode is < 500 and not (429 or 408))
                {
                    Dropped.Enqueue(await answer.Content.ReadAsStringAsync());
                    return;
                }

                Assert.NotNull(answer.Headers.RetryAfter);
                pause = answer.Headers.RetryAfter.Delta!.Value;
            }
            catch (HttpRequestException)
            {
                pause = s_longestPause;
            }

            // It need not wait as long as it is asked to.
            await Task.Delay(pause < s_longestPause ? pause : s_longestPause, _stopping.Token);
        }
    }

    private sealed record Pushed(string ContentType, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        public Pushed Restructure()
        {
            var json = new Dictionary<string, string> { ["datacontenttype"] = ContentType, ["data_base64"] = Convert.ToBase64String(Body) };
            foreach (var (name, value) in Headers)
            {
                json[name["ce-".Length..]] = Uri.UnescapeDataString(value);
            }

            return new Pushed("application/cloudevents+json; charset=utf-8", new Dictionary<string, string>(), JsonSerializer.SerializeToUtf8Bytes(json));
        }

        public HttpRequestMessage ToRequest(Uri address)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Body) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
            foreach (var (name, value) in Headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            return request;
        }
    }
}
