using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AwsLambda.Tests.Fixtures;

/// <summary>A bootstrap that runs in the test's process.</summary>
internal sealed class RunningFunction : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();

    private RunningFunction(FakeRuntimeApi api, Action<IServiceCollection> configure, IReadOnlyDictionary<string, string> environment)
    {
        Api = api;
        Ended = LambdaHost.RunAsync(
            configure, name => name == "AWS_LAMBDA_RUNTIME_API" ? api.Address : environment.GetValueOrDefault(name), _stop.Token);
    }

    public FakeRuntimeApi Api { get; }

    /// <summary>Ends when the bootstrap does.</summary>
    public Task Ended { get; }

    public static async Task<RunningFunction> StartAsync(Action<IServiceCollection> configure, IReadOnlyDictionary<string, string>? environment = null) =>
        new(await FakeRuntimeApi.StartAsync(), configure, environment ?? new Dictionary<string, string>());

    public Task StopAsync()
    {
        _stop.Cancel();
        return Ended.WaitAsync(s_patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Ended.WaitAsync(s_patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Api.DisposeAsync();
        _stop.Dispose();
    }
}
