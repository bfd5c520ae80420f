using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace AsyncSplit.AzureFunctions.Tests.Driver;

/// <summary>Watches the queue of one function, and posts what comes to the handler, as the queue extension of the Functions host does.</summary>
internal sealed class QueueTrigger(FunctionBinding function, string connectionString, FunctionsHostDriver driver)
{
    private const int BatchSize = 16;
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly QueueClient _queue = new(connectionString, function["queueName"]);
    private readonly QueueClient _poison = new(connectionString, function["queueName"] + "-poison");

    public async Task RunAsync(CancellationToken stopping)
    {
        using var places = new SemaphoreSlim(BatchSize);
        var running = new HashSet<Task>();
        while (!stopping.IsCancellationRequested)
        {
            running.RemoveWhere(static task => task.IsCompletedSuccessfully);
            var messages = running.Count < BatchSize ? await ReceiveAsync(BatchSize - running.Count) : [];
            foreach (var message in messages)
            {
                running.Add(HandleAsync(message));
            }

            if (messages.Length == 0)
            {
                await Task.Delay(s_pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        await Task.WhenAll(running);
    }

    private async Task<QueueMessage[]> ReceiveAsync(int count)
    {
        try
        {
            return (await _queue.ReceiveMessagesAsync(count, s_lease)).Value;
        }
        catch (RequestFailedException exception) when (exception.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            return [];
        }
    }

    private async Task HandleAsync(QueueMessage message)
    {
        if (message.DequeueCount > driver.Host.MaxDequeueCount)
        {
            await MoveToPoisonAsync(message);
            return;
        }

        var isDone = await driver.InvokeAsync(function.Name, RequestFor(message, message.DequeueCount));
        if (isDone && driver.IsDuplicate())
        {
            // As if the lease had ended before the message was removed.
            await driver.InvokeAsync(function.Name, RequestFor(message, message.DequeueCount + 1));
        }

        if (isDone)
        {
            await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
        else if (message.DequeueCount >= driver.Host.MaxDequeueCount)
        {
            await MoveToPoisonAsync(message);
        }
        else
        {
            await _queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: driver.Host.VisibilityTimeout);
        }
    }

    private async Task MoveToPoisonAsync(QueueMessage message)
    {
        await _poison.CreateIfNotExistsAsync();
        await _poison.SendMessageAsync(message.MessageText);
        await _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        driver.CountPoisoned();
    }

    // Texts are JSON within JSON, and so are numbers; dates are not.
    private byte[] RequestFor(QueueMessage message, long dequeueCount)
    {
        var text = driver.Host.IsBase64 ? Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText)) : message.MessageText;
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject("Data");
        json.WriteString(function["name"], JsonSerializer.Serialize(text));
        json.WriteEndObject();
        json.WriteStartObject("Metadata");
        json.WriteString("DequeueCount", dequeueCount.ToString(CultureInfo.InvariantCulture));
        json.WriteString("ExpirationTime", message.ExpiresOn!.Value);
        json.WriteString("Id", JsonSerializer.Serialize(message.MessageId));
        json.WriteString("InsertionTime", message.InsertedOn!.Value);
        json.WriteString("NextVisibleTime", message.NextVisibleOn!.Value);
        json.WriteString("PopReceipt", JsonSerializer.Serialize(message.PopReceipt));
        json.WriteStartObject("sys");
        json.WriteString("MethodName", function.Name);
        json.WriteString("UtcNow", DateTimeOffset.UtcNow);
        json.WriteString("RandGuid", Guid.NewGuid());
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
