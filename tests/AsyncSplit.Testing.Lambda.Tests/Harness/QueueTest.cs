using System.Globalization;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using AsyncSplit.Emulators;

namespace AsyncSplit.Testing.Lambda.Tests.Harness;

/// <summary>A queue of its own, and the folder in which a function writes down what it got.</summary>
internal sealed class QueueTest : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private QueueTest(IAmazonSQS sqs, Uri endpoint, string url) => (Sqs, Endpoint, Url) = (sqs, endpoint, url);

    public IAmazonSQS Sqs { get; }

    public Uri Endpoint { get; }

    public string Url { get; }

    /// <summary>The folder in which the function writes down what it gets.</summary>
    public string Effects { get; } = Directory.CreateTempSubdirectory("asyncsplit-lambda-").FullName;

    public static async Task<QueueTest> CreateAsync(Dictionary<string, string>? attributes = null)
    {
        var endpoint = (await SqsEmulator.Shared).Address(SqsEmulator.Port);
        var sqs = new AmazonSQSClient(new BasicAWSCredentials("local", "local"), new AmazonSQSConfig { ServiceURL = endpoint.ToString(), AuthenticationRegion = "eu-west-1" });
        var queue = await sqs.CreateQueueAsync(new CreateQueueRequest($"queue-{Guid.NewGuid():n}") { Attributes = attributes });
        return new QueueTest(sqs, endpoint, queue.QueueUrl);
    }

    public Task SendAsync(params IEnumerable<string> bodies) => Parallel.ForEachAsync(bodies, async (body, cancellationToken) => await Sqs.SendMessageAsync(Url, body, cancellationToken));

    /// <summary>What the function has written down, in the order of time: body, how often the message has been received, size of its batch.</summary>
    public async Task<List<(string Body, int Receives, int BatchSize)>> ReadEffectsAsync()
    {
        var effects = new List<(string, int, int)>();
        foreach (var file in Directory.GetFiles(Effects, "*.effect").Order(StringComparer.Ordinal))
        {
            var parts = (await File.ReadAllTextAsync(file)).Split(' ');
            effects.Add((parts[0], Number(parts[1]), Number(parts[2])));
        }

        return effects;
    }

    public async Task WaitForAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(s_patience);
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, $"{what}: not within {s_patience}. Effects: {string.Join(", ", await ReadEffectsAsync())}");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until the queue has nothing more, neither to give out nor in work.</summary>
    public Task WaitUntilEmptyAsync() => WaitForAsync(async () => await CountAsync(Url) == 0, "an empty queue");

    public async Task<int> CountAsync(string url)
    {
        var attributes = await Sqs.GetQueueAttributesAsync(url, ["All"]);
        return attributes.ApproximateNumberOfMessages + attributes.ApproximateNumberOfMessagesNotVisible;
    }

    public void Dispose()
    {
        Sqs.Dispose();
        Directory.Delete(Effects, recursive: true);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
