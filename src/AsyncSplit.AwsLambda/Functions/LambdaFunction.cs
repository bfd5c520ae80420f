using System.Buffers;
using System.Text.Json;
using AsyncSplit.AwsLambda.Events;
using AsyncSplit.AwsLambda.Logging;
using AsyncSplit.AwsLambda.Runtime;
using AsyncSplit.Hosting;
using AsyncSplit.Queues;
using Microsoft.Extensions.Options;

namespace AsyncSplit.AwsLambda.Functions;

/// <summary>What is done with an invocation, whichever runtime it comes from.</summary>
internal sealed class LambdaFunction(string name, PushedSteps steps, MessageBatch messages, Func<IChainClient> client, IOptions<LambdaOptions> options, TimeProvider clock)
{
    /// <summary>What it is called.</summary>
    public string Name => name;

    /// <summary>When an invocation is killed of which only its beginning is known.</summary>
    public DateTimeOffset? DeadlineOf(DateTimeOffset invokedAt) => invokedAt + options.Value.FunctionTimeout;

    /// <summary>Handles one invocation.</summary>
    /// <returns>The answer, as JSON.</returns>
    /// <exception cref="Exception">The invocation has failed as a whole: whoever has invoked the function is told.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> HandleAsync(Invocation invocation)
    {
        LambdaLogger.RequestId.Value = invocation.RequestId;
        using var time = new InvocationTime(invocation.Deadline, options.Value, clock);
        using var activity = InvocationActivity.Start(name, invocation);
        return FunctionEvent.KindOf(invocation.Event) switch
        {
            FunctionEventKind.Messages => await messages.RunAsync(SqsEventReader.Read(invocation.Event), time).ConfigureAwait(false),
            FunctionEventKind.Start => await StartAsync(StartEventReader.Read(invocation.Event), time.Steps).ConfigureAwait(false),
            _ => await RunAsync(invocation.Event, time.Steps).ConfigureAwait(false),
        };
    }

    private async Task<byte[]> StartAsync(StartEvent start, CancellationToken cancellationToken)
    {
        var chain = await client().StartJsonAsync(
            start.Handler, start.Arguments, new ChainStartOptions { ChainId = start.ChainId, Timeout = start.Timeout }, cancellationToken).ConfigureAwait(false);
        var buffer = new ArrayBufferWriter<byte>(64);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("chain"u8, chain.Id);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private async Task<byte[]> RunAsync(ReadOnlyMemory<byte> envelope, CancellationToken cancellationToken)
    {
        var answer = await steps.RunAsync(new ReceivedEnvelope(envelope, 1, null), cancellationToken).ConfigureAwait(false);
        return answer.IsDone
            ? "null"u8.ToArray()
            : throw new InvalidOperationException("The step could not be run or committed; the log says why. It can be tried again with the same envelope.");
    }
}
