using System.Collections.Concurrent;

namespace AsyncSplit.Testing.Lambda.Environments;

/// <summary>Makes the invocations for whose answers nobody waits.</summary>
internal sealed class EventInvoker(LambdaServiceOptions options, CancellationToken stopping)
{
    private const int MaxAttempts = 3;

    private readonly ConcurrentDictionary<Task, bool> _running = new();

    public void Post(FunctionRunner runner, ReadOnlyMemory<byte> payload)
    {
        var running = Task.Run(() => InvokeAsync(runner, payload), CancellationToken.None);
        _running[running] = true;
        _ = running.ContinueWith(task => _running.TryRemove(task, out var _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public Task StopAsync() => Task.WhenAll(_running.Keys);

    private async Task InvokeAsync(FunctionRunner runner, ReadOnlyMemory<byte> payload)
    {
        try
        {
            await TryAsync(runner, payload).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // Nobody waits for it who could be told.
            options.Log?.Invoke(new LambdaLogLine(runner.Function.Name, 0, $"An event is lost: {exception.Message}"));
        }
    }

    private async Task TryAsync(FunctionRunner runner, ReadOnlyMemory<byte> payload)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await runner.InvokeAsync(new Invocation(payload), waits: true, stopping).ConfigureAwait(false);
            if (answer.IsSuccess)
            {
                return;
            }

            if (attempt == MaxAttempts)
            {
                options.Log?.Invoke(new LambdaLogLine(runner.Function.Name, 0, $"An event is given up after {MaxAttempts} attempts: {answer.Text}"));
                return;
            }

            await Task.Delay(options.EventRetryDelay * attempt, stopping).ConfigureAwait(false);
        }
    }
}
