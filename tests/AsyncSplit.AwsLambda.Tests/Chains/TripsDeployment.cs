using Amazon.DynamoDBv2;
using Amazon.S3;
using Amazon.SQS;
using Amazon.SQS.Model;
using AsyncSplit.AwsLambda.Tests.Fixtures;
using AsyncSplit.Functions;
using AsyncSplit.Hosting;
using AsyncSplit.Messaging;
using AsyncSplit.Runtime;
using AsyncSplit.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AsyncSplit.AwsLambda.Tests.Chains;

/// <summary>An application on emulators: its queues, a table, a bucket, a client, and what runs its steps.</summary>
internal sealed class TripsDeployment : IAsyncDisposable
{
    private const string DeadLetters = "dead-letters";

    private readonly CancellationTokenSource _stop = new();
    private readonly List<IAsyncDisposable> _running = [];
    private readonly List<Task> _polling = [];
    private readonly Dictionary<string, string> _environment = [];
    private readonly AmazonSQSClient _sqs;
    private readonly AmazonDynamoDBClient _dynamoDb;
    private readonly AmazonS3Client _s3;

    private TripsDeployment(AmazonSQSClient sqs, AmazonDynamoDBClient dynamoDb, AmazonS3Client s3)
    {
        (_sqs, _dynamoDb, _s3) = (sqs, dynamoDb, s3);
        Provider = null!;
    }

    public TripLog Log { get; } = new();

    /// <summary>The longest time that a queue keeps a message back.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The services of a process that starts chains.</summary>
    public ServiceProvider Provider { get; private set; }

    public IChainClient Client => Provider.GetRequiredService<IChainClient>();

    public static async Task<TripsDeployment> CreateAsync(string delivery = "AtLeastOnce", string granularity = "Handler", TimeSpan? maxDelay = null)
    {
        var deployment = new TripsDeployment(await AwsEmulators.SqsAsync(), await AwsEmulators.DynamoDbAsync(), await AwsEmulators.S3Async()) { MaxDelay = maxDelay ?? TimeSpan.FromMinutes(15) };
        await deployment.CreateAsync(delivery, granularity);
        return deployment;
    }

    /// <summary>Runs the steps in a worker that polls all queues.</summary>
    public async Task StartWorkerAsync()
    {
        var services = new ServiceCollection();
        Configure(services, _environment.GetValueOrDefault, services.AddAsyncSplit);
        var worker = services.BuildServiceProvider();
        foreach (var hosted in worker.GetServices<IHostedService>())
        {
            await hosted.StartAsync(default);
        }

        _running.Add(new Worker(worker));
    }

    /// <summary>Runs the steps in a function for each handler, of which only those that need it have the table.</summary>
    public async Task StartFunctionsAsync(int repeatEvery = 0)
    {
        string[] withTable = [FunctionNames.Store, FunctionNames.All, "Trips-TogetherAsync", "Trips-ConfirmAsync", "Trips-LongAsync"];
        foreach (var name in Functions())
        {
            var function = await RunningFunction.StartAsync(services => Configure(
                services,
                variable => variable == "ASYNCSPLIT_TABLE" && !withTable.Contains(name) ? null : _environment.GetValueOrDefault(variable),
                services.AddAsyncSplitCore));
            _running.Add(function);
            _polling.Add(new EventSource(_sqs, UrlOf(name), function.Api) { RepeatEvery = repeatEvery }.RunAsync(_stop.Token));
        }
    }

    /// <summary>Puts something into a function's queue.</summary>
    public Task SendAsync(string function, string body) => _sqs.SendMessageAsync(new SendMessageRequest(UrlOf(function), body));

    /// <summary>Waits for a dead letter in the table.</summary>
    public async Task<DeadLetter> ReadDeadLetterAsync()
    {
        var store = Provider.GetRequiredService<IChainStore>();
        for (var tries = 0; tries < 300; tries++)
        {
            if (await store.ListDeadLettersAsync(default).FirstOrDefaultAsync() is { } letter)
            {
                return letter;
            }

            await Task.Delay(200);
        }

        throw new TimeoutException("There is no dead letter in the table.");
    }

    /// <summary>Waits for a message in the queue of dead letters.</summary>
    public async Task<string> ReadQueueOfDeadLettersAsync()
    {
        for (var tries = 0; tries < 60; tries++)
        {
            if ((await _sqs.ReceiveMessageAsync(new ReceiveMessageRequest(UrlOf(DeadLetters)) { WaitTimeSeconds = 1 })).Messages is [var message, ..])
            {
                return message.Body;
            }
        }

        throw new TimeoutException("There is nothing in the queue of dead letters.");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_polling);
        foreach (var running in _running)
        {
            await running.DisposeAsync();
        }

        await Provider.DisposeAsync();
        _sqs.Dispose();
        _dynamoDb.Dispose();
        _s3.Dispose();
        _stop.Dispose();
    }

    private async Task CreateAsync(string delivery, string granularity)
    {
        var prefix = $"trips-{Guid.NewGuid():N}-"[..16];
        var deadLetters = await _sqs.MakeQueueAsync(prefix + DeadLetters);
        _environment["ASYNCSPLIT_QUEUES"] = deadLetters[..^DeadLetters.Length];
        _environment["ASYNCSPLIT_GRANULARITY"] = granularity;
        _environment["ASYNCSPLIT_DELIVERY"] = delivery;
        _environment["ASYNCSPLIT_TABLE"] = await _dynamoDb.MakeTableAsync();
        _environment["ASYNCSPLIT_BUCKET"] = await _s3.MakeBucketAsync();
        _environment["ASYNCSPLIT_KEYS"] = $"test:{Convert.ToBase64String(new byte[32])}";
        var services = new ServiceCollection();
        Configure(services, _environment.GetValueOrDefault, services.AddAsyncSplitCore);
        Provider = services.BuildServiceProvider();
        var redrive = $$"""{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:000000000000:{{prefix + DeadLetters}}","maxReceiveCount":"3"}""";
        foreach (var function in Functions())
        {
            await _sqs.MakeQueueAsync(prefix + function, new() { ["RedrivePolicy"] = redrive });
        }
    }

    private void Configure(IServiceCollection services, Func<string, string?> environment, Func<Action<AsyncSplitBuilder>, IServiceCollection> add)
    {
        services.AddSingleton(Log);
        services.AddSingleton<WorkLog>();
        services.AddTransient<IRates, Rates>();
        add(chains => AwsBuilderExtensions.UseAws(chains.AddChainables().Configure(options => options.FaultDelay = TimeSpan.FromMilliseconds(50)), Configure, environment));

        void Configure(AwsOptions options)
        {
            (options.Sqs.Client, options.DynamoDb.Client, options.Claims.Client) = (_sqs, _dynamoDb, _s3);
            options.Sqs.MaxDelay = MaxDelay;
            options.Sqs.PollDuration = TimeSpan.FromSeconds(1);
            options.Sqs.LeaseDuration = TimeSpan.FromSeconds(5);
            options.Chains = chains => chains.HopInterval = TimeSpan.FromSeconds(2);
        }
    }

    private string[] Functions()
    {
        var granularity = Enum.Parse<FunctionGranularity>(_environment["ASYNCSPLIT_GRANULARITY"]);
        return [.. Provider.GetRequiredService<ChainRegistry>().EntryPoints.Select(entryPoint => FunctionNames.Of(entryPoint.Id, granularity)).Append(FunctionNames.Of("", granularity)).Distinct()];
    }

    private string UrlOf(string function) => _environment["ASYNCSPLIT_QUEUES"] + function;

    private sealed class Worker(ServiceProvider services) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var hosted in services.GetServices<IHostedService>())
            {
                await hosted.StopAsync(default);
            }

            await services.DisposeAsync();
        }
    }
}
