using System.Buffers;
using System.Text.Json;
using AsyncSplit.AwsLambda.Events;
using AsyncSplit.Hosting;
using AsyncSplit.Queues;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AsyncSplit.AwsLambda.Functions;

/// <summary>Runs the messages of one event, some at a time, and says which of them the queue has to deliver again.</summary>
internal sealed class MessageBatch(PushedSteps steps, MessageReturns returns, IOptions<AsyncSplitOptions> options, ILogger<MessageBatch> logger)
{
    /// <returns><c>batchItemFailures</c>, as an event source mapping with <c>ReportBatchItemFailures</c> reads it.</returns>
    public async Task<byte[]> RunAsync(IReadOnlyList<SqsRecord> records, InvocationTime time)
    {
        // Not disposed of: a step that outlives the invocation gives its place back.
        var places = new SemaphoreSlim(options.Value.MaxConcurrentSteps);
        var runs = records.Select(record => Task.Run(() => RunAsync(record, places, time.Steps, time.Answer))).ToArray();
        Task all = Task.WhenAll(runs);
        await all.WaitAsync(time.Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // What has not ended by now is given back as well, whatever it still does: what it has not committed by now it does not commit.
        var failed = records.Where((_, index) => runs[index] is not { IsCompletedSuccessfully: true, Result: true }).ToArray();
        if (failed.Length > 0)
        {
            logger.GivenBack(failed.Length, records.Count);
        }

        return Answer(failed);
    }

    private async Task<bool> RunAsync(SqsRecord record, SemaphoreSlim places, CancellationToken cancellationToken, CancellationToken answered)
    {
        var answer = PushedAnswer.TryAgain(TimeSpan.Zero);
        await places.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            // A message whose turn comes too late is not begun.
            if (!cancellationToken.IsCancellationRequested)
            {
                answer = await steps.RunAsync(new ReceivedEnvelope(record.Body, record.ReceiveCount, null), cancellationToken, answered).ConfigureAwait(false);
            }
        }
        finally
        {
            places.Release();
        }

        if (!answer.IsDone)
        {
            await returns.ReturnAsync(record, answer.RetryAfter).ConfigureAwait(false);
        }

        return answer.IsDone;
    }

    private static byte[] Answer(SqsRecord[] failed)
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("batchItemFailures"u8);
            foreach (var record in failed)
            {
                writer.WriteStartObject();
                writer.WriteString("itemIdentifier"u8, record.MessageId);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
