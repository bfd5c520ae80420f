using System.Collections.Concurrent;
using AsyncSplit.Messaging;
using AsyncSplit.PostgreSql.Database;
using AsyncSplit.PostgreSql.Writing;
using Npgsql;

namespace AsyncSplit.PostgreSql.Steps;

/// <summary>The transactions that handlers write in, each on a connection of its own.</summary>
internal sealed class StepTransactions(ChainsDatabase database) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Delivery, Task<OpenStep>> _open = new();

    /// <summary>Begins the transaction of a step.</summary>
    public Task<OpenStep> BeginAsync(Delivery delivery)
    {
        Lease.Of(delivery);
        var begin = new TaskCompletionSource<OpenStep>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_open.TryAdd(delivery, begin.Task))
        {
            throw new InvalidOperationException("The step has a transaction already.");
        }

        _ = BeginAsync(begin);
        return begin.Task;
    }

    /// <summary>The transaction of a step, if there is one; from here on it is the caller's to end.</summary>
    public bool TryTake(Delivery delivery, out Task<OpenStep> step) => _open.TryRemove(delivery, out step!);

    /// <summary>Undoes what is not committed.</summary>
    public static async Task EndAsync(Task<OpenStep> opening)
    {
        try
        {
            var step = await opening.ConfigureAwait(false);
            await step.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException or IOException or TimeoutException)
        {
            // It was never begun, and whoever asked for it has the exception; or its connection is lost, and it with that.
        }
    }

    /// <summary>Undoes what is open.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var delivery in _open.Keys)
        {
            if (TryTake(delivery, out var step))
            {
                await EndAsync(step).ConfigureAwait(false);
            }
        }
    }

    private async Task BeginAsync(TaskCompletionSource<OpenStep> begin)
    {
        try
        {
            begin.SetResult(await OpenStep.BeginAsync(database).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            begin.SetException(exception);
        }
    }
}
