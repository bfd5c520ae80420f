using System.Diagnostics;
using Amazon.SQS;
using Amazon.SQS.Model;
using AsyncSplit.Testing.Lambda.Billing;
using AsyncSplit.Testing.Lambda.Environments;
using AsyncSplit.Testing.Lambda.Faults;

namespace AsyncSplit.Testing.Lambda.Queues;

/// <summary>Invokes a function for the messages of its queue: an event source mapping.</summary>
internal sealed class QueuePoller(FunctionRunner runner, LambdaQueue queue, IAmazonSQS sqs, Ledger ledger, FaultPlan? faults, LambdaServiceOptions options)
{
    // What one request to SQS can wait, bring and delete.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(20);
    private const int MostMessages = 10;

    private static readonly TimeSpan s_pauseAfterError = TimeSpan.FromSeconds(1);

    private readonly string _function = runner.Function.Name;
    private readonly int _concurrency = queue.MaxConcurrency > 0 ? queue.MaxConcurrency : runner.Function.MaxConcurrency;
    private int _index;

    public async Task RunAsync(CancellationToken stopping)
    {
        using var places = new SemaphoreSlim(_concurrency);
        while (!stopping.IsCancellationRequested)
        {
            await places.WaitAsync(stopping).ConfigureAwait(false);
            List<Message> batch = [];
            try
            {
                batch = await CollectAsync(stopping).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                Log($"The queue {queue.Url} could not be read: {exception.Message}");
                await Task.Delay(s_pauseAfterError, stopping).ConfigureAwait(false);
            }

            if (batch.Count == 0)
            {
                places.Release();
            }
            else
            {
                _ = ProcessAsync(batch, places, stopping);
            }
        }

        // Those that are in work end with their environments.
        for (var place = 0; place < _concurrency; place++)
        {
            await places.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<List<Message>> CollectAsync(CancellationToken stopping)
    {
        var batch = await ReceiveAsync(queue.BatchSize, s_longestWait, stopping).ConfigureAwait(false);
        var started = Stopwatch.GetTimestamp();
        while (batch.Count > 0 && batch.Count < queue.BatchSize && queue.BatchWindow - Stopwatch.GetElapsedTime(started) is { Ticks: > 0 } left)
        {
            batch.AddRange(await ReceiveAsync(queue.BatchSize - batch.Count, left, stopping).ConfigureAwait(false));
        }

        return batch;
    }

    private async Task<List<Message>> ReceiveAsync(int count, TimeSpan wait, CancellationToken stopping)
    {
        ledger.AddRequests(_function, receives: 1);
        var response = await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest(queue.Url)
            {
                MaxNumberOfMessages = Math.Min(count, MostMessages),
                WaitTimeSeconds = (int)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 1, s_longestWait.TotalSeconds),
                VisibilityTimeout = queue.VisibilityTimeout is { } visibility ? (int)visibility.TotalSeconds : null,
                MessageSystemAttributeNames = ["All"],
                MessageAttributeNames = ["All"],
            },
            stopping).ConfigureAwait(false);
        return response.Messages ?? [];
    }

    private async Task ProcessAsync(List<Message> batch, SemaphoreSlim places, CancellationToken stopping)
    {
        try
        {
            var index = Interlocked.Increment(ref _index);
            var payload = SqsEvent.ToJson(batch, queue.Url, options);
            var again = Task.CompletedTask;
            var atOnce = false;
            var isDuplicated = faults is not null && faults.TryDuplicate(_function, index, out atOnce);
            if (isDuplicated && atOnce)
            {
                again = InvokeAsync(payload, stopping);
            }

            var answer = await InvokeAsync(payload, stopping).ConfigureAwait(false);
            if (isDuplicated && !atOnce)
            {
                again = InvokeAsync(payload, stopping);
            }

            await DeleteAsync(SucceededOf(batch, answer), index, stopping).ConfigureAwait(false);
            await again.ConfigureAwait(false);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // The messages come again when their visibility time-out is over.
            Log($"A batch of {batch.Count} messages failed: {exception.Message}");
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
        finally
        {
            places.Release();
        }
    }

    private Task<LambdaAnswer> InvokeAsync(byte[] payload, CancellationToken stopping) => runner.InvokeAsync(new Invocation(payload), waits: true, stopping);

    private List<Message> SucceededOf(List<Message> batch, LambdaAnswer answer)
    {
        if (!answer.IsSuccess)
        {
            return [];
        }

        if (!queue.ReportsBatchItemFailures)
        {
            return batch;
        }

        if (BatchResponse.TryRead(answer.Payload.Span, batch.Select(static message => message.MessageId).ToHashSet(), out var failed))
        {
            return batch.FindAll(message => !failed.Contains(message.MessageId));
        }

        Log($"The whole batch of {batch.Count} messages counts as failed, since the answer is not one that can be read: {answer.Text}");
        return [];
    }

    private async Task DeleteAsync(List<Message> messages, int index, CancellationToken stopping)
    {
        if (messages.Count == 0 || (faults is not null && faults.TryLoseDeletion(_function, index)))
        {
            return;
        }

        foreach (var chunk in messages.Chunk(MostMessages))
        {
            ledger.AddRequests(_function, deletes: 1);
            var response = await sqs.DeleteMessageBatchAsync(
                new DeleteMessageBatchRequest(queue.Url, [.. chunk.Select(static (message, at) => new DeleteMessageBatchRequestEntry(at.ToString(System.Globalization.CultureInfo.InvariantCulture), message.ReceiptHandle))]),
                stopping).ConfigureAwait(false);
            foreach (var failure in response.Failed ?? [])
            {
                Log($"A message could not be deleted: {failure.Message}");
            }
        }
    }

    private void Log(string text) => options.Log?.Invoke(new LambdaLogLine(_function, 0, text));
}
