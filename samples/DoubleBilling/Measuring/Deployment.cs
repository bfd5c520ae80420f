using System.Security.Cryptography;
using Amazon.DynamoDBv2;
using AsyncSplit;
using AsyncSplit.Emulators;
using AsyncSplit.Testing.Lambda;
using Microsoft.Extensions.DependencyInjection;

namespace DoubleBilling.Measuring;

/// <summary>The services, deployed both ways on this machine: emulators, queues, a table, a robot, and a Lambda service with the functions.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private const string Prefix = "billing-";
    private const string RobotVariable = "ROBOT";
    private const string KeysVariable = "ASYNCSPLIT_KEYS";

    // They sign the tokens that the robot gets.
    private static readonly string s_keys = $"run:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}";

    private static readonly string s_functions = Path.Combine(AppContext.BaseDirectory, "functions");

    // Published as machine code there is no assembly.
    private static readonly string s_bootstrap = Path.Combine(s_functions, "bootstrap.dll") is var assembly && File.Exists(assembly) ? assembly : s_functions;
    private static readonly string[] s_synchronous = ["Orders", "Shipping", "Warehouse", "Levels"];

    private readonly EmulatorProcess _sqs;
    private readonly EmulatorProcess _dynamoDb;
    private LambdaService? _service;
    private ServiceProvider? _client;
    private ServiceProvider? _operator;
    private RobotServer? _robot;
    private CountingProxy? _queues;
    private CountingProxy? _table;

    private Deployment(EmulatorProcess sqs, EmulatorProcess dynamoDb) => (_sqs, _dynamoDb) = (sqs, dynamoDb);

    public LambdaService Service => _service!;

    public IChainClient Client => _client!.GetRequiredService<IChainClient>();

    /// <summary>Whether the functions are machine code.</summary>
    public static bool IsNative => s_bootstrap == s_functions;

    public WorkLog Work { get; } = new();

    public static async Task<Deployment> StartAsync(bool showsLog)
    {
        var deployment = new Deployment(await SqsEmulator.StartAsync(), await DynamoDbEmulator.StartAsync());
        try
        {
            await deployment.DeployAsync(showsLog);
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    /// <summary>The service that a function belongs to: <c>Orders</c> for <c>billing-Orders-PlaceAsync</c> and <c>Orders-synchronous</c>.</summary>
    public static string ServiceOf(string function) => (function.StartsWith(Prefix, StringComparison.Ordinal) ? function[Prefix.Length..] : function).Split('-')[0];

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
        foreach (var part in new IAsyncDisposable?[] { _client, _operator, _service, _robot, _queues, _table }.OfType<IAsyncDisposable>())
        {
            await part.DisposeAsync();
        }

        _sqs.Dispose();
        _dynamoDb.Dispose();
    }

    private async Task DeployAsync(bool showsLog)
    {
        var (sqs, dynamoDb) = (_sqs.Address(SqsEmulator.Port), _dynamoDb.Address(DynamoDbEmulator.Port));
        _queues = await CountingProxy.StartAsync(sqs);
        _table = await CountingProxy.StartAsync(dynamoDb);
        _robot = await RobotServer.StartAsync();
        var options = new LambdaServiceOptions
        {
            SqsEndpoint = sqs,
            DynamoDbEndpoint = dynamoDb,
            Log = line =>
            {
                Work.Add(line);
                if (showsLog)
                {
                    Console.Error.WriteLine($"{line.Function}: {line.Text}");
                }
            },
            InitTimeout = TimeSpan.FromSeconds(30),
            Environment = new Dictionary<string, string> { ["AWS_ENDPOINT_URL_SQS"] = AddressOf(_queues.Address), ["AWS_ENDPOINT_URL_DYNAMODB"] = AddressOf(_table.Address), [RobotVariable] = AddressOf(_robot.Address), [KeysVariable] = s_keys },
        };

        // What the build of the functions has written: the same that would deploy them.
        var template = LambdaTemplate.Read(Path.Combine(s_functions, "asyncsplit", "template.yaml"), s_bootstrap, options);
        await template.CreateResourcesAsync(options);
        _service = await LambdaService.StartAsync(options, [.. template.Functions, .. s_synchronous.Select(service => Synchronous(service, template.Functions[0]))]);
        SetEnvironment(template.Functions[0].Environment["ASYNCSPLIT_QUEUES"], template.Tables[0].Name, _queues.Address);

        // What the client that starts chains asks of the table is not counted: the results could as well be sent on. What the robot's operator asks of it is.
        _client = CreateClient(dynamoDb);
        _operator = CreateClient(_table.Address);
        _robot.Connect(_operator.GetRequiredService<IChainClient>());
    }

    private static LambdaFunction Synchronous(string service, LambdaFunction split) => new()
    {
        Name = $"{service}-synchronous",
        Path = s_bootstrap,
        Handler = $"synchronous:{service}",
        MemoryMb = split.MemoryMb,
        Timeout = split.Timeout,
    };

    // The same variables that the functions have.
    private static void SetEnvironment(string queues, string table, Uri sqs)
    {
        foreach (var (name, value) in new[]
        {
            ("ASYNCSPLIT_QUEUES", queues),
            ("ASYNCSPLIT_TABLE", table),
            ("AWS_ENDPOINT_URL_SQS", AddressOf(sqs)),
            (KeysVariable, s_keys),
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ACCESS_KEY_ID", "local"),
            ("AWS_SECRET_ACCESS_KEY", "local"),
        })
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    private static ServiceProvider CreateClient(Uri dynamoDb)
    {
        var services = new ServiceCollection();
        Functions.Startup.Configure(services, aws => aws.DynamoDb.Client = new AmazonDynamoDBClient(new AmazonDynamoDBConfig { ServiceURL = AddressOf(dynamoDb), AuthenticationRegion = "eu-west-1" }));
        services.AddLogging();
        return services.BuildServiceProvider();
    }

    private static string AddressOf(Uri server) => server.GetLeftPart(UriPartial.Authority);
}
