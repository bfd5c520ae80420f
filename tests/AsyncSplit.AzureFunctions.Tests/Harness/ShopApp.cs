using System.Text;
using System.Text.Json;
using AsyncSplit.AzureFunctions.Functions;
using AsyncSplit.AzureFunctions.Tests.Driver;
using AsyncSplit.AzureFunctions.Worker;
using AsyncSplit.Functions;
using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Queues;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AzureFunctions.Tests.Harness;

/// <summary>The shop as a function app: its folder, the driver that runs it, and a client beside it.</summary>
internal sealed class ShopApp : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string> _settings;
    private readonly ServiceProvider _services;
    private FunctionsHostDriver? _driver;

    private ShopApp(StorageAccount account, Dictionary<string, string> settings)
    {
        Account = account;
        _settings = settings;
        var services = new ServiceCollection();
        services.AddAsyncSplitCore(chains => AzureStorageBuilderExtensions.UseAzureStorage(chains.AddShop(), configure: null, name => settings.GetValueOrDefault(name)));
        services.AddSingleton(new Ledger("nowhere"));
        _services = services.BuildServiceProvider();
    }

    public StorageAccount Account { get; }

    /// <summary>The app's folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("asyncsplit-azure-").FullName;

    public FunctionsHostDriver Driver => _driver!;

    public IChainClient Client => _services.GetRequiredService<IChainClient>();

    public T Service<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>What the steps have done so far.</summary>
    public string[] Ledger => File.Exists(LedgerPath) ? File.ReadAllLines(LedgerPath) : [];

    private string Story => $"{string.Join('\n', Ledger)}\n--- console:\n{Driver.Handler.Output}\n--- logs:\n{Driver.Logs}";

    private string LedgerPath => Path.Combine(Folder, "ledger.txt");

    /// <summary>Starts it.</summary>
    /// <param name="granularity"><c>Handler</c>, <c>EntryPoint</c> or <c>One</c>.</param>
    /// <param name="table">Whether it has a table and a container.</param>
    /// <param name="delivery"><c>AtLeastOnce</c> or <c>ExactlyOnce</c>.</param>
    /// <param name="functionTimeout">How long an invocation may take.</param>
    /// <param name="maxDequeueCount">How often the host tries a message.</param>
    /// <param name="program">The published program, where it is machine code.</param>
    public static async Task<ShopApp> StartAsync(string granularity = "Handler", bool table = true, string delivery = "AtLeastOnce", string functionTimeout = "00:05:00", int maxDequeueCount = 20, string? program = null)
    {
        var account = await StorageAccount.OpenAsync();
        var settings = new Dictionary<string, string>
        {
            ["AzureWebJobsStorage"] = account.ConnectionString,
            ["ASYNCSPLIT_APPLICATION"] = account.Name,
            ["ASYNCSPLIT_GRANULARITY"] = granularity,
            ["ASYNCSPLIT_DELIVERY"] = delivery,
            ["ASYNCSPLIT_KEYS"] = $"test:{Convert.ToBase64String(new byte[32])}",
        };
        if (table)
        {
            settings["ASYNCSPLIT_TABLE"] = account.Name;
            settings["ASYNCSPLIT_BUCKET"] = account.Name;
        }

        var app = new ShopApp(account, settings);
        settings["LEDGER"] = app.LedgerPath;
        app.WriteFolder(functionTimeout, maxDequeueCount, program);
        app._driver = await FunctionsHostDriver.StartAsync(app.Folder, settings);
        return app;
    }

    /// <summary>Waits for lines of the ledger.</summary>
    /// <returns>Those that begin with <paramref name="prefix"/>.</returns>
    public async Task<string[]> WaitForAsync(string prefix, int count = 1)
    {
        string[] Found() => [.. Ledger.Where(line => line.StartsWith(prefix, StringComparison.Ordinal))];
        await WaitUntilAsync(() => Task.FromResult(Found().Length >= count), $"'{prefix}' in the ledger");
        return Found();
    }

    /// <summary>Waits for something that the handler logs.</summary>
    public Task WaitForLogAsync(string text) =>
        WaitUntilAsync(() => Task.FromResult(Driver.Logs.Contains(text, StringComparison.Ordinal) || Driver.Handler.Output.Contains(text, StringComparison.Ordinal)), $"'{text}' in the log");

    public async Task WaitUntilAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException($"There is no {what}.\n{Story}");
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Waits until nothing is left in the queues.</summary>
    public async Task IsEmptyAsync()
    {
        await WaitUntilAsync(async () => await CountMessagesAsync() == 0, "end of the messages");
        Assert.Equal(0, await CountMessagesAsync(poisoned: true));
    }

    public async Task<DeadLetter[]> DeadLettersAsync()
    {
        var letters = new List<DeadLetter>();
        await foreach (var letter in Service<IChainStore>().ListDeadLettersAsync(default))
        {
            letters.Add(letter);
        }

        return [.. letters];
    }

    /// <summary>Starts a chain.</summary>
    /// <param name="handler">Its wire name.</param>
    /// <param name="arguments">An object whose members are named like the parameters.</param>
    public Task<ChainHandle> ChainAsync(string handler, object arguments) => Client.StartJsonAsync(handler, JsonSerializer.SerializeToUtf8Bytes(arguments));

    /// <summary>Waits for the result of a chain.</summary>
    /// <returns>The result, as JSON.</returns>
    public async Task<string> ResultAsync(ChainHandle chain)
    {
        using var limit = new CancellationTokenSource(s_patience);
        try
        {
            await chain.GetResultAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new TimeoutException($"The chain does not end.\n{Story}");
        }

        var record = await Service<IChainStore>().FindAsync(chain.Id, default);
        return Encoding.UTF8.GetString(record!.Result!.Value.Span);
    }

    /// <summary>How many messages there are in queues that are not poisoned ones.</summary>
    public async Task<int> CountMessagesAsync(bool poisoned = false)
    {
        var count = 0;
        foreach (var queue in Driver.Functions.Where(static function => function.Type == "queueTrigger").Select(static function => function["queueName"]))
        {
            var client = Account.Clients.Queue(poisoned ? queue + StorageQueueNames.PoisonSuffix : queue);
            if (await client.ExistsAsync())
            {
                count += (await client.GetPropertiesAsync()).Value.ApproximateMessagesCount;
            }
        }

        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await Driver.DisposeAsync();
        await _services.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    // What the build writes for an application.
    private void WriteFolder(string functionTimeout, int maxDequeueCount, string? program)
    {
        WriteJson("host.json", new
        {
            version = "2.0",
            functionTimeout,
            customHandler = new { description = new { defaultExecutablePath = program ?? "dotnet", arguments = program is null ? [typeof(Startup).Assembly.Location] : Array.Empty<string>() }, enableForwardingHttpRequest = true },
            extensions = new { queues = new { messageEncoding = "base64", maxDequeueCount, visibilityTimeout = "00:00:00" } },
        });
        var map = FunctionQueueMap.FromEnvironment(Service<ChainRegistry>(), static function => function, name => _settings.GetValueOrDefault(name));
        foreach (var function in Service<ChainRegistry>().EntryPoints.Select(static entryPoint => entryPoint.Id).Append("").Select(map.QueueOf).Distinct(StringComparer.Ordinal))
        {
            WriteFunction(function, new { type = "queueTrigger", direction = "in", name = "envelope", queueName = StorageQueueNames.Of(Account.Name, function), connection = "AzureWebJobsStorage" });
        }

        WriteFunction(InvocationEndpoint.Purge, new { type = "timerTrigger", direction = "in", name = "timer", schedule = "0 17 3 * * *" });
        var answer = new { type = "http", direction = "out", name = "res" };
        WriteFunction("Chains", new { type = "httpTrigger", direction = "in", name = "req", authLevel = "function", methods = new[] { "get", "post" }, route = "chains/{*path}" }, answer);
        WriteFunction("Callbacks", new { type = "httpTrigger", direction = "in", name = "req", authLevel = "anonymous", methods = new[] { "post" }, route = "chains/callbacks/{*path}" }, answer);
    }

    private void WriteFunction(string name, params object[] bindings)
    {
        Directory.CreateDirectory(Path.Combine(Folder, name));
        WriteJson(Path.Combine(name, "function.json"), new { bindings });
    }

    private void WriteJson(string name, object value) => File.WriteAllBytes(Path.Combine(Folder, name), JsonSerializer.SerializeToUtf8Bytes(value));
}
