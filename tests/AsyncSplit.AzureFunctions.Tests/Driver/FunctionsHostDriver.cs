using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace AsyncSplit.AzureFunctions.Tests.Driver;

/// <summary>
/// Does with a function app's folder what the Azure Functions host does with that of a custom handler, as far as Microsoft documents it: starts the handler, watches the queues of the <c>function.json</c>s,
/// posts messages, tries again, gives up, and forwards HTTP.
/// </summary>
internal sealed class FunctionsHostDriver : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _http;
    private readonly List<Task> _triggers = [];
    private readonly ConcurrentQueue<string> _logs = new();
    private HttpFront? _front;
    private int _poisoned;
    private int _succeeded;
    private int _failed;

    private FunctionsHostDriver(string folder, IReadOnlyDictionary<string, string> settings)
    {
        Host = HostSettings.Read(folder);
        Functions = FunctionBinding.ReadAll(folder);
        Handler = new HandlerProcess(Host, folder, settings);
        _http = new HttpClient { Timeout = Host.FunctionTimeout };
    }

    public HostSettings Host { get; }

    public IReadOnlyList<FunctionBinding> Functions { get; }

    public HandlerProcess Handler { get; }

    /// <summary>Each n-th message that is done with is posted once more; 0 for none.</summary>
    public int DuplicateEvery { get; set; }

    /// <summary>What the handler has logged in its answers.</summary>
    public string Logs => string.Join('\n', _logs);

    public int Succeeded => _succeeded;

    public int Failed => _failed;

    public int Poisoned => _poisoned;

    /// <summary>Where HTTP-triggered functions are called.</summary>
    public Uri Address => _front!.Address;

    /// <summary>What the header <c>x-functions-key</c> has to say where a function asks for it.</summary>
    public string FunctionKey { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Starts the handler and watches.</summary>
    /// <param name="folder">With <c>host.json</c> and a folder for each function.</param>
    /// <param name="settings">The app settings.</param>
    public static async Task<FunctionsHostDriver> StartAsync(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var driver = new FunctionsHostDriver(folder, settings);
        await driver.Handler.AddressAsync();
        driver._front = await HttpFront.StartAsync(driver);
        foreach (var function in driver.Functions.Where(static function => function.Type == "queueTrigger"))
        {
            var trigger = new QueueTrigger(function, settings[function["connection"]], driver);
            driver._triggers.Add(Task.Run(() => trigger.RunAsync(driver._stopping.Token)));
        }

        return driver;
    }

    public bool IsDuplicate() => DuplicateEvery > 0 && Succeeded % DuplicateEvery == 0;

    public void CountPoisoned() => Interlocked.Increment(ref _poisoned);

    /// <summary>Lets the timer of a function be due.</summary>
    public Task<bool> FireTimerAsync(string function)
    {
        var timer = Functions.Single(candidate => candidate.Name == function && candidate.Type == "timerTrigger");
        return InvokeAsync(function, JsonSerializer.SerializeToUtf8Bytes(new { Data = new Dictionary<string, object> { [timer["name"]] = new { IsPastDue = false } }, Metadata = new { } }));
    }

    /// <summary>Posts an invocation.</summary>
    /// <returns>Whether the handler is done with it.</returns>
    public async Task<bool> InvokeAsync(string function, byte[] request)
    {
        try
        {
            var address = await Handler.AddressAsync();
            using var content = new ByteArrayContent(request) { Headers = { { "Content-Type", "application/json" } } };
            using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(address, function)) { Content = content };
            message.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
            using var answer = await _http.SendAsync(message);
            answer.EnsureSuccessStatusCode();
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
            Assert.Equal(JsonValueKind.Object, json.RootElement.GetProperty("Outputs").ValueKind);
            foreach (var line in json.RootElement.GetProperty("Logs").EnumerateArray())
            {
                _logs.Enqueue(line.GetString()!);
            }

            Interlocked.Increment(ref _succeeded);
            return true;
        }
        catch (TaskCanceledException)
        {
            // A function that takes too long ends the process.
            Handler.Kill();
            Interlocked.Increment(ref _failed);
            return false;
        }
        catch (HttpRequestException)
        {
            Interlocked.Increment(ref _failed);
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Handler.DisposeAsync();
        await Task.WhenAll(_triggers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Handler.DisposeAsync();
        if (_front is not null)
        {
            await _front.DisposeAsync();
        }

        _http.Dispose();
        Assert.All(_triggers, static trigger => Assert.False(trigger.IsFaulted, trigger.Exception?.ToString()));
    }
}
