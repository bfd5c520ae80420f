using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using AsyncSplit.Benchmarks.Compare.Memory.Chains;

namespace AsyncSplit.Benchmarks.Compare.Memory.Handwritten;

/// <summary>
/// The same chain as a loop written by hand, with as many messages: a start, and a call and an answer for each of the five calls, each serialised to bytes, put into a channel, taken out and read.
/// Nothing is remembered of a chain but who waits for it. One reader for each processor.
/// </summary>
internal sealed class HandwrittenLoop : IAsyncDisposable
{
    private readonly Channel<byte[]> _queue = Channel.CreateUnbounded<byte[]>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<int>> _waiting = new(StringComparer.Ordinal);
    private readonly IAdder _adder = new Adder();
    private readonly Task _readers;

    public HandwrittenLoop(int readers) => _readers = Task.WhenAll(Enumerable.Range(0, readers).Select(_ => Task.Run(ReadAsync)));

    public async Task RunOneAsync(int start)
    {
        var chain = Guid.CreateVersion7().ToString("N");
        var ended = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[chain] = ended;
        Send(new HandwrittenMessage(chain, 0, false, start, 0, 0));
        Crowd.Check(start, await ended.Task.ConfigureAwait(false));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await _readers.ConfigureAwait(false);
    }

    private async Task ReadAsync()
    {
        await foreach (var body in _queue.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            await RunAsync(JsonSerializer.Deserialize(body, HandwrittenJson.Default.HandwrittenMessage)!).ConfigureAwait(false);
        }
    }

    private async ValueTask RunAsync(HandwrittenMessage message)
    {
        if (message is { IsAnswer: false, Call: > 0 })
        {
            Send(message with { IsAnswer = true, Left = await _adder.AddAsync(message.Left, message.Right).ConfigureAwait(false) });
        }
        else if (message.Call < Crowd.Calls)
        {
            Send(message with { Call = message.Call + 1, IsAnswer = false, Right = message.Call + 1, First = message.Call == 1 ? message.Left : message.First });
        }
        else if (_waiting.TryRemove(message.Chain, out var ended))
        {
            ended.SetResult(message.Left + message.First);
        }
    }

    private void Send(HandwrittenMessage message) => _queue.Writer.TryWrite(JsonSerializer.SerializeToUtf8Bytes(message, HandwrittenJson.Default.HandwrittenMessage));
}
