using System.Text;
using AsyncSplit.AzureFunctions.Storage;
using AsyncSplit.AzureFunctions.Tests.Harness;
using AsyncSplit.Emulators;
using AsyncSplit.Queues;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging.Abstractions;

namespace AsyncSplit.AzureFunctions.Tests.Storage;

[NeedsEmulators]
public sealed class StorageQueuesTests
{
    [Theory]
    [InlineData(QueueMessageEncoding.Base64)]
    [InlineData(QueueMessageEncoding.None)]
    public async Task WhatIsSentIsReceivedAsItWas(QueueMessageEncoding encoding)
    {
        var account = await StorageAccount.OpenAsync();
        account.Options.Encoding = encoding;
        var queues = account.Queues();
        const string Body = """{"v":1,"text":"ä € 😀 <&>\"' \u0001 \ufffe"}""";

        await queues.SendAsync([Envelope(account, Body)], default);

        var received = await ReceiveOneAsync(queues, account.Name);
        Assert.Equal(Body, Text(received));
        Assert.Equal(1, received.Attempt);
    }

    [Theory]
    [InlineData(QueueMessageEncoding.Base64, 48 * 1024)]
    [InlineData(QueueMessageEncoding.None, 64 * 1024)]
    public async Task TheLargestEnvelopeFitsAndNoLargerOne(QueueMessageEncoding encoding, int bytes)
    {
        var account = await StorageAccount.OpenAsync();
        account.Options.Encoding = encoding;
        var queues = account.Queues();
        Assert.Equal(bytes, queues.MaxEnvelopeBytes);
        // Characters that XML writes longer: the limit is for the text itself.
        var body = $"{{{new string('<', bytes - 2)}}}";

        await queues.SendAsync([Envelope(account, body)], default);

        Assert.Equal(body, Text(await ReceiveOneAsync(queues, account.Name)));
        await Assert.ThrowsAsync<Azure.RequestFailedException>(() => queues.SendAsync([Envelope(account, body + "xxx")], default).AsTask());
    }

    [Fact]
    public async Task BytesThatAreNoTextNeedBase64()
    {
        var account = await StorageAccount.OpenAsync();
        byte[] body = [0, 255, 128, 1];
        await account.Queues().SendAsync([Envelope(account, "") with { Body = body }], default);
        Assert.Equal(body, (await ReceiveOneAsync(account.Queues(), account.Name)).Body.ToArray());

        account.Options.Encoding = QueueMessageEncoding.None;
        await Assert.ThrowsAsync<DecoderFallbackException>(() => account.Queues().SendAsync([Envelope(account, "") with { Body = body }], default).AsTask());
    }

    [Fact]
    public async Task WhatIsNoBase64ComesAsItIs()
    {
        var account = await StorageAccount.OpenAsync();
        await account.Clients.Queue(account.Name).CreateIfNotExistsAsync();
        await account.Clients.Queue(account.Name).SendMessageAsync("not an envelope, nor Base64");
        Assert.Equal("not an envelope, nor Base64", Text(await ReceiveOneAsync(account.Queues(), account.Name)));
    }

    [Fact]
    public async Task ManyAreSentAndEachIsReceivedOnce()
    {
        var account = await StorageAccount.OpenAsync();
        var queues = account.Queues();
        await queues.SendAsync([.. Enumerable.Range(0, 70).Select(index => Envelope(account, $"m{index}"))], default);

        var received = new List<ReceivedEnvelope>();
        while (received.Count < 70)
        {
            received.AddRange(await queues.ReceiveAsync(account.Name, 100, default));
        }

        Assert.Equal(70, received.Select(Text).Distinct().Count());
        Assert.Empty(await ReceiveAtOnceAsync(account));
    }

    [Fact]
    public async Task ADelayKeepsAMessageBack()
    {
        var account = await StorageAccount.OpenAsync();
        var queues = account.Queues();
        await queues.SendAsync([Envelope(account, "later") with { Delay = TimeSpan.FromSeconds(1.5) }], default);

        Assert.Empty(await ReceiveAtOnceAsync(account));
        Assert.Equal("later", Text(await ReceiveOneAsync(queues, account.Name)));
    }

    [Fact]
    public void NothingIsKeptBackForLongerThanTheServiceCan()
    {
        var options = new AzureStorageOptions { MaxDelay = TimeSpan.FromDays(30), ConnectionString = "UseDevelopmentStorage=true" };
        Assert.Equal(TimeSpan.FromDays(7), new StorageQueues(new StorageClients(options), options, TimeProvider.System, NullLogger<StorageQueues>.Instance).MaxDelay);
    }

    [Fact]
    public async Task AWaitingReceiverGetsWhatIsSentThen()
    {
        var account = await StorageAccount.OpenAsync();
        var waiting = account.Queues().ReceiveAsync(account.Name, 1, default);
        await Task.Delay(300);
        Assert.False(waiting.IsCompleted);

        await account.Queues().SendAsync([Envelope(account, "a")], default);

        Assert.Equal("a", Text(Assert.Single(await waiting)));
    }

    [Fact]
    public async Task AReceiverThatIsCancelledEnds()
    {
        var account = await StorageAccount.OpenAsync();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => account.Queues().ReceiveAsync(account.Name, 1, cancellation.Token).AsTask());
    }

    [Fact]
    public async Task ALeaseThatEndsIsLost()
    {
        var account = await StorageAccount.OpenAsync();
        account.Options.LeaseDuration = TimeSpan.FromSeconds(1);
        var queues = account.Queues();
        await queues.SendAsync([Envelope(account, "a")], default);
        var first = await ReceiveOneAsync(queues, account.Name);

        var second = await ReceiveOneAsync(queues, account.Name);

        Assert.Equal(2, second.Attempt);
        Assert.False(await queues.RenewAsync(first.Receipt!, default));
        await queues.DeleteAsync(first.Receipt!, default);
        await queues.ReturnAsync(first.Receipt!, TimeSpan.FromDays(1), default);
        Assert.Equal(3, (await ReceiveOneAsync(queues, account.Name)).Attempt);
    }

    [Fact]
    public async Task ALeaseThatIsRenewedStaysAndSoDoesTheMessage()
    {
        var account = await StorageAccount.OpenAsync();
        account.Options.LeaseDuration = TimeSpan.FromSeconds(2);
        var queues = account.Queues();
        await queues.SendAsync([Envelope(account, "a")], default);
        var received = await ReceiveOneAsync(queues, account.Name);
        for (var renewal = 0; renewal < 4; renewal++)
        {
            await Task.Delay(700);
            Assert.True(await queues.RenewAsync(received.Receipt!, default));
        }

        Assert.Empty(await ReceiveAtOnceAsync(account));
        await queues.ReturnAsync(received.Receipt!, TimeSpan.Zero, default);
        Assert.Equal("a", Text(await ReceiveOneAsync(queues, account.Name)));
    }

    [Fact]
    public async Task WhatIsDeletedIsGoneAndCannotBeRenewed()
    {
        var account = await StorageAccount.OpenAsync();
        var queues = account.Queues();
        await queues.SendAsync([Envelope(account, "a")], default);
        var received = await ReceiveOneAsync(queues, account.Name);
        await queues.RenewAsync(received.Receipt!, default);

        await queues.DeleteAsync(received.Receipt!, default);
        await queues.DeleteAsync(received.Receipt!, default);

        Assert.False(await queues.RenewAsync(received.Receipt!, default));
        Assert.Equal(0, (await account.Clients.Queue(account.Name).GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task WhatComesTooOftenIsInThePoisonQueue()
    {
        var account = await StorageAccount.OpenAsync();
        account.Options.MaxDequeueCount = 2;
        account.Options.LeaseDuration = TimeSpan.FromSeconds(1);
        var queues = account.Queues();
        await queues.SendAsync([Envelope(account, "{}")], default);
        for (var time = 1; time <= 2; time++)
        {
            Assert.Equal(time, (await ReceiveOneAsync(queues, account.Name)).Attempt);
        }

        await Task.Delay(1100);
        Assert.Empty(await ReceiveAtOnceAsync(account));

        Assert.Equal("{}", Text(await ReceiveOneAsync(queues, account.Name + "-poison")));
        Assert.Equal(0, (await account.Clients.Queue(account.Name).GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task AnAddressIsAQueueToo()
    {
        var account = await StorageAccount.OpenAsync();
        var address = account.Clients.Queue(account.Name).Uri.AbsoluteUri;
        await account.Queues().SendAsync([Envelope(account, "a") with { Queue = address }], default);
        Assert.Equal("a", Text(await ReceiveOneAsync(account.Queues(), account.Name)));

        var error = Assert.Throws<InvalidOperationException>(() => account.Clients.Queue("https://other.queue.core.windows.net/payments"));
        Assert.Contains("Credential", error.Message, StringComparison.Ordinal);
    }

    private static QueuedEnvelope Envelope(StorageAccount account, string body) => new(account.Name, "id", "chain", "target", Encoding.UTF8.GetBytes(body), TimeSpan.Zero);

    private static string Text(ReceivedEnvelope envelope) => Encoding.UTF8.GetString(envelope.Body.Span);

    private static async Task<ReceivedEnvelope> ReceiveOneAsync(StorageQueues queues, string queue) => Assert.Single(await queues.ReceiveAsync(queue, 1, default));

    // Looks once, and does not wait.
    private static async Task<IReadOnlyList<ReceivedEnvelope>> ReceiveAtOnceAsync(StorageAccount account)
    {
        using var once = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        try
        {
            return await account.Queues().ReceiveAsync(account.Name, 1, once.Token);
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }
}
