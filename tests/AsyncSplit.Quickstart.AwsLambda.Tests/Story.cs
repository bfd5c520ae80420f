using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.SQS;
using AsyncSplit.Emulators;
using AsyncSplit.Testing.Lambda;
using Microsoft.Extensions.DependencyInjection;
using Quickstart.Shop;

namespace AsyncSplit.Quickstart.AwsLambda.Tests;

/// <summary>The shop, deployed by its template on a Lambda service with emulators of its own, and a client that places orders.</summary>
internal sealed class Story : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    private readonly ConcurrentQueue<string> _log = [];
    private readonly EmulatorProcess _sqs;
    private readonly EmulatorProcess _dynamoDb;
    private readonly LambdaTemplate _template;
    private readonly LambdaService _service;
    private readonly ServiceProvider _services;

    private Story(EmulatorProcess sqs, EmulatorProcess dynamoDb, LambdaTemplate template, LambdaService service, ServiceProvider services, ConcurrentQueue<string> log) =>
        (_sqs, _dynamoDb, _template, _service, _services, _log) = (sqs, dynamoDb, template, service, services, log);

    public LambdaService Service => _service;

    public IReadOnlyList<LambdaFunction> Functions => _template.Functions;

    /// <param name="template">The template's file.</param>
    /// <param name="path">What the functions run.</param>
    /// <param name="faults">What goes wrong.</param>
    public static async Task<Story> StartAsync(string template, string path, LambdaFaults? faults = null)
    {
        var log = new ConcurrentQueue<string>();
        var (sqs, dynamoDb) = (await SqsEmulator.StartAsync(), await DynamoDbEmulator.StartAsync());
        var options = new LambdaServiceOptions
        {
            SqsEndpoint = sqs.Address(SqsEmulator.Port),
            DynamoDbEndpoint = dynamoDb.Address(DynamoDbEmulator.Port),
            InitTimeout = TimeSpan.FromSeconds(30),
            Faults = faults,
            Log = line => log.Enqueue($"{line.Function}/{line.Environment}: {line.Text}"),
        };
        var read = LambdaTemplate.Read(template, path, options);
        await read.CreateResourcesAsync(options);

        // The template's three minutes are right for a shop, and too long for who waits for a test.
        var service = await LambdaService.StartAsync(options, read.Functions.Select(static function => function with { Queue = function.Queue! with { VisibilityTimeout = TimeSpan.FromSeconds(5) } }));
        return new Story(sqs, dynamoDb, read, service, CreateClient(read, options), log);
    }

    /// <summary>Places orders, half of which are declined, and waits for their receipts.</summary>
    public async Task<IReadOnlyList<(Order Order, Receipt Receipt)>> PlaceAsync(int count)
    {
        var orders = _services.GetRequiredService<IChainClient>().Orders;
        return await Task.WhenAll(Enumerable.Range(0, count).Select(async number =>
        {
            var order = number % 2 == 0 ? Order.Of("ada", "tea", 3) : Order.Of("ben", "samovar", 1);
            var chain = await orders.PlaceAsync(order, new ChainStartOptions { ChainId = order.Id });
            try
            {
                return (order, await chain.GetResultAsync().WaitAsync(s_patience));
            }
            catch (TimeoutException)
            {
                throw new TimeoutException($"{order.Id} has no receipt within {s_patience}:\n{string.Join('\n', _log.TakeLast(200))}");
            }
        }));
    }

    /// <summary>Waits until no message is left, and gives the number of dead letters.</summary>
    public async Task<int> DrainAsync()
    {
        using var sqs = new AmazonSQSClient(new BasicAWSCredentials("local", "local"), new AmazonSQSConfig { ServiceURL = _sqs.Address(SqsEmulator.Port).ToString(), AuthenticationRegion = "eu-west-1" });
        using var limit = new CancellationTokenSource(s_patience);
        foreach (var function in Functions)
        {
            while (await CountAsync(sqs, function.Queue!.Url) > 0)
            {
                await Task.Delay(100, limit.Token);
            }
        }

        await _service.WaitUntilIdleAsync(limit.Token);
        var url = Functions[0].Queue!.Url;
        var letters = _template.Queues.Single(static queue => queue.DeadLetterArn is null).Name;
        return await CountAsync(sqs, url[..(url.LastIndexOf('/') + 1)] + letters);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _service.DisposeAsync();
        _sqs.Dispose();
        _dynamoDb.Dispose();
    }

    private static async Task<int> CountAsync(AmazonSQSClient sqs, string url)
    {
        var attributes = await sqs.GetQueueAttributesAsync(url, ["All"]);
        return attributes.ApproximateNumberOfMessages + attributes.ApproximateNumberOfMessagesNotVisible;
    }

    // By the same variables that the functions have. The table is that of the function that has one.
    private static ServiceProvider CreateClient(LambdaTemplate template, LambdaServiceOptions options)
    {
        foreach (var (name, value) in template.Functions.SelectMany(static function => function.Environment).Where(static variable => variable.Key != "ASYNCSPLIT_FUNCTION"))
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_SQS", options.SqsEndpoint!.GetLeftPart(UriPartial.Authority));
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB", options.DynamoDbEndpoint!.GetLeftPart(UriPartial.Authority));
        Environment.SetEnvironmentVariable("AWS_REGION", options.Region);
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "local");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "local");
        var services = new ServiceCollection();
        new global::Quickstart.AwsLambda.Startup().Configure(services);
        return services.BuildServiceProvider();
    }
}
