using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.SQS;
using AsyncSplit;
using AsyncSplit.Emulators;
using AsyncSplit.Testing.Lambda;
using Microsoft.Extensions.DependencyInjection;

namespace DoubleBilling.Measuring;

/// <summary>The services, deployed both ways on this machine: emulators, queues, a table, and a Lambda service with the functions.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private const string Account = "000000000000";
    private const string Prefix = "billing-";
    private const string Table = "billing";
    private const int MemoryMb = 256;

    private static readonly string s_bootstrap = Path.Combine(AppContext.BaseDirectory, "functions", "bootstrap.dll");

    // By the rule that the build follows too: a contract's member belongs to the one handler behind it, and ends of chains go to the function that has the table.
    private static readonly string[] s_split = ["Orders-PlaceAsync", "Shipping-ShipAsync", "Warehouse-PackAsync", "Levels-RunAsync", "Store"];
    private static readonly string[] s_synchronous = ["Orders", "Shipping", "Warehouse", "Levels"];

    private readonly EmulatorProcess _sqs;
    private readonly EmulatorProcess _dynamoDb;
    private LambdaService? _service;
    private ServiceProvider? _client;
    private CountingProxy? _queues;
    private CountingProxy? _table;

    private Deployment(EmulatorProcess sqs, EmulatorProcess dynamoDb) => (_sqs, _dynamoDb) = (sqs, dynamoDb);

    public LambdaService Service => _service!;

    public IChainClient Client => _client!.GetRequiredService<IChainClient>();

    public WorkLog Work { get; } = new();

    public static async Task<Deployment> StartAsync()
    {
        var deployment = new Deployment(await SqsEmulator.StartAsync(), await DynamoDbEmulator.StartAsync());
        try
        {
            await deployment.DeployAsync();
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    /// <summary>The service that a function belongs to.</summary>
    public static string ServiceOf(string function) => function[..(function.IndexOf('-', StringComparison.Ordinal) is var at and >= 0 ? at : function.Length)];

    /// <summary>Begins to count anew.</summary>
    public void Clear()
    {
        Service.ClearBill();
        Work.Clear();
        _queues!.Clear();
        _table!.Clear();
    }

    /// <summary>What was asked of queues and table since then. Each invocation by a queue comes with a request that has brought its message and one that deletes it.</summary>
    public CallCounts CountCalls(int invocationsByQueues) => new(
        _queues!.Count("SendMessage", "SendMessageBatch", "ChangeMessageVisibility", "DeleteMessage") + (2 * invocationsByQueues),
        _table!.Count("PutItem", "UpdateItem", "DeleteItem"),
        _table.Count("GetItem", "Query"));

    public async ValueTask DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.DisposeAsync();
        }

        if (_service is not null)
        {
            await _service.DisposeAsync();
        }

        foreach (var proxy in new[] { _queues, _table }.OfType<CountingProxy>())
        {
            await proxy.DisposeAsync();
        }

        _sqs.Dispose();
        _dynamoDb.Dispose();
    }

    private async Task DeployAsync()
    {
        var (sqs, dynamoDb) = (_sqs.Address(SqsEmulator.Port), _dynamoDb.Address(DynamoDbEmulator.Port));
        _queues = await CountingProxy.StartAsync(sqs);
        _table = await CountingProxy.StartAsync(dynamoDb);
        await CreateQueuesAsync(sqs);
        await CreateTableAsync(dynamoDb);
        Dictionary<string, string> environment = new()
        {
            ["ASYNCSPLIT_APPLICATION"] = "billing",
            ["ASYNCSPLIT_QUEUES"] = $"{_queues.Address.GetLeftPart(UriPartial.Authority)}/{Account}/{Prefix}",
            ["AWS_ENDPOINT_URL_SQS"] = _queues.Address.GetLeftPart(UriPartial.Authority),
        };
        _service = await LambdaService.StartAsync(
            new LambdaServiceOptions { SqsEndpoint = sqs, Log = Work.Add, InitTimeout = TimeSpan.FromSeconds(30), Environment = environment },
            [.. s_split.Select(name => Split(name, sqs, _table.Address)), .. s_synchronous.Select(Synchronous)]);
        _client = CreateClient(environment, dynamoDb);
    }

    private static LambdaFunction Synchronous(string service) => new()
    {
        Name = $"{service}-synchronous",
        Path = s_bootstrap,
        Handler = $"synchronous:{service}",
        MemoryMb = MemoryMb,
        Timeout = TimeSpan.FromSeconds(60),
    };

    private static LambdaFunction Split(string name, Uri sqs, Uri table) => new()
    {
        Name = name,
        Path = s_bootstrap,
        Handler = name,
        MemoryMb = MemoryMb,
        Timeout = TimeSpan.FromSeconds(60),
        Queue = new LambdaQueue { Url = $"{sqs.GetLeftPart(UriPartial.Authority)}/{Account}/{Prefix}{name}", BatchSize = 10 },
        Environment = name == "Store"
            ? new Dictionary<string, string> { ["ASYNCSPLIT_FUNCTION"] = name, ["ASYNCSPLIT_TABLE"] = Table, ["AWS_ENDPOINT_URL_DYNAMODB"] = table.GetLeftPart(UriPartial.Authority) }
            : new Dictionary<string, string> { ["ASYNCSPLIT_FUNCTION"] = name },
    };

    private static async Task CreateQueuesAsync(Uri sqs)
    {
        using var queues = new AmazonSQSClient(new BasicAWSCredentials("local", "local"), new AmazonSQSConfig { ServiceURL = sqs.ToString(), AuthenticationRegion = "eu-west-1" });
        foreach (var name in s_split)
        {
            await queues.CreateQueueAsync($"{Prefix}{name}");
        }
    }

    private static async Task CreateTableAsync(Uri dynamoDb)
    {
        using var tables = new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig { ServiceURL = dynamoDb.ToString(), AuthenticationRegion = "eu-west-1" });
        await tables.CreateTableAsync(new CreateTableRequest
        {
            TableName = Table,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new("p", KeyType.HASH), new("k", KeyType.RANGE)],
            AttributeDefinitions = [new("p", ScalarAttributeType.S), new("k", ScalarAttributeType.S)],
        });
    }

    // Whoever starts chains: it sends to the same queues, and reads the results in the table.
    private static ServiceProvider CreateClient(Dictionary<string, string> environment, Uri dynamoDb)
    {
        Dictionary<string, string> variables = new(environment)
        {
            ["ASYNCSPLIT_TABLE"] = Table,
            ["AWS_ENDPOINT_URL_DYNAMODB"] = dynamoDb.GetLeftPart(UriPartial.Authority),
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ACCESS_KEY_ID"] = "local",
            ["AWS_SECRET_ACCESS_KEY"] = "local",
        };
        foreach (var (name, value) in variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        var services = new ServiceCollection();
        new Functions.Startup().Configure(services);
        services.AddLogging();
        return services.BuildServiceProvider();
    }
}
