using System.Diagnostics;
using System.Text;
using AsyncSplit.Queues;

namespace AsyncSplit.Stores.Adapters;

/// <summary>What a message service has to do. The test project of a cloud derives a class.</summary>
public abstract class EnvelopeQueuesContract : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private IEnvelopeQueues _queues = null!;
    private string _queue = null!;

    public async Task InitializeAsync()
    {
        _queues = await OpenAsync();
        _queue = await CreateQueueAsync();
    }

    public Task DisposeAsync()
    {
        (_queues as IDisposable)?.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Opens the service. <see cref="IEnvelopeQueues.LeaseDuration"/> has to be two seconds, and a receiver has to wait for one second at most.</summary>
    protected abstract Task<IEnvelopeQueues> OpenAsync();

    /// <summary>Makes a queue with nothing in it, and gives its name or address.</summary>
    protected abstract Task<string> CreateQueueAsync();

    [Fact]
    public async Task AnEmptyQueueGivesNothing() => Assert.Empty(await ReceiveAsync());

    [Fact]
    public async Task AMessageIsReceivedAsItWasSent()
    {
        await SendAsync(Text("{\"v\":1,\"chain\":\"c\"}"));

        var received = await ReceiveOneAsync();

        Assert.Equal("{\"v\":1,\"chain\":\"c\"}", Encoding.UTF8.GetString(received.Body.Span));
        Assert.Equal(1, received.Attempt);
        Assert.NotNull(received.Receipt);
    }

    [Theory]
    [InlineData("äöü € 😀 \u2028 <&>\"'\\\t\r\n")]
    [InlineData("\uFFFE\uFFFF\u0001\u001f\u007f\u0085")]
    [InlineData(" ")]
    public async Task AnyTextIsABody(string text)
    {
        await SendAsync(Text(text));

        Assert.Equal(text, Encoding.UTF8.GetString((await ReceiveOneAsync()).Body.Span));
    }

    [Fact]
    public async Task AnyBytesAreABody()
    {
        var all = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        await SendAsync(new QueuedEnvelope(_queue, "m", "c", "t", all, TimeSpan.Zero));

        Assert.Equal(all, (await ReceiveOneAsync()).Body.ToArray());
    }

    [Fact]
    public async Task AMessageMayBeAsLargeAsTheServiceSays()
    {
        var text = new string('x', _queues.MaxEnvelopeBytes);
        await SendAsync(new QueuedEnvelope(_queue, new string('m', 64), new string('c', 64), new string('t', 256), Encoding.UTF8.GetBytes(text), TimeSpan.Zero));

        Assert.Equal(text, Encoding.UTF8.GetString((await ReceiveOneAsync()).Body.Span));
    }

    [Fact]
    public async Task MessagesThatTogetherAreTooLargeForOneRequestAreAllSent()
    {
        var text = new string('x', (_queues.MaxEnvelopeBytes / 3) + 1);
        await SendAsync([.. Enumerable.Range(0, 7).Select(number => Text($"{number}{text}"))]);

        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], await TakeAllAsync(7, body => body[..1]));
    }

    [Fact]
    public async Task MoreMessagesThanOneRequestTakesAreAllSent()
    {
        var numbers = Enumerable.Range(0, 43).Select(number => $"{number}").ToArray();
        await SendAsync([.. numbers.Select(Text)]);

        Assert.Equal(numbers.Order(StringComparer.Ordinal), await TakeAllAsync(numbers.Length, body => body));
    }

    [Fact]
    public async Task ManyCanBeReceivedAtATime()
    {
        await SendAsync([.. Enumerable.Range(0, 20).Select(number => Text($"{number}"))]);

        Assert.InRange((await ReceiveAsync(5)).Count, 1, 5);
        Assert.InRange((await ReceiveAsync(40)).Count, 2, 20);
    }

    [Fact]
    public async Task QueuesAreApart()
    {
        var other = await CreateQueueAsync();
        await SendAsync(Text("here"), Text("there") with { Queue = other });

        Assert.Equal(["here"], await TakeAllAsync(1, body => body));
        Assert.Empty(await ReceiveAsync());
        Assert.Equal("there", Encoding.UTF8.GetString(Assert.Single(await _queues.ReceiveAsync(other, 10, default)).Body.Span));
    }

    [Fact]
    public async Task AMessageNeedHaveNeitherChainNorTarget()
    {
        await SendAsync(Text("m") with { ChainId = "", Target = "" });

        Assert.Equal(["m"], await TakeAllAsync(1, body => body));
    }

    [Fact]
    public async Task AMessageIsKeptBack()
    {
        var sent = Stopwatch.GetTimestamp();
        await SendAsync(Text("later") with { Delay = TimeSpan.FromSeconds(2) });

        Assert.Empty(await ReceiveAsync());
        await ReceiveOneAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(sent), TimeSpan.FromSeconds(1.9), s_patience);
    }

    [Fact]
    public async Task AMessageThatIsRemovedIsGone()
    {
        await SendAsync(Text("m"));
        var received = await ReceiveOneAsync();

        await _queues.DeleteAsync(received.Receipt!, default);
        await Task.Delay(_queues.LeaseDuration + TimeSpan.FromMilliseconds(500));

        Assert.Empty(await ReceiveAsync());
        await _queues.DeleteAsync(received.Receipt!, default);
    }

    [Fact]
    public async Task AMessageThatIsNotRemovedComesAgain()
    {
        await SendAsync(Text("m"));
        await ReceiveOneAsync();

        Assert.Equal(2, (await ReceiveOneAsync()).Attempt);
        Assert.Equal(3, (await ReceiveOneAsync()).Attempt);
    }

    [Fact]
    public async Task ALeaseThatIsRenewedGoesOn()
    {
        await SendAsync(Text("m"));
        var received = await ReceiveOneAsync();
        var until = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(until) < _queues.LeaseDuration * 2)
        {
            Assert.True(await _queues.RenewAsync(received.Receipt!, default));
            Assert.Empty(await ReceiveAsync());
        }

        await _queues.DeleteAsync(received.Receipt!, default);
    }

    [Fact]
    public async Task ALeaseOfAMessageThatIsGoneIsLost()
    {
        await SendAsync(Text("m"));
        var received = await ReceiveOneAsync();
        await _queues.DeleteAsync(received.Receipt!, default);

        Assert.False(await _queues.RenewAsync(received.Receipt!, default));
        await _queues.ReturnAsync(received.Receipt!, TimeSpan.Zero, default);
    }

    [Fact]
    public async Task AMessageThatIsGivenBackComesAtOnce()
    {
        await SendAsync(Text("m"));
        var received = await ReceiveOneAsync();
        var returned = Stopwatch.GetTimestamp();

        await _queues.ReturnAsync(received.Receipt!, TimeSpan.Zero, default);

        Assert.Equal(2, (await ReceiveOneAsync()).Attempt);
        Assert.True(Stopwatch.GetElapsedTime(returned) < _queues.LeaseDuration - TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public async Task AMessageThatIsGivenBackForLaterComesLater()
    {
        await SendAsync(Text("m"));
        var received = await ReceiveOneAsync();
        var returned = Stopwatch.GetTimestamp();

        await _queues.ReturnAsync(received.Receipt!, TimeSpan.FromSeconds(4), default);

        await ReceiveOneAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(returned), TimeSpan.FromSeconds(3.9), s_patience);
    }

    [Fact]
    public async Task AWaitIsCancelled()
    {
        using var cancel = new CancellationTokenSource();
        var waiting = _queues.ReceiveAsync(_queue, 1, cancel.Token).AsTask();
        await cancel.CancelAsync();

        // Or it has ended by itself.
        try
        {
            Assert.Empty(await waiting.WaitAsync(s_patience));
        }
        catch (OperationCanceledException)
        {
            Assert.True(cancel.IsCancellationRequested);
        }
    }

    [Fact]
    public async Task AQueueThatIsNotThereIsAnError()
    {
        var missing = Text("m") with { Queue = _queue + "missing" };

        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(missing));
        await Assert.ThrowsAnyAsync<Exception>(() => _queues.ReceiveAsync(missing.Queue, 1, default).AsTask());
    }

    private QueuedEnvelope Text(string body) => new(_queue, "m", "c", "Orders.PlaceAsync@ChargeAsync", Encoding.UTF8.GetBytes(body), TimeSpan.Zero);

    private Task SendAsync(params QueuedEnvelope[] envelopes) => _queues.SendAsync(envelopes, default).AsTask();

    private async Task<IReadOnlyList<ReceivedEnvelope>> ReceiveAsync(int maxCount = 10) => await _queues.ReceiveAsync(_queue, maxCount, default);

    private async Task<ReceivedEnvelope> ReceiveOneAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await ReceiveAsync(1) is [var received])
            {
                return received;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < s_patience, "Nothing came.");
        }
    }

    private async Task<string[]> TakeAllAsync(int count, Func<string, string> of)
    {
        var started = Stopwatch.GetTimestamp();
        var taken = new List<string>();
        while (taken.Count < count)
        {
            foreach (var received in await ReceiveAsync())
            {
                taken.Add(of(Encoding.UTF8.GetString(received.Body.Span)));
                await _queues.DeleteAsync(received.Receipt!, default);
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < s_patience, $"{taken.Count} of {count} came.");
        }

        return [.. taken.Order(StringComparer.Ordinal)];
    }
}
