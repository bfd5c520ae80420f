using AsyncSplit.Hosting;
using AsyncSplit.Queues;
using AsyncSplit.Stores.Doubles;
using AsyncSplit.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncSplit.Tests.Queues;

/// <summary>Processes around the same queues and table, each handed what comes out of its queues.</summary>
internal sealed class QueuedHosts : IDisposable
{
    private readonly List<ServiceProvider> _processes = [];

    public MemoryQueues Queues { get; } = new(TimeProvider.System);

    public MemoryItems Items { get; } = new();

    /// <summary>A process that has the handlers.</summary>
    /// <param name="hasTable">Whether it has the table.</param>
    /// <param name="configure">More of its services, and of its chains.</param>
    public IServiceProvider Create(bool hasTable, Action<AsyncSplitBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<RunLog>();
        services.AddAsyncSplitCore(chains =>
        {
            chains.Services.AddSingleton<IDatabase, Database>();
            chains.Add(new TestChainables())
                .UseQueues(_ => Queues, _ => new TwoQueues(), _ => hasTable ? Items : null, options => options.PollInterval = TimeSpan.FromMilliseconds(2))
                .Configure(options => options.FaultDelay = TimeSpan.FromMilliseconds(1));
            configure?.Invoke(chains);
        });
        _processes.Add(services.BuildServiceProvider());
        return _processes[^1];
    }

    /// <summary>Hands the messages of a queue to a process, until there is none that it is done with.</summary>
    /// <returns>How many it was done with.</returns>
    public async Task<int> PushAsync(IServiceProvider process, string queue)
    {
        var steps = process.GetRequiredService<PushedSteps>();
        var done = 0;
        while (Queues.Take(queue, 1) is [var received])
        {
            var answer = await steps.RunAsync(received with { Receipt = null }, CancellationToken.None);
            if (!answer.IsDone)
            {
                await Queues.ReturnAsync(received.Receipt!, TimeSpan.Zero, CancellationToken.None);
                return done;
            }

            done++;
            await Queues.DeleteAsync(received.Receipt!, CancellationToken.None);
        }

        return done;
    }

    public void Dispose() => _processes.ForEach(static process => process.Dispose());

    private sealed class TwoQueues : IQueueMap
    {
        public string QueueOf(string target) => target.Length == 0 || target[0] == '$' ? "store" : "steps";
    }
}
