using AsyncSplit.AwsLambda.Tests.Fixtures;
using AsyncSplit.Queues;
using AsyncSplit.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.AwsLambda.Tests.Runtime;

/// <summary>A function with the handlers of <see cref="Work"/> and queues that are only sent to.</summary>
internal sealed class WorkFunction : IAsyncDisposable
{
    private readonly RunningFunction _function;

    private WorkFunction(RunningFunction function, RecordedQueues queues, WorkLog log) => (_function, Queues, Log) = (function, queues, log);

    public RecordedQueues Queues { get; }

    public WorkLog Log { get; }

    public FakeRuntimeApi Api => _function.Api;

    public RunningFunction Running => _function;

    public static async Task<WorkFunction> StartAsync(Action<IServiceCollection>? configure = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var queues = new RecordedQueues();
        var log = new WorkLog();
        var function = await RunningFunction.StartAsync(
            services =>
            {
                services.AddSingleton(log);
                services.AddAsyncSplitCore(chains => chains.AddChainables().UseQueues(_ => queues, provider => FunctionQueueMap.Single(provider.GetRequiredService<ChainRegistry>(), "queue")));
                configure?.Invoke(services);
            },
            environment);
        return new WorkFunction(function, queues, log);
    }

    /// <summary>Waits until a handler has written a line.</summary>
    public async Task<string> ReadLineAsync()
    {
        for (var tries = 0; tries < 3000; tries++)
        {
            if (Log.Lines.TryDequeue(out var line))
            {
                return line;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException("No handler has written anything.");
    }

    public async ValueTask DisposeAsync()
    {
        Log.Release();
        await _function.DisposeAsync();
    }
}
